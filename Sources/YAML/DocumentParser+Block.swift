import Diagnostics

/// Where a block node stands, which decides whether a block collection may begin there.
enum BlockPlace {
  /// First on its line.
  case lineStart
  /// On the line of a `-`, spaces between.
  case afterDash
  /// On the line of a `-`, a tab between.
  case afterDashAndTab
  /// On the line of its key.
  case afterColon
  /// On the line of a `---`.
  case afterMarker
}

/// Block collections: YAML 1.2.2 section 8.2.
extension DocumentParser {
  /// What a node follows.
  enum Indicator {
    case dash, colon, marker
  }

  /// A key that has been read, the cursor at its `:`.
  struct Key {
    let text: String
    let position: SourcePosition
  }

  /// Reads the node behind an indicator, on its line or below, which may be no node at all.
  /// - Parameter parent: the column of the collection; what is not indented more is not part of the node.
  mutating func node(below parent: Int, after indicator: Indicator) throws(Fault) -> YAMLNode {
    let emptyPosition = cursor.position
    cursor.skipSpaces()
    let hasTab = cursor.byte == UInt8(ascii: "\t")
    if hasTab { cursor.skipBlanks() }
    guard cursor.isAtLineEnd || cursor.byte == UInt8(ascii: "#") else {
      switch indicator {
      case .dash: return try content(below: parent, at: hasTab ? .afterDashAndTab : .afterDash)
      case .colon: return try content(below: parent, at: .afterColon)
      case .marker: return try content(below: parent, at: .afterMarker)
      }
    }
    cursor.skipLine()
    moveToContent()
    // The entries of a list may stand in the column of the key that they belong to.
    let isBelow =
      indent > parent || (indent == parent && indicator == .colon && cursor.isAtDash)
    return isBelow
      ? try content(below: parent, at: .lineStart) : YAMLNode(.null, at: emptyPosition)
  }

  /// Reads the node at the cursor, which is not empty.
  mutating func content(below parent: Int, at place: BlockPlace) throws(Fault) -> YAMLNode {
    let column = cursor.column
    let position = cursor.position
    switch cursor.byte {
    case UInt8(ascii: "-") where cursor.isAtDash:
      try checkSequence(at: place)
      return try sequence(at: column, below: parent)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      let collection = try flowCollection(indent: parent + 1)
      try checkNoKey(position)
      try endLine()
      return collection
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      return try blockScalar(below: parent)
    case let quote where quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"):
      let line = cursor.line
      let scalar = try quotedScalar(indent: parent + 1)
      if try isKey(from: line, position) {
        try checkMapping(at: place, position)
        return try mapping(at: column, Key(text: text(of: scalar), position: position))
      }
      try endLine()
      return try node(of: scalar)
    default:
      try checkPlainStart(inFlow: false)
      let start = cursor.index
      let firstLine = plainLine(inFlow: false)
      if cursor.byte == UInt8(ascii: ":") {
        try checkMapping(at: place, cursor.position)
        return try mapping(at: column, try plainKey(firstLine, from: start, position))
      }
      let scalar = try plainScalar(firstLine, at: position, indent: parent + 1, inFlow: false)
      try endLine()
      return try node(of: scalar)
    }
  }

  // MARK: - Sequences

  private mutating func sequence(at column: Int, below parent: Int) throws(Fault) -> YAMLNode {
    let position = cursor.position
    try enter()
    defer { leave() }
    var elements: [YAMLNode] = []
    indent = column
    while indent == column {
      // In the column of the parent's keys the next key ends the list.
      if column == parent, !cursor.isAtDash { break }
      do throws(Fault) {
        guard cursor.isAtDash else { throw Fault(.missingDash, at: cursor.position) }
        cursor.advance()
        elements.append(try node(below: column, after: .dash))
        try checkIndentation(column)
      } catch {
        recover(from: error, toColumn: column)
      }
    }
    return YAMLNode(.sequence(elements), at: position)
  }

  private func checkSequence(at place: BlockPlace) throws(Fault) {
    switch place {
    case .lineStart, .afterDash: break
    case .afterDashAndTab: throw Fault(.tabInIndentation, at: cursor.position)
    case .afterColon: throw Fault(.sequenceInValue, at: cursor.position)
    case .afterMarker: throw Fault(.mappingAfterMarker, at: cursor.position)
    }
  }

  // MARK: - Mappings

  /// Reads a mapping from the `:` of its first key.
  private mutating func mapping(at column: Int, _ firstKey: Key) throws(Fault) -> YAMLNode {
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
      let line = cursor.line
      let scalar = try quotedScalar(indent: cursor.column + 1)
      guard try isKey(from: line, position) else {
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

  private func plainKey(
    _ range: Range<Int>, from start: Int, _ position: SourcePosition
  ) throws(Fault) -> Key {
    try checkKeyLength(from: start, position)
    return Key(text: cursor.text(range), position: position)
  }

  /// Whether a quoted scalar that began on a line turns out to be a key; moves to its `:` then.
  private mutating func isKey(from line: Int, _ position: SourcePosition) throws(Fault) -> Bool {
    let end = cursor
    cursor.skipBlanks()
    guard cursor.byte == UInt8(ascii: ":") else {
      cursor = end
      return false
    }
    guard cursor.line == line else { throw Fault(.keyOnSeveralLines, at: position) }
    guard cursor.isAtColon else { throw Fault(.colonWithoutBlank, at: cursor.position) }
    return true
  }

  /// Refuses a `:` behind a flow collection.
  private mutating func checkNoKey(_ position: SourcePosition) throws(Fault) {
    let end = cursor
    cursor.skipBlanks()
    guard !cursor.isAtColon else { throw Fault(.complexKey, at: position) }
    cursor = end
  }

  private func checkMapping(
    at place: BlockPlace, _ position: SourcePosition
  ) throws(Fault) {
    switch place {
    case .lineStart, .afterDash: break
    case .afterDashAndTab: throw Fault(.tabInIndentation, at: position)
    case .afterColon: throw Fault(.keyInValue, at: position)
    case .afterMarker: throw Fault(.mappingAfterMarker, at: position)
    }
  }

  /// Refuses content that is indented more than the entries of the collection that it stands in.
  private func checkIndentation(_ column: Int) throws(Fault) {
    if indent > column { throw Fault(.unexpectedIndentation, at: cursor.position) }
  }
}
