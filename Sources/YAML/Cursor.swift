import Diagnostics

/// A place in the bytes of a source that knows its line. Copies are cheap: they serve to look ahead.
///
/// Past the end every byte reads as 0, which no source has that passed `CharacterCheck`.
struct Cursor {
  private let base: UnsafeBufferPointer<UInt8>
  private let end: Int
  /// The byte at which the cursor stands.
  private(set) var index: Int
  /// Where the current line starts; for the first line, where the source starts.
  private(set) var lineStart: Int
  /// 1-based.
  private(set) var line: Int
  private let firstLine: Int
  /// How many bytes of the first line stand before the source: a byte order mark, or text before a range.
  private let bytesBeforeFirstLine: Int

  /// A cursor at the start of a range, a byte order mark skipped. A line end right after the range,
  /// or cut in two by its end, is taken in: the last line has its line end then.
  init(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) {
    var end = range.upperBound
    if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "\n") { end += 1 }
    var line = 1
    var lineStart = 0
    for index in 0..<range.lowerBound where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    var start = range.lowerBound
    if bytes[start..<end].starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
    base = bytes
    self.end = end
    index = start
    self.lineStart = start
    self.line = line
    firstLine = line
    bytesBeforeFirstLine = start - lineStart
  }

  // MARK: - Looking

  var isAtEnd: Bool { index >= end }

  /// The byte at the cursor; 0 at the end.
  var byte: UInt8 { index < end ? base[index] : 0 }

  /// The byte a little after (or before) the cursor; 0 outside the source.
  func byte(after offset: Int) -> UInt8 {
    let index = index + offset
    return index >= lineStart && index < end ? base[index] : 0
  }

  /// How many bytes of the line stand before the cursor.
  var column: Int { index - lineStart }

  /// Where the cursor stands, for a reader.
  var position: SourcePosition {
    SourcePosition(
      line: line, column: column + 1 + (line == firstLine ? bytesBeforeFirstLine : 0))
  }

  /// Whether a line end or the end of the source is next.
  var isAtLineEnd: Bool { byte.isBreakOrEnd }

  /// Whether `---` or `...` stands here, at the start of a line and by itself: it ends whatever is open.
  var isAtMarker: Bool {
    guard column == 0, byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") else { return false }
    return self.byte(after: 1) == byte && self.byte(after: 2) == byte
      && self.byte(after: 3).isBlankOrEnd
  }

  /// Whether a `#` stands here that begins a comment: first on its line or behind a blank.
  var isAtComment: Bool {
    byte == UInt8(ascii: "#") && (column == 0 || byte(after: -1).isBlank)
  }

  /// Whether a flow collection ends here.
  var isAtClosingBracket: Bool { byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") }

  /// Whether a block entry's `-` stands here.
  var isAtDash: Bool { byte == UInt8(ascii: "-") && byte(after: 1).isBlankOrEnd }

  /// Whether a `:` stands here that ends a key.
  var isAtColon: Bool { byte == UInt8(ascii: ":") && byte(after: 1).isBlankOrEnd }

  /// Whether a `:` stands here that ends a key inside a flow collection only.
  var isAtFlowColon: Bool { byte == UInt8(ascii: ":") && byte(after: 1).isFlowIndicator }

  /// The bytes of a range that the cursor has passed.
  func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: base[range])
  }

  /// The text of a range that the cursor has passed.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes(range), as: UTF8.self)
  }

  // MARK: - Moving

  /// Moves on within the line.
  mutating func advance(by count: Int = 1) {
    index = min(index + count, end)
  }

  mutating func skipSpaces() {
    while byte == UInt8(ascii: " ") { index += 1 }
  }

  /// Moves past spaces and tabs.
  mutating func skipBlanks() {
    while byte.isBlank { index += 1 }
  }

  /// Moves past printable ASCII, eight bytes at a time; where fewer are left or another byte is among
  /// eight, it stops before them.
  mutating func skipPrintableASCII() {
    guard let bytes = UnsafeRawPointer(base.baseAddress) else { return }
    // `index + 8 <= end` keeps the unchecked loads inside the buffer.
    while index + 8 <= end {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // The top bit of a byte is set in the first for one beyond ASCII, in the second for one below a
      // space, in the third for 0x7F. A carry into the next byte comes only from such a one.
      let flags =
        word | (word &- 0x2020_2020_2020_2020) | (word &+ 0x0101_0101_0101_0101)
      guard flags & 0x8080_8080_8080_8080 == 0 else { return }
      index += 8
    }
  }

  /// Moves to the line end.
  mutating func skipToLineEnd() {
    while !byte.isBreakOrEnd { index += 1 }
  }

  /// Moves past a line end.
  mutating func advanceLine() {
    if byte == UInt8(ascii: "\r") { index += 1 }
    guard byte == UInt8(ascii: "\n") else { return }
    index += 1
    line += 1
    lineStart = index
  }

  /// Moves to the start of the next line, or to the end.
  mutating func skipLine() {
    skipToLineEnd()
    advanceLine()
  }

  /// Moves to the end of the source.
  mutating func moveToEnd() {
    index = end
  }

  /// Moves back to the start of the line.
  mutating func returnToLineStart() {
    index = lineStart
  }
}

extension UInt8 {
  /// A space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }

  /// A part of a line end, or the 0 past the end of the source.
  var isBreakOrEnd: Bool { self == 0x0A || self == 0x0D || self == 0 }

  var isBlankOrEnd: Bool { self <= 0x20 && (isBlank || isBreakOrEnd) }

  /// One of `,[]{}`, which end a plain scalar inside a flow collection.
  var isFlowIndicator: Bool {
    switch self {
    case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
      UInt8(ascii: "}"):
      true
    default: false
    }
  }
}
