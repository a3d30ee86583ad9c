/// The opening line of a fenced code block.
struct CodeFence {
  private let mark: UInt8
  private let length: Int
  /// The columns before the fence, taken off each line of code as well.
  let indent: Int
  /// The first word of the info string.
  let language: String?

  /// A fence at the start of a text: three or more backticks or tildes.
  init?(_ text: Bytes, indent: Int) {
    guard let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
      return nil
    }
    let length = text.prefix { $0 == mark }.count
    guard length >= 3 else { return nil }
    let info = text.part(length..<text.count).trimmed
    // "``` `x` ```" on one line is a code span.
    if mark == UInt8(ascii: "`"), info.contains(mark) { return nil }
    self.mark = mark
    self.length = length
    self.indent = indent
    let word = info.part(0..<info.prefix { !$0.isWhitespace }.count)
    language = word.isEmpty ? nil : word.string
  }

  /// Whether a line, with its white space cut off, closes the block.
  func isClosed(by text: Bytes) -> Bool {
    let run = text.prefix { $0 == mark }.count
    return run >= length && text[run...].allSatisfy(\.isWhitespace)
  }
}
