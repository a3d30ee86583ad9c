/// One line of a page.
struct Line {
  /// The text without its line end.
  let text: Bytes
  /// Where the text begins, in bytes from the start of the page.
  let utf8Offset: Int
  /// 1-based.
  let number: Int
}

/// Cuts a text into lines at `\n` and `\r\n`, the line ends that `SourceText` counts.
struct LineReader {
  private let bytes: Bytes
  /// Where the next line begins.
  private(set) var utf8Offset: Int
  /// The number of lines read so far, those before the starting place included.
  private(set) var lineCount: Int

  /// Reads from a place that is the start of a line.
  init(_ bytes: Bytes, from utf8Offset: Int = 0, linesBefore lineCount: Int = 0) {
    self.bytes = bytes
    self.utf8Offset = utf8Offset
    self.lineCount = lineCount
  }

  /// The next line; `nil` at the end.
  mutating func next() -> Line? {
    guard utf8Offset < bytes.count else { return nil }
    let start = utf8Offset
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    utf8Offset = end + 1
    lineCount += 1
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return Line(text: bytes.part(start..<end), utf8Offset: start, number: lineCount)
  }
}
