import JSON

extension TemplateRenderer {
  /// The value that a filter makes of another.
  mutating func apply(
    _ filter: TemplateFilter, to value: JSONValue
  ) throws(TemplateFault) -> JSONValue {
    switch filter.kind {
    case .json:
      let text = value.indentedText
      try step(at: filter.utf8Offset, byteCount: text.utf8.count)
      return .string(text)
    case .count:
      return .integer(try rows(of: value, at: filter.utf8Offset).count)
    case .list:
      return .string(try list(try rows(of: value, at: filter.utf8Offset), filter))
    case .table:
      return .string(try table(try rows(of: value, at: filter.utf8Offset), filter))
    }
  }

  /// A bullet for each row.
  private mutating func list(
    _ rows: [JSONValue], _ filter: TemplateFilter
  ) throws(TemplateFault) -> String {
    if let field = filter.fields.first { try check(field, in: rows) }
    var byteCount = 0
    var lines: [String] = []
    for row in rows {
      if filter.fields.isEmpty, row.objectValue != nil {
        throw TemplateFault(.rowsAreObjects, at: filter.utf8Offset)
      }
      let item = filter.fields.first.map { row[$0.text] ?? .null } ?? row
      let line = "- " + item.plainText.indentingFurtherLines(by: "  ")
      try count(line, into: &byteCount, at: filter.utf8Offset)
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  /// A table with a row for each row. Without fields it has a column for every member that a row has.
  private mutating func table(
    _ rows: [JSONValue], _ filter: TemplateFilter
  ) throws(TemplateFault) -> String {
    for field in filter.fields { try check(field, in: rows) }
    let columns = filter.fields.isEmpty ? Self.fields(of: rows) : filter.fields.map(\.text)
    guard !columns.isEmpty else {
      if rows.isEmpty { return "" }
      throw TemplateFault(.rowsAreNotObjects, at: filter.utf8Offset)
    }
    var byteCount = 0
    var lines = [
      Self.line(of: columns), "|" + String(repeating: " --- |", count: columns.count),
    ]
    for row in rows {
      let line = Self.line(of: columns.map { row[$0]?.plainText ?? "" })
      try count(line, into: &byteCount, at: filter.utf8Offset)
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  private static func line(of cells: [String]) -> String {
    "| " + cells.map(\.asTableCell).joined(separator: " | ") + " |"
  }

  /// A field that some row has; answers may leave it out of rows where it has no value.
  private func check(_ field: TemplateName, in rows: [JSONValue]) throws(TemplateFault) {
    guard !rows.isEmpty, !rows.contains(where: { $0[field.text] != nil }) else { return }
    let keys = Self.fields(of: rows)
    throw TemplateFault(
      rows.contains { $0.objectValue != nil }
        ? .missingField(field.text, among: keys) : .rowsAreNotObjects, at: field.utf8Offset)
  }

  /// The names of all members in the order in which they come up.
  private static func fields(of rows: [JSONValue]) -> [String] {
    var seen: Set<String> = []
    var names: [String] = []
    for row in rows {
      for key in row.objectValue?.keys ?? [] where seen.insert(key).inserted { names.append(key) }
    }
    return names
  }

  /// Stops at a text that is too long before it has been put together.
  private mutating func count(
    _ line: String, into byteCount: inout Int, at utf8Offset: Int
  ) throws(TemplateFault) {
    try step(at: utf8Offset, byteCount: line.utf8.count)
    byteCount += line.utf8.count + 1
    guard byteCount <= limits.maximumOutputBytes else {
      throw TemplateFault(.outputTooLarge(limits.maximumOutputBytes), at: utf8Offset)
    }
  }
}
