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

/// Block nodes and block sequences: YAML 1.2.2 sections 8.2.1 and 8.2.3.
extension DocumentParser {
  /// What a node follows.
  enum Indicator {
    case dash, colon, marker
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
      let start = cursor
      let scalar = try quotedScalar(indent: parent + 1)
      if try isKey(from: start) {
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

  /// Refuses a sequence where none may begin.
  private func checkSequence(at place: BlockPlace) throws(Fault) {
    switch place {
    case .lineStart, .afterDash: break
    case .afterDashAndTab: throw Fault(.tabInIndentation, at: cursor.position)
    case .afterColon: throw Fault(.sequenceInValue, at: cursor.position)
    case .afterMarker: throw Fault(.mappingAfterMarker, at: cursor.position)
    }
  }

  /// Refuses content that is indented more than the entries of the collection that it stands in.
  func checkIndentation(_ column: Int) throws(Fault) {
    if indent > column { throw Fault(.unexpectedIndentation, at: cursor.position) }
  }
}
