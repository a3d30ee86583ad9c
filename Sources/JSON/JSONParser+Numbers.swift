extension JSONParser {
  /// Reads a number (RFC 8259 section 6) from its first byte, a minus or a digit.
  mutating func number() throws(JSONParseError) -> JSONNumber {
    let start = index
    _ = advance(if: UInt8(ascii: "-"))
    if advance(if: UInt8(ascii: "0")) {
      // `01` would else be read as two values, with a less helpful message.
      if index < bytes.count, Self.isDigit(bytes[index]) { throw error(.invalidNumber) }
    } else {
      try digits()
    }
    if advance(if: UInt8(ascii: ".")) { try digits() }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if !advance(if: UInt8(ascii: "+")) { _ = advance(if: UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
    return JSONNumber(uncheckedText: text)
  }

  private mutating func digits() throws(JSONParseError) {
    let start = index
    while index < bytes.count, Self.isDigit(bytes[index]) { index += 1 }
    guard index > start else {
      throw error(index < bytes.count ? .invalidNumber : .unexpectedEnd)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10
  }
}
