extension TOMLScanner {
  /// `"…"`, or `"""…"""` where a value is read.
  mutating func basicString(allowsLines: Bool = false) throws(SettingsFault) -> String {
    let start = index
    let isLong = allowsLines && isTripled(UInt8(ascii: "\""))
    index += isLong ? 3 : 1
    if isLong { skipFirstLineEnd() }
    var text: [UInt8] = []
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        if !isLong {
          index += 1
          return try validated(text, from: start)
        }
        guard let quotes = closingQuotes(byte) else {
          text.append(byte)
          index += 1
          continue
        }
        text += quotes
        return try validated(text, from: start)
      case UInt8(ascii: "\\"):
        text += try escape(isLong: isLong)
      default:
        try append(byte, to: &text, isLong: isLong, from: start)
      }
    }
    throw SettingsFault("the string is not closed", at: start)
  }

  /// `'…'`, or `'''…'''` where a value is read.
  mutating func literalString(allowsLines: Bool = false) throws(SettingsFault) -> String {
    let start = index
    let isLong = allowsLines && isTripled(UInt8(ascii: "'"))
    index += isLong ? 3 : 1
    if isLong { skipFirstLineEnd() }
    var text: [UInt8] = []
    while let byte = current {
      guard byte == UInt8(ascii: "'") else {
        try append(byte, to: &text, isLong: isLong, from: start)
        continue
      }
      if !isLong {
        index += 1
        return try validated(text, from: start)
      }
      if let quotes = closingQuotes(byte) {
        text += quotes
        return try validated(text, from: start)
      }
      text.append(byte)
      index += 1
    }
    throw SettingsFault("the string is not closed", at: start)
  }

  private func isTripled(_ quote: UInt8) -> Bool {
    byte(ahead: 1) == quote && byte(ahead: 2) == quote
  }

  private mutating func skipFirstLineEnd() {
    if isAtLineEnd { index += current == 0x0D ? 2 : 1 }
  }

  /// Goes past the three quotes that close a long string; up to two before them belong to the text.
  private mutating func closingQuotes(_ quote: UInt8) -> [UInt8]? {
    var count = 0
    while byte(ahead: count) == quote { count += 1 }
    guard count >= 3 else { return nil }
    let extra = min(count - 3, 2)
    index += 3 + extra
    return [UInt8](repeating: quote, count: extra)
  }

  private mutating func append(
    _ byte: UInt8, to text: inout [UInt8], isLong: Bool, from start: Int
  ) throws(SettingsFault) {
    if isAtLineEnd {
      guard isLong else { throw SettingsFault("the string is not closed on its line", at: start) }
      text.append(0x0A)
      index += byte == 0x0D ? 2 : 1
      return
    }
    guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else {
      throw SettingsFault("a control character must be escaped in a string", at: index)
    }
    text.append(byte)
    index += 1
  }

  private func validated(_ text: [UInt8], from start: Int) throws(SettingsFault) -> String {
    guard let string = String(validating: text, as: UTF8.self) else {
      throw SettingsFault("the string is not UTF-8", at: start)
    }
    return string
  }

  // MARK: - Escapes

  private mutating func escape(isLong: Bool) throws(SettingsFault) -> [UInt8] {
    let start = index
    index += 1
    guard let letter = current else { throw unexpected("an escape") }
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "b"): 0x08, UInt8(ascii: "t"): 0x09, UInt8(ascii: "n"): 0x0A,
      UInt8(ascii: "f"): 0x0C, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "e"): 0x1B,
      UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    ]
    if let byte = simple[letter] {
      index += 1
      return [byte]
    }
    let lengths: [UInt8: Int] = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8]
    if let length = lengths[letter] {
      let digits = bytes[min(index + 1, bytes.count)..<min(index + 1 + length, bytes.count)]
      let text = String(decoding: digits, as: UTF8.self)
      guard digits.count == length, digits.allSatisfy(\.isHexadecimalDigit),
        let value = UInt32(text, radix: 16), let scalar = Unicode.Scalar(value)
      else { throw SettingsFault("the escape names no character", at: start) }
      index += 1 + length
      return Array(String(Character(scalar)).utf8)
    }
    if isLong, skipToNextLine() { return [] }
    throw SettingsFault(
      "invalid escape", at: start,
      notes: ["write \\\\ for a backslash, or put the string in single quotes"])
  }

  /// After a backslash at the end of a line: goes to the next character that is no white space.
  private mutating func skipToNextLine() -> Bool {
    let start = index
    skipBlanks()
    guard isAtLineEnd else {
      index = start
      return false
    }
    while current == 0x20 || current == 0x09 || isAtLineEnd { index += 1 }
    return true
  }
}
