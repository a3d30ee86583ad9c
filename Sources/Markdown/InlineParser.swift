/// Turns the text of a paragraph, heading or cell into plain text, links, code spans and fields.
///
/// One pass over the bytes, with less ceremony than CommonMark asks for: each closing delimiter
/// takes the nearest opening one of its kind. No text is ever lost: what has no partner stays as it
/// was written. Marks that turn out to be markup are erased from the output in place (by a byte
/// that UTF-8 does not have), so that places in it stay valid until the end.
struct InlineParser {
  /// The destination of each defined label.
  let definitions: [String: String]
  /// Whether `<b>` is text, as on a page pasted from a browser.
  let keepsTags: Bool

  // The text being read. The pointer is valid only during `parse`.
  var input = Bytes(start: nil, count: 0)
  var index = 0
  var lineNumbers: [Int] = []
  var lineIndex = 0
  /// How many bytes look-aheads that find nothing may still cost: what keeps the worst case linear.
  private var lookAheadBytes = 0
  /// How many bytes of destinations labels may still stand for in this page: a long destination that is referred to
  /// over and over must not make a page many times its size. Beyond it labels are text.
  var referenceBytes: Int

  // The text being written.
  var output: [UInt8] = []
  var hasErasures = false
  var links: [Link] = []
  var codeSpans: [String] = []
  var colons: [Colon] = []
  /// Where in the output the current line begins, and whether the break before it is a hard one.
  var lineStart = 0
  var isAfterHardBreak = false

  // What is open.
  var brackets: [Bracket] = []
  /// Brackets beyond the limit of nesting: these are text.
  var ignoredBrackets = 0
  var anchors: [Anchor] = []
  var delimiters = DelimiterStacks()

  /// Stands in the output for a mark that was erased.
  static let erased: UInt8 = 0xFF
  /// What labels may stand for in the smallest of pages.
  private static let leastReferenceBytes = 100_000

  /// - Parameter pageBytes: the size of the page.
  init(definitions: [String: String], keepsTags: Bool, pageBytes: Int = 0) {
    self.definitions = definitions
    self.keepsTags = keepsTags
    referenceBytes = max(pageBytes, Self.leastReferenceBytes)
  }

  /// Reads the whole text.
  /// - Complexity: linear in its length.
  mutating func parse(_ raw: RawText) -> InlineText {
    raw.bytes.withUnsafeBufferPointer { bytes in
      begin(bytes, raw.lineNumbers)
      run()
      input = Bytes(start: nil, count: 0)
    }
    var result = InlineText()
    result.text = string(0..<output.count)
    if !links.isEmpty { result.links = finishedLinks() }
    if !codeSpans.isEmpty { result.codeSpans = codeSpans }
    if !colons.isEmpty { result.fields = fields() }
    return result
  }

  private mutating func begin(_ bytes: Bytes, _ lineNumbers: [Int]) {
    input = bytes
    index = 0
    self.lineNumbers = lineNumbers
    lineIndex = 0
    lookAheadBytes = 8 * bytes.count + 256
    output.removeAll(keepingCapacity: true)
    hasErasures = false
    links.removeAll(keepingCapacity: true)
    codeSpans.removeAll(keepingCapacity: true)
    colons.removeAll(keepingCapacity: true)
    lineStart = 0
    isAfterHardBreak = false
    brackets.removeAll(keepingCapacity: true)
    ignoredBrackets = 0
    anchors.removeAll(keepingCapacity: true)
    delimiters.removeAll()
  }

