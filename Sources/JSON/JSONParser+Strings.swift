extension JSONParser {
  /// Reads a string (RFC 8259 section 7) from its opening quote.
  mutating func string() throws(JSONParseError) -> String {
    let start = index + 1
    let run = bytes.plainStringRun(from: start)
    guard run.end < bytes.count else { throw JSONParseError(.unexpectedEnd, at: run.end) }
    switch bytes[run.end] {
    case UInt8(ascii: "\""):
      index = run.end + 1
      return try string(from: start, to: run.end, isASCII: run.isASCII)
    case UInt8(ascii: "\\"):
      index = run.end
      return try escapedString(from: start, isASCII: run.isASCII)
    case let byte:
      throw JSONParseError(.controlCharacterInString(byte), at: run.end)
    }
  }

  /// The bytes between `start` and `end`, which hold no escape.
  private func string(from start: Int, to end: Int, isASCII: Bool) throws(JSONParseError) -> String
  {
    let slice = UnsafeBufferPointer(rebasing: bytes[start..<end])
    // Not only is there nothing to check in ASCII: the checking initializer takes four times as
    // long for a short string.
    if isASCII { return String(decoding: slice, as: UTF8.self) }
    guard let string = String(validating: slice, as: UTF8.self) else {
      throw JSONParseError(.invalidUTF8, at: start + slice.firstInvalidUTF8Offset)
    }
    return string
  }

  /// Continues a string that began at `start` from its first backslash, at `index`.
  private mutating func escapedString(
    from start: Int, isASCII: Bool
  ) throws(JSONParseError) -> String {
    unescaped.removeAll(keepingCapacity: true)
    unescaped.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
    var isASCII = isASCII
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let end = index
        index += 1
        if isASCII { return String(decoding: unescaped, as: UTF8.self) }
        guard let string = String(validating: unescaped, as: UTF8.self) else {
          let raw = UnsafeBufferPointer(rebasing: bytes[start..<end])
          throw JSONParseError(.invalidUTF8, at: start + raw.firstInvalidUTF8Offset)
        }
        return string
      case UInt8(ascii: "\\"):
        try escape(&isASCII)
      case let byte where byte < 0x20:
        throw error(.controlCharacterInString(byte))
      default:
        let run = bytes.plainStringRun(from: index)
        unescaped.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[index..<run.end]))
        isASCII = isASCII && run.isASCII
        index = run.end
      }
    }
    throw error(.unexpectedEnd)
  }

  private mutating func escape(_ isASCII: inout Bool) throws(JSONParseError) {
    guard index + 1 < bytes.count else { throw error(.unexpectedEnd, ahead: 1) }
    let plain: UInt8
    switch bytes[index + 1] {
    case UInt8(ascii: "n"): plain = 0x0A
    case UInt8(ascii: "\""): plain = UInt8(ascii: "\"")
    case UInt8(ascii: "\\"): plain = UInt8(ascii: "\\")
    case UInt8(ascii: "/"): plain = UInt8(ascii: "/")
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0C
    case UInt8(ascii: "r"): plain = 0x0D
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "u"):
      let scalar = try unicodeEscape()
      unescaped.append(contentsOf: UTF8.encode(scalar)!)  // every scalar can be encoded
      isASCII = isASCII && scalar.isASCII
      return
    default: throw error(.invalidEscape)
    }
    unescaped.append(plain)
    index += 2
  }

  /// Reads `\uXXXX`, or two of them that form a surrogate pair.
  private mutating func unicodeEscape() throws(JSONParseError) -> Unicode.Scalar {
    let start = index
    let high = try codeUnit()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard UTF16.isLeadSurrogate(high) else { throw JSONParseError(.loneSurrogate, at: start) }
    let backslash = UInt8(ascii: "\\")
    if index == bytes.count || index + 1 == bytes.count && bytes[index] == backslash {
      throw JSONParseError(.unexpectedEnd, at: bytes.count)
    }
    guard bytes[index] == backslash, bytes[index + 1] == UInt8(ascii: "u") else {
      throw JSONParseError(.loneSurrogate, at: start)
    }
    let low = try codeUnit()
    guard UTF16.isTrailSurrogate(low) else { throw JSONParseError(.loneSurrogate, at: start) }
    return UTF16.decode(UTF16.EncodedScalar([high, low]))
  }

  private mutating func codeUnit() throws(JSONParseError) -> UInt16 {
    var unit: UInt16 = 0
    for offset in 2..<6 {
      guard index + offset < bytes.count else {
        throw JSONParseError(.unexpectedEnd, at: bytes.count)
      }
      guard let digit = hexDigitValue(of: bytes[index + offset]) else {
        throw error(.invalidEscape)
      }
      unit = unit << 4 | UInt16(digit)
    }
    index += 6
    return unit
  }
}

private func hexDigitValue(of byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  default: nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first byte that does not belong to well-formed UTF-8; the length where all
  /// do.
  fileprivate var firstInvalidUTF8Offset: Int {
    var decoder = UTF8()
    var iterator = makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      offset += UTF8.width(scalar)
    }
    return Swift.min(offset, count)
  }
}
