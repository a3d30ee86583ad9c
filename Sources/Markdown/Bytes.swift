/// Borrowed UTF-8 text. Valid only while the page's bytes are held, that is during one `parse`.
typealias Bytes = UnsafeBufferPointer<UInt8>

extension UInt8 {
  /// A space or a tab.
  var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }

  /// A space, a tab or a character that ends a line or page.
  var isWhitespace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }

  /// `a`–`z` or `A`–`Z`.
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

  /// `A`–`Z`.
  var isASCIIUppercase: Bool { self &- 0x41 < 26 }

  /// `0`–`9`.
  var isASCIIDigit: Bool { self &- 0x30 < 10 }

  /// What a backslash can escape.
  var isASCIIPunctuation: Bool {
    self > 0x20 && self < 0x7F && !isASCIILetter && !isASCIIDigit
  }

  /// Whether the byte continues a character that an earlier byte began.
  var isUTF8Continuation: Bool { self & 0xC0 == 0x80 }

  /// The letter in lower case; any other byte as it is.
  var lowercasedASCII: UInt8 { isASCIIUppercase ? self | 0x20 : self }
}

extension UnsafeBufferPointer<UInt8> {
  /// A part of the text, indexed from 0 again.
  func part(_ range: Range<Int>) -> Bytes { Bytes(rebasing: self[range]) }

  /// The text without spaces and tabs at either end.
  var trimmed: Bytes {
    var start = 0
    var end = count
    while start < end, self[start].isWhitespace { start += 1 }
    while end > start, self[end - 1].isWhitespace { end -= 1 }
    return part(start..<end)
  }

  /// The text as a string; bytes that are not UTF-8 become replacement characters.
  var string: String { String(decoding: self, as: UTF8.self) }

  /// The number of characters, counted as Unicode scalars.
  var scalarCount: Int { reduce(0) { $1.isUTF8Continuation ? $0 : $0 + 1 } }

  /// Whether the text goes on with these bytes from an index on.
  func has(_ expected: StaticString, at index: Int) -> Bool {
    let length = expected.utf8CodeUnitCount
    guard index >= 0, index + length <= count else { return false }
    for offset in 0..<length where self[index + offset] != expected.utf8Start[offset] {
      return false
    }
    return true
  }

  /// Whether the text ends with these bytes.
  func ends(with expected: StaticString) -> Bool {
    has(expected, at: count - expected.utf8CodeUnitCount)
  }

  /// Where these bytes (in lower case; letters of the text may be of either case) next begin.
  func firstIndex(of expected: StaticString, from start: Int) -> Int? {
    let length = expected.utf8CodeUnitCount
    guard length > 0, start >= 0, start + length <= count else { return nil }
    let first = expected.utf8Start[0]
    var index = start
    search: while index + length <= count {
      defer { index += 1 }
      guard self[index].lowercasedASCII == first else { continue }
      for offset in 1..<length
      where self[index + offset].lowercasedASCII != expected.utf8Start[offset] {
        continue search
      }
      return index
    }
    return nil
  }
}
