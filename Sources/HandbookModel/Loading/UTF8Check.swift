/// Where the bytes stop being UTF-8 (RFC 3629); `nil` where they are throughout.
func firstInvalidUTF8Offset(in bytes: [UInt8]) -> Int? {
  bytes.withUnsafeBufferPointer { buffer in
    var index = 0
    while index < buffer.count {
      // Eight ASCII bytes at a time: most pages are nothing else. The address is not nil because the
      // buffer has bytes.
      while index + 8 <= buffer.count,
        UnsafeRawPointer(buffer.baseAddress!).loadUnaligned(fromByteOffset: index, as: UInt64.self)
          & 0x8080_8080_8080_8080 == 0
      {
        index += 8
      }
      guard index < buffer.count else { return nil }
      let length = sequenceLength(at: index, in: buffer)
      guard length > 0 else { return index }
      index += length
    }
    return nil
  }
}

/// The length of the well-formed sequence at an index; 0 where there is none.
private func sequenceLength(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
  let first = bytes[index]
  if first < 0x80 { return 1 }
  // Table 3-7 of the Unicode standard: the first byte decides the length and what the second may be.
  let (length, second): (Int, ClosedRange<UInt8>)
  switch first {
  case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
  case 0xE0: (length, second) = (3, 0xA0...0xBF)
  case 0xED: (length, second) = (3, 0x80...0x9F)
  case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
  case 0xF0: (length, second) = (4, 0x90...0xBF)
  case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
  case 0xF4: (length, second) = (4, 0x80...0x8F)
  default: return 0
  }
  guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
  for next in index + 2..<index + length where !(0x80...0xBF).contains(bytes[next]) {
    return 0
  }
  return length
}
