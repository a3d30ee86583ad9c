import Diagnostics

/// Literal and folded block scalars: YAML 1.2.2 section 8.1.
extension DocumentParser {
  private enum Chomping {
    case strip, clip, keep
  }

  /// Reads from the `|` or `>` to behind the scalar's last line.
  mutating func blockScalar(below parent: Int) throws(Fault) -> YAMLNode {
    let position = cursor.position
    let isFolded = cursor.byte == UInt8(ascii: ">")
    cursor.advance()
    let (indicator, chomping) = try blockScalarHeader()
    let column =
      if let indicator { max(parent, 0) + indicator } else {
        try detectIndentation(below: parent)
      }
    let text = blockScalarText(at: column, isFolded: isFolded, chomping)
    moveToContent()
    return YAMLNode(.string(text, style: isFolded ? .folded : .literal), at: position)
  }

  /// Reads the rest of the first line: an indentation indicator and a chomping mark in any order, a comment.
  private mutating func blockScalarHeader() throws(Fault) -> (indicator: Int?, Chomping) {
    var indicator: Int?
    var chomping: Chomping?
    header: while true {
      switch cursor.byte {
      case UInt8(ascii: "1")...UInt8(ascii: "9") where indicator == nil:
        indicator = Int(cursor.byte - UInt8(ascii: "0"))
      case UInt8(ascii: "-") where chomping == nil: chomping = .strip
      case UInt8(ascii: "+") where chomping == nil: chomping = .keep
      default: break header
      }
      cursor.advance()
    }
    cursor.skipBlanks()
    guard cursor.isAtLineEnd || cursor.isAtComment else {
      throw Fault(.blockScalarHeader, at: cursor.position)
    }
    cursor.skipLine()
    return (indicator, chomping ?? .clip)
  }

  /// The indentation of the first line that is not empty. Where there is none that belongs to the scalar,
  /// a column that makes all lines with nothing but spaces empty ones.
  private func detectIndentation(below parent: Int) throws(Fault) -> Int {
    var ahead = cursor
    var widest: (column: Int, end: Cursor)?
    while true {
      ahead.skipSpaces()
      guard ahead.isAtLineEnd, !ahead.isAtEnd else { break }
      if ahead.column > widest?.column ?? 0 { widest = (ahead.column, ahead) }
      ahead.advanceLine()
    }
    guard !ahead.isAtEnd, ahead.column > parent, !ahead.isAtMarker else {
      return max(parent + 1, widest?.column ?? 0, ahead.isAtEnd ? ahead.column : 0)
    }
    if let widest, widest.column > ahead.column {
      throw Fault(.blockScalarLeadingBlank, at: widest.end.position)
    }
    return ahead.column
  }

  /// Reads the lines that are indented at least to a column, and the empty ones between and after them.
  private mutating func blockScalarText(
    at column: Int, isFolded: Bool, _ chomping: Chomping
  ) -> String {
    var text: [UInt8] = []
    var emptyLines = 0
    var isFirst = true
    var isPreviousSpaced = false
    var hasLineEnd = false
    while !cursor.isAtEnd, !cursor.isAtMarker {
      let lineStart = cursor
      while cursor.column < column, cursor.byte == UInt8(ascii: " ") { cursor.advance() }
      if cursor.isAtLineEnd {
        if !cursor.isAtEnd { emptyLines += 1 }
        cursor.advanceLine()
        continue
      }
      guard cursor.column == column else {
        // Content behind a tab is reported by `moveToContent()`, but a tab alone is no empty line here.
        let indentation = cursor
        cursor.skipBlanks()
        if cursor.isAtLineEnd { report(Fault(.tabInIndentation, at: indentation.position)) }
        cursor = lineStart
        break
      }
      // Lines that begin with a blank keep the line ends around them even in folded scalars.
      let isSpaced = cursor.byte.isBlank
      if isFirst {
        text.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: emptyLines))
      } else if isFolded, !isSpaced, !isPreviousSpaced {
        text.fold(emptyLines)
      } else {
        text.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: emptyLines + 1))
      }
      let start = cursor.index
      cursor.skipToLineEnd()
      text += cursor.bytes(start..<cursor.index)
      hasLineEnd = !cursor.isAtEnd
      cursor.advanceLine()
      isFirst = false
      isPreviousSpaced = isSpaced
      emptyLines = 0
    }
    switch chomping {
    case .strip: break
    case .clip: if hasLineEnd { text.append(UInt8(ascii: "\n")) }
    case .keep:
      let count = emptyLines + (hasLineEnd ? 1 : 0)
      text.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: count))
    }
    return String(decoding: text, as: UTF8.self)
  }
}
