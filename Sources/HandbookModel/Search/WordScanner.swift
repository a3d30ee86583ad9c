/// Finds the words of a text as the full-text index cuts them: runs of letters and digits.
struct WordScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The next word's place; `nil` at the end.
  mutating func next() -> Range<Int>? {
    // A variable of its own stays in a register.
    var index = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 ? Self.isASCIIWordByte(byte) : isWordScalar(at: index) { break }
      index += byte < 0x80 ? 1 : scalarLength(at: index)
    }
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      guard byte < 0x80 ? Self.isASCIIWordByte(byte) : isWordScalar(at: index) else { break }
      index += byte < 0x80 ? 1 : scalarLength(at: index)
    }
    self.index = index
    return start < index ? start..<index : nil
  }

  /// Letters and digits as a bit set: two words of 64 bits for the two halves of ASCII.
  @inline(__always)
  private static func isASCIIWordByte(_ byte: UInt8) -> Bool {
    let half: UInt64 = byte < 0x40 ? 0x03FF_0000_0000_0000 : 0x07FF_FFFE_07FF_FFFE
    return half >> UInt64(byte & 0x3F) & 1 != 0
  }

  /// Whether the scalar at an index, which is beyond ASCII, belongs to a word.
  private func isWordScalar(at index: Int) -> Bool {
    guard let scalar = scalar(at: index, length: scalarLength(at: index)) else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .privateUse:
      return true
    default:
      return false
    }
  }

  /// At least 1, and never beyond the end, whatever the bytes are.
  private func scalarLength(at index: Int) -> Int {
    let byte = bytes[index]
    let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    return min(length, bytes.count - index)
  }

  private func scalar(at index: Int, length: Int) -> Unicode.Scalar? {
    guard length > 1 else { return nil }
    var value = UInt32(bytes[index]) & (0x7F >> UInt32(length))
    for next in index + 1..<index + length { value = value << 6 | UInt32(bytes[next] & 0x3F) }
    return Unicode.Scalar(value)
  }
}
