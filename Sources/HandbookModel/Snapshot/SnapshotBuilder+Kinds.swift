internal import Diagnostics
internal import JSON
internal import SQLite

extension SnapshotBuilder {
  /// Creates and fills the tables of the kinds.
  /// - Returns: the kinds that have a table. One whose table cannot be made is reported and left out.
  mutating func addKinds(
    _ kinds: [Kind], rows: [KindRow], taxonomyPath: String, diagnostics: inout [Diagnostic]
  ) throws(DatabaseError) -> [Kind] {
    let rowsByKind = Dictionary(grouping: rows, by: \.kind)
    let pagesByPath = Dictionary(
      pages.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var served: [Kind] = []
    for kind in kinds {
      guard !kind.table.hasPrefix("_") else {
        diagnostics.append(Self.refusal(of: kind, "the name begins with '_'", taxonomyPath))
        continue
      }
      do throws(DatabaseError) {
        try connection.execute(Self.tableDefinition(of: kind))
      } catch {
        // A name that is taken, or a field twice: SQLite's words say which.
        diagnostics.append(Self.refusal(of: kind, error.message, taxonomyPath))
        continue
      }
      try insert(rowsByKind[kind.name] ?? [], of: kind, pagesByPath)
      served.append(kind)
    }
    return served
  }

  private static func refusal(of kind: Kind, _ reason: String, _ path: String) -> Diagnostic {
    Diagnostic(
      .error, "the kind '\(kind.name)' gets no table '\(kind.table)': \(reason)", path: path)
  }

  private static func tableDefinition(of kind: Kind) -> String {
    var columns = ["\"position\" INTEGER NOT NULL"]
    columns += kind.fields.map { "\(quoted($0.name)) \(declaredType($0.type))" }
    columns += [
      "page TEXT NOT NULL", "section JSON NOT NULL", "first_line INTEGER NOT NULL",
      "last_line INTEGER NOT NULL", "revision INTEGER NOT NULL", "is_newest BOOLEAN NOT NULL",
    ]
    return "CREATE TABLE \(quoted(kind.table)) (\(columns.joined(separator: ", ")))"
  }

  /// The words that tell a reader of rows how to shape a value.
  static func declaredType(_ type: Kind.Field.ValueType) -> String {
    switch type {
    case .text: "TEXT"
    case .integer: "INTEGER"
    case .boolean: "BOOLEAN"
    case .list: "JSON"
    }
  }

  private mutating func insert(
    _ rows: [KindRow], of kind: Kind, _ pagesByPath: [String: PageInfo]
  ) throws(DatabaseError) {
    let placeholders = repeatElement("?", count: kind.fields.count + 7).joined(separator: ", ")
    let insert = try connection.prepare(
      "INSERT INTO \(quoted(kind.table)) VALUES (\(placeholders))")
    let kindNumber = catalog.number(ofKind: kind.name)
    var position = 0
    for row in rows where row.values.count == kind.fields.count {
      guard let page = pagesByPath[row.page] else { continue }
      position += 1
      try insert.bind(position, to: 1)
      for (index, value) in row.values.enumerated() {
        try insert.bind(value, to: index + 2)
      }
      let column = kind.fields.count + 2
      try insert.bind(page.path, to: column)
      try insert.bind(utf8: jsonArray(of: row.section), to: column + 1)
      try insert.bind(row.lines.lowerBound, to: column + 2)
      try insert.bind(row.lines.upperBound, to: column + 3)
      try insert.bind(page.revision.number, to: column + 4)
      try insert.bind(page.revision.isNewest, to: column + 5)
      try insert.run()
      try addDocument(for: row, of: kind, kindNumber: kindNumber, page: page)
    }
  }

  /// Makes the fact searchable: its name and headings weigh as headings, `field: value` lines as text.
  private mutating func addDocument(
    for row: KindRow, of kind: Kind, kindNumber: UInt16, page: PageInfo
  ) throws(DatabaseError) {
    let values = zip(kind.fields, row.values)
    let name =
      values.first { $0.0.name == "name" }?.1.stringValue
      ?? values.first { $0.0.name == "title" }?.1.stringValue
      ?? row.values.lazy.compactMap(\.stringValue).first ?? ""
    let text = values.compactMap { field, value in
      value.searchText.map { $0 == name ? $0 : "\(field.name.withSpaces): \($0)" }
    }.joined(separator: "\n")
    try add(
      SearchDocument(kind: kind.name, name: name, title: page.title, text: text),
      kindNumber: kindNumber, pageID: page.id, section: row.section, lines: row.lines)
  }
}

extension JSONValue {
  /// The value as words to search for; `nil` where there are none.
  fileprivate var searchText: String? {
    switch self {
    case .null, .object: nil
    case .bool(let value): value ? "yes" : "no"
    case .number(let number): number.text
    case .string(let text): text.isEmpty ? nil : text
    case .array(let elements):
      elements.isEmpty ? nil : elements.compactMap(\.searchText).joined(separator: ", ")
    }
  }
}

extension String {
  /// The name of a field as words.
  fileprivate var withSpaces: String { split(separator: "_").joined(separator: " ") }
}