  private mutating func run() {
    while index < input.count {
      let start = index
      while index < input.count, !input[index].isInlineMark { index += 1 }
      if index > start { output.append(contentsOf: input.part(start..<index)) }
      guard index < input.count else { return }
      let mark = index
      switch input[index] {
      case UInt8(ascii: "\n"): breakSoftly()
      case UInt8(ascii: "\\"): escape()
      case UInt8(ascii: "`"): codeSpan()
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): delimiterRun()
      case UInt8(ascii: "["): openBracket(isImage: false)
      case UInt8(ascii: "!"): exclamationMark()
      case UInt8(ascii: "]"): closeBracket()
      case UInt8(ascii: "<"): angle()
      case UInt8(ascii: "&"): entity()
      case UInt8(ascii: ":"): colon()
      default: keep()
      }
      // Every case eats its mark; should one fail to, the text goes on all the same.
      assert(index > mark)
      if index <= mark { index = mark + 1 }
    }
  }

  // MARK: - Moving

  /// Passes a byte on as text.
  mutating func keep() {
    output.append(input[index])
    index += 1
  }

  /// Jumps forward, counting the lines passed.
  mutating func advance(to end: Int) {
    while index < end {
      if input[index] == UInt8(ascii: "\n") { lineIndex += 1 }
      index += 1
    }
  }

  /// The number of the line being read.
  var lineNumber: Int {
    lineIndex < lineNumbers.count ? lineNumbers[lineIndex] : lineNumbers.last ?? 1
  }

  /// Whether another look-ahead is affordable.
  var canLookAhead: Bool { lookAheadBytes > 0 }

  /// Charges a look-ahead that found nothing.
  mutating func chargeLookAhead(_ byteCount: Int) {
    lookAheadBytes -= byteCount + 1
  }

  // MARK: - Line breaks

  /// A line's end: a space, or a hard break where two spaces stand before it.
  private mutating func breakSoftly() {
    let isHard = input.has("  ", at: index - 2)
    index += 1
    lineIndex += 1
    beginLine(isHard: isHard)
  }

  /// Ends the line of output, but never makes an empty one.
  mutating func beginLine(isHard: Bool) {
    while let last = output.last, last.isSpaceOrTab { output.removeLast() }
    guard let last = output.last else { return }
    if last != UInt8(ascii: "\n") {
      output.append(isHard ? UInt8(ascii: "\n") : 0x20)
      isAfterHardBreak = isHard
    }
    lineStart = output.count
    while index < input.count, input[index].isSpaceOrTab { index += 1 }
  }

  /// `\*` is `*`; at a line's end the backslash breaks the line.
  private mutating func escape() {
    let next = index + 1 < input.count ? input[index + 1] : 0
    if next == UInt8(ascii: "\n") {
      index += 2
      lineIndex += 1
      beginLine(isHard: true)
    } else if next.isASCIIPunctuation {
      output.append(next)
      index += 2
    } else {
      keep()
    }
  }

  // MARK: - Output

  /// Erases a part of the output.
  mutating func erase(_ range: Range<Int>) {
    for position in range { output[position] = Self.erased }
    hasErasures = true
  }

  /// A part of the output as it reads: without erased marks, and without white space at its ends.
  func string(_ range: Range<Int>) -> String {
    output.withUnsafeBufferPointer { output in
      // White space at the end of the output may have been cut off since the range was noted.
      var end = min(range.upperBound, output.count)
      var start = min(range.lowerBound, end)
      while start < end, output[start].isBlankOrErased { start += 1 }
      while end > start, output[end - 1].isBlankOrErased { end -= 1 }
      let part = output.part(start..<end)
      guard hasErasures, part.contains(Self.erased) else { return part.string }
      return String(unsafeUninitializedCapacity: part.count) { buffer in
        var count = 0
        for byte in part where byte != Self.erased {
          buffer[count] = byte
          count += 1
        }
        return count
      }
    }
  }
}

extension UInt8 {
  fileprivate var isBlankOrErased: Bool { isWhitespace || self == InlineParser.erased }

  /// Whether the byte may mean something: one bit per ASCII character, in two words.
  fileprivate var isInlineMark: Bool {
    guard self < 0x80 else { return false }
    let word = self < 0x40 ? UInt64.lowInlineMarks : UInt64.highInlineMarks
    return word >> UInt64(self & 0x3F) & 1 != 0
  }
}

extension UInt64 {
  /// `\n ! & * : <`
  fileprivate static let lowInlineMarks: UInt64 =
    1 << 0x0A | 1 << 0x21 | 1 << 0x26 | 1 << 0x2A | 1 << 0x3A | 1 << 0x3C
  /// ``[ \ ] _ ` ~``
  fileprivate static let highInlineMarks: UInt64 =
    1 << 0x1B | 1 << 0x1C | 1 << 0x1D | 1 << 0x1F | 1 << 0x20 | 1 << 0x3E
}
