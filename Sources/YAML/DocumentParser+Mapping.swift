import Diagnostics

/// Block mappings: YAML 1.2.2 section 8.2.2.
extension DocumentParser {
  /// A key that has been read, the cursor at its `:`.
  struct Key {
    let text: String
    let position: SourcePosition
  }

  /// Reads a mapping from the `:` of its first key.
  mutating func mapping(at column: Int, _ firstKey: Key) throws(Fault) -> YAMLNode {
    try enter()
    defer { leave() }
    var entries = EntryList()
    var pendingKey: Key? = firstKey
    indent = column
    while indent == column {
      do throws(Fault) {
        let key = if let pendingKey { pendingKey } else { try blockKey() }
        pendingKey = nil
        cursor.advance()
        if let fault = entries.refusal(of: key) { report(fault) }
        entries.append(key, try node(below: column, after: .colon))
        try checkIndentation(column)
      } catch {
        pendingKey = nil
        recover(from: error, toColumn: column)
      }
    }
    return YAMLNode(.mapping(entries.entries), at: firstKey.position)
  }

  /// Reads a key at the start of an entry, up to its `:`.
  private mutating func blockKey() throws(Fault) -> Key {
    let position = cursor.position
    switch cursor.byte {
    case UInt8(ascii: "-") where cursor.isAtDash:
      throw Fault(.sequenceInMapping, at: position)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      throw Fault(.complexKey, at: position)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let start = cursor
      let scalar = try quotedScalar(indent: cursor.column + 1)
      guard try isKey(from: start) else {
        throw Fault(.missingColon(afterKeyWithInnerColon: false), at: position)
      }
      return Key(text: text(of: scalar), position: position)
    default:
      try checkPlainStart(inFlow: false)
      let start = cursor.index
      let range = plainLine(inFlow: false)
      guard cursor.byte == UInt8(ascii: ":") else {
        let hasInnerColon = cursor.bytes(range).contains(UInt8(ascii: ":"))
        throw Fault(.missingColon(afterKeyWithInnerColon: hasInnerColon), at: position)
      }
      return try plainKey(range, from: start, position)
    }
  }

  /// A key from the bytes in front of the `:` at the cursor.
  func plainKey(
    _ range: Range<Int>, from start: Int, _ position: SourcePosition
  ) throws(Fault) -> Key {
    try checkKeyLength(from: start, position)
    return Key(text: cursor.text(range), position: position)
  }

  /// Whether the quoted scalar that has been read turns out to be a key; moves to its `:` then.
  mutating func isKey(from start: Cursor) throws(Fault) -> Bool {
    let end = cursor
    cursor.skipBlanks()
    guard cursor.byte == UInt8(ascii: ":") else {
      cursor = end
      return false
    }
    guard cursor.line == start.line else { throw Fault(.keyOnSeveralLines, at: start.position) }
    try checkKeyLength(from: start.index, start.position)
    guard cursor.isAtColon else { throw Fault(.colonWithoutBlank, at: cursor.position) }
    return true
  }

  /// Refuses a `:` behind a flow collection.
  mutating func checkNoKey(_ position: SourcePosition) throws(Fault) {
    let end = cursor
    cursor.skipBlanks()
    guard !cursor.isAtColon else { throw Fault(.complexKey, at: position) }
    cursor = end
  }

  /// Refuses a mapping where none may begin.
  func checkMapping(
    at place: BlockPlace, _ position: SourcePosition
  ) throws(Fault) {
    switch place {
    case .lineStart, .afterDash: break
    case .afterDashAndTab: throw Fault(.tabInIndentation, at: position)
    case .afterColon: throw Fault(.keyInValue, at: position)
    case .afterMarker: throw Fault(.mappingAfterMarker, at: position)
    }
  }
}
