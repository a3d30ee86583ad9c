extension BlockParser {
  /// Begins a block of HTML or JSX, or something hidden.
  mutating func beginHTML(_ cursor: inout LineCursor, _ line: Line, _ place: Place) -> Bool {
    var isInParagraph = false
    if case .paragraph = leaf { isInParagraph = place.canContinueParagraph }
    guard let block = HTMLBlock(cursor.content, interruptsParagraph: isInParagraph) else {
      return false
    }
    if case .marker(let marker) = block.end {
      // What is never closed would swallow the rest of the page, so then it is text.
      let start = line.utf8Offset + cursor.contentIndex + block.openingByteCount
      guard terminators.exists(marker, in: bytes, after: start) else {
        noteUnclosed(marker.opening)
        return false
      }
    }
    close(downTo: place.depth)
    if block.isHidden {
      cursor.skipIndent(andBytes: block.openingByteCount, columns: 0)
      leaf = .hidden(block.end)
      guard !continueHidden(&cursor, block.end) else { return true }
      // Something follows the comment on its line.
      guard !beginLeaf(&cursor, line, place) else { return true }
      close(downTo: place.depth)
      beginParagraph(cursor.content)
      return true
    }
    leaf = .html(block.end)
    return continueHTML(cursor, block.end)
  }

  /// Takes a line of HTML.
  mutating func continueHTML(_ cursor: LineCursor, _ end: HTMLBlock.End) -> Bool {
    switch end {
    case .blankLine where cursor.isBlank:
      closeLeaf()
    case .blankLine:
      raw.append(cursor.content, number: lineNumber)
    case .marker(let marker):
      raw.append(cursor.content, number: lineNumber)
      if cursor.content.firstIndex(of: marker.text, from: 0) != nil { closeLeaf() }
    }
    return true
  }

  /// Passes over a line, or over the part of it that is hidden.
  /// - Returns: whether nothing is left of the line.
  mutating func continueHidden(_ cursor: inout LineCursor, _ end: HTMLBlock.End) -> Bool {
    switch end {
    case .blankLine:
      if cursor.isBlank { leaf = .none }
      return true
    case .marker(let marker):
      guard let found = cursor.content.firstIndex(of: marker.text, from: 0) else { return true }
      leaf = .none
      let byteCount = found + marker.text.utf8CodeUnitCount
      cursor.skipIndent(andBytes: byteCount, columns: byteCount)
      // Indentation behind a comment means nothing.
      cursor.skip(columns: cursor.indent)
      return cursor.isBlank
    }
  }

  /// Hides MDX's `import` and `export`, which stand at the margin between empty lines.
  mutating func hideModuleStatement(_ cursor: LineCursor, _ place: Place) -> Bool {
    if case .paragraph = leaf { return false }
    guard place.depth == 0, cursor.indent == 0, pasted == nil, cursor.content.isModuleStatement
    else { return false }
    close(downTo: 0)
    leaf = .hidden(.blankLine)
    return true
  }
}
