import Diagnostics

/// Single and double quoted scalars: YAML 1.2.2 sections 7.3.1 and 7.3.2.
extension DocumentParser {
  /// Reads from the opening quote to behind the closing one.
  /// - Parameter indent: how many spaces further lines have at least.
  mutating func quotedScalar(indent: Int) throws(Fault) -> Scalar {
    let opening = cursor
    let quote = cursor.byte
    let style: YAMLNode.ScalarStyle = quote == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
    cursor.advance()
    let start = cursor.index
    let isSimple = skipSimpleText(until: quote)
    if isSimple {
      let range = start..<cursor.index
      cursor.advance()
      return Scalar(range: range, style: style, position: opening.position)
    }
    var text = Array(cursor.bytes(start..<cursor.index))
    // Blanks in front of a line end go, but not those that are escaped or come from folding.
    var firmCount = 0
    while true {
      let byte = cursor.byte
      if byte == quote {
        cursor.advance()
        // Twice the single quote stands for itself.
        guard quote == UInt8(ascii: "'"), cursor.byte == quote else { break }
        text.append(quote)
        cursor.advance()
      } else if byte.isBreakOrEnd {
        while text.count > firmCount, let last = text.last, last.isBlank { text.removeLast() }
        text.fold(try moveToQuotedContinuation(opening, indent: indent))
        firmCount = text.count
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        if cursor.byte(after: 1).isBreakOrEnd {
          // An escaped line end joins the lines without a space.
          cursor.advance()
          let emptyLines = try moveToQuotedContinuation(opening, indent: indent)
          text.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: emptyLines))
        } else {
          try unescape(into: &text)
        }
        firmCount = text.count
      } else {
        text.append(byte)
        cursor.advance()
      }
    }
    return Scalar(
      folded: String(decoding: text, as: UTF8.self), style: style, position: opening.position)
  }

  /// Moves over text that needs no work; returns whether it goes as far as the closing quote.
  private mutating func skipSimpleText(until quote: UInt8) -> Bool {
    while true {
      let byte = cursor.byte
      if byte == quote {
        return quote == UInt8(ascii: "\"") || cursor.byte(after: 1) != quote
      }
      if byte.isBreakOrEnd || (byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"")) {
        return false
      }
      cursor.advance()
    }
  }

  /// Moves from the end of a line to the text of the next one, and returns how many empty lines lie between.
  private mutating func moveToQuotedContinuation(
    _ opening: Cursor, indent: Int
  ) throws(Fault) -> Int {
    var emptyLines = -1
    while cursor.isAtLineEnd {
      let unclosed = Fault(.unclosedQuote(opening.byte), at: opening.position)
      guard !cursor.isAtEnd else { throw unclosed }
      emptyLines += 1
      cursor.advanceLine()
      let isAtMarker = cursor.isAtMarker
      cursor.skipSpaces()
      let column = cursor.column
      cursor.skipBlanks()
      if isAtMarker || (!cursor.isAtLineEnd && column < indent) {
        giveLineBack()
        throw unclosed
      }
    }
    return emptyLines
  }

  // MARK: - Escapes

  /// Reads an escape sequence (section 5.7).
  private mutating func unescape(into text: inout [UInt8]) throws(Fault) {
    let start = cursor
    cursor.advance()
    let scalar: Unicode.Scalar
    switch cursor.byte {
    case UInt8(ascii: "0"): scalar = "\0"
    case UInt8(ascii: "a"): scalar = "\u{7}"
    case UInt8(ascii: "b"): scalar = "\u{8}"
    case UInt8(ascii: "t"), UInt8(ascii: "\t"): scalar = "\t"
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "v"): scalar = "\u{B}"
    case UInt8(ascii: "f"): scalar = "\u{C}"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "e"): scalar = "\u{1B}"
    case UInt8(ascii: " "): scalar = " "
    case UInt8(ascii: "\""): scalar = "\""
    case UInt8(ascii: "/"): scalar = "/"
    case UInt8(ascii: "\\"): scalar = "\\"
    case UInt8(ascii: "N"): scalar = "\u{85}"
    case UInt8(ascii: "_"): scalar = "\u{A0}"
    case UInt8(ascii: "L"): scalar = "\u{2028}"
    case UInt8(ascii: "P"): scalar = "\u{2029}"
    case UInt8(ascii: "x"): scalar = try codePoint(digits: 2, start)
    case UInt8(ascii: "u"): scalar = try codePoint(digits: 4, start)
    case UInt8(ascii: "U"): scalar = try codePoint(digits: 8, start)
    default: throw Fault(.invalidEscape, at: start.position)
    }
    cursor.advance()
    text.append(contentsOf: String(Character(scalar)).utf8)
  }

  /// Reads the digits of an escape up to the last one, with those of a second escape where the two form
  /// a surrogate pair, as in JSON.
  private mutating func codePoint(
    digits count: Int, _ start: Cursor
  ) throws(Fault) -> Unicode.Scalar {
    let value = try hexadecimal(digits: count, start)
    if let scalar = Unicode.Scalar(value) { return scalar }
    guard count == 4, value < 0xDC00 else {
      throw Fault(count == 4 ? .loneSurrogate : .invalidEscape, at: start.position)
    }
    guard cursor.byte(after: 1) == UInt8(ascii: "\\"), cursor.byte(after: 2) == UInt8(ascii: "u")
    else { throw Fault(.loneSurrogate, at: start.position) }
    cursor.advance(by: 2)
    let low = try hexadecimal(digits: 4, start)
    guard 0xDC00..<0xE000 ~= low,
      let scalar = Unicode.Scalar(0x1_0000 + (value - 0xD800) << 10 + (low - 0xDC00))
    else { throw Fault(.loneSurrogate, at: start.position) }
    return scalar
  }

  private mutating func hexadecimal(digits count: Int, _ start: Cursor) throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = cursor.byte(after: 1).hexadecimalValue else {
        throw Fault(.invalidEscape, at: start.position)
      }
      value = value << 4 | UInt32(digit)
      cursor.advance()
    }
    return value
  }
}
