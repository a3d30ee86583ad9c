/// What the inline marks of a paragraph, heading or cell come down to.
struct InlineText {
  /// Without marks.
  var text = ""
  var links: [MarkdownLink] = []
  var codeSpans: [String] = []
  var fields: [MarkdownField] = []

  /// Whether nothing is left of it.
  var isEmpty: Bool { text.isEmpty && links.isEmpty }
}

/// The lines of a leaf block as they stand in the file, without indentation and container marks:
/// what `InlineParser` reads.
struct RawText {
  /// The lines with `\n` between them.
  private(set) var bytes: [UInt8] = []
  /// The number of each line, 1-based.
  private(set) var lineNumbers: [Int] = []

  /// Whether there is no line.
  var isEmpty: Bool { lineNumbers.isEmpty }

  /// From the first line to the last. Not to be asked of an empty text.
  var lines: ClosedRange<Int> { (lineNumbers.first ?? 1)...(lineNumbers.last ?? 1) }

  /// Empties the text and keeps its memory.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    lineNumbers.removeAll(keepingCapacity: true)
  }

  /// Adds a line.
  mutating func append(_ line: Bytes, number: Int) {
    beginLine(number)
    bytes.append(contentsOf: line)
  }

  /// Adds what is left of a line of code, indentation included.
  mutating func append(_ cursor: LineCursor, number: Int) {
    beginLine(number)
    cursor.appendRest(to: &bytes)
  }

  /// Adds the cell of a table. There a backslash protects a `|` even inside a code span, so it goes
  /// before code spans are looked for.
  mutating func append(cell: Bytes, number: Int) {
    beginLine(number)
    for index in cell.indices {
      if cell[index] == UInt8(ascii: "\\"), cell.has("|", at: index + 1) { continue }
      bytes.append(cell[index])
    }
  }

  /// Takes the last line off and returns it.
  mutating func removeLastLine() -> (text: [UInt8], number: Int)? {
    guard let number = lineNumbers.popLast() else { return nil }
    let start = (bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    let text = Array(bytes[start...])
    bytes.removeSubrange(max(start - 1, 0)...)
    return (text, number)
  }

  /// Takes empty lines off the end.
  mutating func removeTrailingBlankLines() {
    while lineNumbers.count > 1, bytes.last == UInt8(ascii: "\n") {
      bytes.removeLast()
      lineNumbers.removeLast()
    }
  }

  private mutating func beginLine(_ number: Int) {
    if !lineNumbers.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    lineNumbers.append(number)
  }
}
