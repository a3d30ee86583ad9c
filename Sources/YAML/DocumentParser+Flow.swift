import Diagnostics

/// Flow collections: YAML 1.2.2 section 7.4.
extension DocumentParser {
  /// What the entries of a flow collection need to know of it.
  private struct Flow {
    /// At the opening bracket.
    let opening: Cursor
    /// How many spaces further lines have at least.
    let indent: Int

    var closingBracket: UInt8 {
      opening.byte == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")
    }

    var unclosed: Fault { Fault(.unclosedFlow(opening.byte), at: opening.position) }
  }

  /// Reads a collection from its opening bracket to behind the closing one.
  /// - Parameter indent: how many spaces further lines have at least.
  mutating func flowCollection(indent: Int) throws(Fault) -> YAMLNode {
    let flow = Flow(opening: cursor, indent: indent)
    try enter()
    defer { leave() }
    cursor.advance()
    let content: YAMLNode.Content =
      flow.closingBracket == UInt8(ascii: "]")
      ? .sequence(try flowSequence(flow)) : .mapping(try flowMapping(flow))
    return YAMLNode(content, at: flow.opening.position)
  }

  private mutating func flowSequence(_ flow: Flow) throws(Fault) -> [YAMLNode] {
    var elements: [YAMLNode] = []
    while try moveToEntry(flow) {
      let start = cursor
      if isAtFlowCollection {
        elements.append(try keylessCollection(flow))
      } else {
        let scalar = try flowScalar(flow)
        if try moveToFlowColon(after: scalar, flow) {
          // An entry of the form `key: value` is a mapping of its own.
          try checkIsOnOneLine(scalar)
          try checkKeyLength(from: start.index, start.position)
          let entry = try flowEntry(scalar, flow)
          elements.append(YAMLNode(.mapping([entry]), at: start.position))
        } else {
          elements.append(try node(of: scalar))
        }
      }
      try endEntry(flow)
    }
    return elements
  }

  private mutating func flowMapping(_ flow: Flow) throws(Fault) -> [YAMLNode.Entry] {
    var entries = EntryList()
    while try moveToEntry(flow) {
      guard !isAtFlowCollection else { throw Fault(.complexKey, at: cursor.position) }
      let scalar = try flowScalar(flow)
      let end = cursor.position
      let entry =
        try moveToFlowColon(after: scalar, flow)
        ? try flowEntry(scalar, flow)
        : YAMLNode.Entry(
          key: text(of: scalar), keyPosition: scalar.position, value: YAMLNode(.null, at: end))
      let key = Key(text: entry.key, position: entry.keyPosition)
      if let fault = entries.refusal(of: key) { report(fault) }
      entries.append(key, entry.value)
      try endEntry(flow)
    }
    return entries.entries
  }

  // MARK: - Entries

  private var isAtFlowCollection: Bool {
    cursor.byte == UInt8(ascii: "[") || cursor.byte == UInt8(ascii: "{")
  }

  /// Moves to the next entry; or behind the closing bracket, and returns `false`.
  private mutating func moveToEntry(_ flow: Flow) throws(Fault) -> Bool {
    try skipFlowSeparation(flow)
    switch cursor.byte {
    case flow.closingBracket:
      cursor.advance()
      return false
    case UInt8(ascii: ","): throw Fault(.emptyFlowEntry, at: cursor.position)
    case 0: throw flow.unclosed
    default: return true
    }
  }

  /// Moves behind the `,` after an entry, or to the closing bracket.
  private mutating func endEntry(_ flow: Flow) throws(Fault) {
    try skipFlowSeparation(flow)
    switch cursor.byte {
    case UInt8(ascii: ","): cursor.advance()
    case flow.closingBracket: break
    case 0: throw flow.unclosed
    default: throw Fault(.missingSeparator(in: flow.opening.byte), at: cursor.position)
    }
  }

  /// Throws where the `:` at the cursor is not on the line of its key. In mappings the standard lets keys go over lines,
  /// but whoever writes that has left out a comma.
  private func checkIsOnOneLine(_ key: Scalar) throws(Fault) {
    guard cursor.line == key.position.line else {
      throw Fault(.keyOnSeveralLines, at: key.position)
    }
  }

  /// Reads a `:` and the value behind it.
  private mutating func flowEntry(_ key: Scalar, _ flow: Flow) throws(Fault) -> YAMLNode.Entry {
    try checkIsOnOneLine(key)
    cursor.advance()
    let emptyPosition = cursor.position
    try skipFlowSeparation(flow)
    let value: YAMLNode =
      switch cursor.byte {
      case UInt8(ascii: ","), flow.closingBracket: YAMLNode(.null, at: emptyPosition)
      case 0: throw flow.unclosed
      case UInt8(ascii: "["), UInt8(ascii: "{"): try keylessCollection(flow)
      default: try node(of: try flowScalar(flow))
      }
    return YAMLNode.Entry(key: text(of: key), keyPosition: key.position, value: value)
  }

  /// Reads a nested collection, which must not turn out to be a key.
  private mutating func keylessCollection(_ flow: Flow) throws(Fault) -> YAMLNode {
    let collection = try flowCollection(indent: flow.indent)
    try skipFlowSeparation(flow)
    guard cursor.byte != UInt8(ascii: ":") else {
      throw Fault(.complexKey, at: collection.position)
    }
    return collection
  }

  private mutating func flowScalar(_ flow: Flow) throws(Fault) -> Scalar {
    if cursor.byte == UInt8(ascii: "\"") || cursor.byte == UInt8(ascii: "'") {
      return try quotedScalar(indent: flow.indent)
    }
    try checkPlainStart(inFlow: true)
    let position = cursor.position
    let firstLine = plainLine(inFlow: true)
    return try plainScalar(firstLine, at: position, indent: flow.indent, inFlow: true)
  }

  /// Whether a scalar turns out to be a key; moves to its `:` then.
  private mutating func moveToFlowColon(
    after scalar: Scalar, _ flow: Flow
  ) throws(Fault) -> Bool {
    try skipFlowSeparation(flow)
    guard cursor.byte == UInt8(ascii: ":") else { return false }
    // Behind a quoted key the value may follow at once, as in JSON.
    return scalar.style != .plain || cursor.isAtColon || cursor.isAtFlowColon
  }

  // MARK: - Lines

  /// Moves past blanks, comments and line ends between the parts of a flow collection.
  private mutating func skipFlowSeparation(_ flow: Flow) throws(Fault) {
    cursor.skipBlanks()
    if cursor.isAtComment { cursor.skipToLineEnd() }
    while cursor.isAtLineEnd, !cursor.isAtEnd {
      cursor.advanceLine()
      guard !cursor.isAtMarker else {
        giveLineBack()
        throw flow.unclosed
      }
      cursor.skipSpaces()
      let column = cursor.column
      cursor.skipBlanks()
      if cursor.isAtComment { cursor.skipToLineEnd() }
      if !cursor.isAtLineEnd { try checkFlowLine(flow, column: column) }
    }
  }

  /// Throws where a line is indented too little to be part of a flow collection. A bracket that closes
  /// may stand in the column of the collection's key: people and formatters put it there.
  private mutating func checkFlowLine(_ flow: Flow, column: Int) throws(Fault) {
    guard column < flow.indent else { return }
    if cursor.isAtClosingBracket, column == flow.indent - 1, cursor.column == column { return }
    giveLineBack()
    throw flow.unclosed
  }
}
