import JSON
import SQLite

/// How the columns of a statement become the members of a row.
struct RowShape: Sendable {
  /// What a column holds, which SQLite itself does not know.
  enum Kind: Sendable {
    case plain, boolean, json
  }

  struct Column: Sendable {
    let index: Int
    let name: String
    let kind: Kind
  }

  let columns: [Column]
  private let stripsNulls: Bool

  /// - Parameter kinds: what the definition says of columns that no table declares.
  init(of statement: Statement, response: ResponseShape, kinds: [String: Kind]) {
    let all = statement.columnNames.enumerated().map { index, name in
      Column(
        index: index, name: name,
        kind: Self.kind(declared: statement.declaredType(at: index)) ?? kinds[name] ?? .plain)
    }
    if let include = response.include {
      columns = include.compactMap { name in all.first { $0.name == name } }
    } else if response.exclude.isEmpty {
      columns = all
    } else {
      columns = all.filter { !response.exclude.contains($0.name) }
    }
    stripsNulls = response.stripsNulls
  }

  private static func kind(declared type: String?) -> Kind? {
    switch type {
    case "JSON": .json
    case "BOOLEAN": .boolean
    default: nil
    }
  }

  /// The current row of the statement.
  /// - Throws: `ToolCallError.failed` where a value is too long to be answered.
  func row(of statement: Statement) throws(ToolCallError) -> JSONObject {
    var row = JSONObject()
    row.members.reserveCapacity(columns.count)
    var byteCount = 0
    for column in columns {
      let value = try value(of: column, in: statement)
      byteCount += value.approximateByteCount
      guard byteCount <= SQLLimits.maximumRowBytes else {
        throw .failed(
          "a row has more than \(SQLLimits.maximumRowBytes >> 20) MiB: ask for fewer columns")
      }
      if stripsNulls, value.isNull { continue }
      row.append(column.name, value)
    }
    return row
  }

  private func value(
    of column: Column, in statement: Statement
  ) throws(ToolCallError) -> JSONValue {
    switch statement.storageClass(at: column.index) {
    case .null: return .null
    case .integer:
      let integer = statement.int(at: column.index)
      return column.kind == .boolean ? .bool(integer != 0) : .integer(integer)
    case .real: return JSONNumber(statement.double(at: column.index)).map { .number($0) } ?? .null
    case .blob: return .string(Base64URL.encode(statement.blob(at: column.index)))
    case .text:
      return try statement.withUTF8(at: column.index) { utf8 throws(ToolCallError) in
        guard utf8.count <= SQLLimits.maximumValueBytes else {
          throw .failed(
            "a value of column '\(column.name)' has \(utf8.count) bytes: leave the column out or "
              + "take a part of it with substr()")
        }
        if column.kind == .json, let value = try? JSONParser.parse(utf8) {
          return UntrustedText.escaped(value, encoded: utf8)
        }
        return .string(UntrustedText.escaped(utf8))
      }
    }
  }
}

extension JSONObject {
  /// Shortens the longest texts until the object takes at most so many bytes; each cut says how
  /// much it left out.
  /// - Returns: whether that was enough.
  mutating func shorten(toBytes maximumByteCount: Int) -> Bool {
    for _ in members.indices {
      let excess = approximateByteCount - maximumByteCount
      guard excess > 0 else { return true }
      let longest = members.indices.max {
        (members[$0].value.stringValue?.utf8.count ?? 0)
          < (members[$1].value.stringValue?.utf8.count ?? 0)
      }
      guard let longest, let text = members[longest].value.stringValue else { return false }
      let roomForMark = 40
      let kept = text.utf8Prefix(max(0, text.utf8.count - excess - roomForMark))
      let left = text.utf8.count - kept.utf8.count
      members[longest].value = .string(kept + "… [\(left) more bytes]")
    }
    return approximateByteCount <= maximumByteCount
  }
}

extension String {
  /// As many whole characters (scalars) from the start as fit into so many bytes.
  func utf8Prefix(_ byteCount: Int) -> String {
    guard byteCount < utf8.count else { return self }
    var end = utf8.index(startIndex, offsetBy: byteCount)
    while end > startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
    return String(self[..<end])
  }
}
