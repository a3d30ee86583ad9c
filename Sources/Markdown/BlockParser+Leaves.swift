extension BlockParser {
  /// Goes on with code, HTML or what is hidden.
  /// - Returns: whether that used up the line.
  mutating func continueLeaf(_ cursor: inout LineCursor, _ line: Line) -> Bool {
    switch leaf {
    case .fencedCode(let fence):
      if cursor.indent < 4, fence.isClosed(by: cursor.content) {
        closeLeaf(lastLine: lineNumber)
      } else {
        cursor.skip(columns: fence.indent)
        raw.append(cursor, number: lineNumber)
      }
      return true
    case .indentedCode:
      guard cursor.isBlank || cursor.indent >= 4 else { return false }
      cursor.skip(columns: 4)
      raw.append(cursor, number: lineNumber)
      return true
    case .html(let end):
      return continueHTML(cursor, end)
    case .hidden(let end):
      return continueHidden(&cursor, end)
    case .none, .paragraph, .table:
      return false
    }
  }

  /// Begins a heading, code, HTML, a table or whatever else the line's text begins.
  /// - Returns: whether that used up the line; if not, the rest of it is text.
  mutating func beginLeaf(_ cursor: inout LineCursor, _ line: Line, _ place: Place) -> Bool {
    switch cursor.firstByte {
    case UInt8(ascii: "#"):
      guard let heading = cursor.content.atxHeading else { return false }
      addHeading(heading.text, level: heading.level, matched: place.depth)
      return true
    case UInt8(ascii: "`"), UInt8(ascii: "~"):
      return beginFence(cursor, place)
    case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "|"), UInt8(ascii: ":"):
      return underline(cursor, place) || beginTable(cursor, place) || breakOff(cursor, place)
    case UInt8(ascii: "["):
      return define(cursor, place)
    case UInt8(ascii: "<"), UInt8(ascii: "{"):
      return pasted == nil && beginHTML(&cursor, line, place)
    case UInt8(ascii: "i"), UInt8(ascii: "e"):
      return hideModuleStatement(cursor, place)
    default:
      return false
    }
  }

  /// Ends the open leaf and adds what it holds to the section.
  /// - Parameter lastLine: the line of the mark that closes it, where there is one.
  mutating func closeLeaf(lastLine: Int? = nil) {
    defer {
      leaf = .none
      raw.removeAll()
    }
    switch leaf {
    case .none, .hidden, .table:
      break
    case .paragraph:
      addInlineBlock(.paragraph)
    case .html:
      addInlineBlock(.html)
    case .fencedCode(let fence):
      addCode(language: fence.language, lastLine: lastLine)
    case .indentedCode:
      raw.removeTrailingBlankLines()
      addCode(language: nil, lastLine: nil)
    }
  }

  /// Adds the open text as a block of its own or to the list item or quote around it.
  private mutating func addInlineBlock(_ kind: MarkdownBlock.Kind) {
    let inline = inlines.parse(raw)
    guard !inline.isEmpty else { return }
    if let owner = textOwner() {
      collector.extend(owner, with: inline, lines: raw.lines)
      return
    }
    collector.append(
      MarkdownBlock(
        kind: kind, lines: raw.lines, text: inline.text, links: inline.links,
        codeSpans: inline.codeSpans, fields: inline.fields))
  }

  private mutating func addCode(language: String?, lastLine: Int?) {
    let last = lastLine ?? max(leafFirstLine, raw.lineNumbers.last ?? leafFirstLine)
    collector.append(
      MarkdownBlock(
        kind: .code(language: language), lines: leafFirstLine...last,
        text: String(decoding: raw.bytes, as: UTF8.self)))
  }

  private mutating func beginFence(_ cursor: LineCursor, _ place: Place) -> Bool {
    guard let fence = CodeFence(cursor.content, indent: cursor.indent) else { return false }
    noteStructure()
    close(downTo: place.depth)
    leaf = .fencedCode(fence)
    leafFirstLine = lineNumber
    return true
  }

  /// The line below a paragraph that makes it a heading.
  private mutating func underline(_ cursor: LineCursor, _ place: Place) -> Bool {
    guard case .paragraph = leaf, place.isInLeaf, let level = cursor.content.setextLevel else {
      return false
    }
    finishHeading(level: level)
    return true
  }

  private mutating func breakOff(_ cursor: LineCursor, _ place: Place) -> Bool {
    guard cursor.content.isThematicBreak else { return false }
    close(downTo: place.depth)
    return true
  }

  /// A definition cannot interrupt a paragraph.
  private mutating func define(_ cursor: LineCursor, _ place: Place) -> Bool {
    if case .paragraph = leaf, place.canContinueParagraph { return false }
    guard let definition = ReferenceDefinition(cursor.content) else { return false }
    close(downTo: place.depth)
    define(definition)
    return true
  }
}
