/// A strict parser for RFC 8259 over UTF-8 bytes.
///
/// What the grammar leaves open is decided here: no byte order mark; duplicate names are kept
/// (the last one counts in look-ups); numbers of any size and precision are kept as text;
/// a `\u` escape of half a surrogate pair, and bytes that are not UTF-8, are refused because no Swift
/// string can hold them; nesting is limited, 128 levels unless told otherwise.
package struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let maximumDepth: Int
  private var index = 0
  private var depth = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  /// How deep arrays and objects may nest unless told otherwise.
  package static let defaultMaximumDepth = 128

  /// Parses one value; only white space may stand around it.
  /// - Throws: `JSONParseError` with the place of the first fault.
  /// - Complexity: one pass over the bytes.
  package static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int = defaultMaximumDepth
  ) throws(JSONParseError) -> JSONValue {
    var parser = JSONParser(bytes, maximumDepth: maximumDepth)
    parser.skipWhitespace()
    let value = try parser.value()
    parser.skipWhitespace()
    guard parser.index == bytes.count else { throw parser.error(.trailingContent) }
    return value
  }

  /// Parses the bytes of an array.
  package static func parse(
    _ bytes: [UInt8], maximumDepth: Int = defaultMaximumDepth
  ) throws(JSONParseError) -> JSONValue {
    // `withUnsafeBufferPointer` rethrows untyped, hence the detour through a result.
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONParseError> in
      do throws(JSONParseError) {
        return .success(try parse(buffer, maximumDepth: maximumDepth))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Parses a string.
  package static func parse(
    _ text: String, maximumDepth: Int = defaultMaximumDepth
  ) throws(JSONParseError) -> JSONValue {
    try parse(Array(text.utf8), maximumDepth: maximumDepth)
  }

  // MARK: - Values

  private mutating func value() throws(JSONParseError) -> JSONValue {
    guard index < bytes.count else { throw error(.unexpectedEnd) }
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\""):
      return .string(try string())
    case UInt8(ascii: "{"):
      return .object(try object())
    case UInt8(ascii: "["):
      return .array(try array())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .number(try number())
    case UInt8(ascii: "t"):
      try literal("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try literal("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try literal("null")
      return .null
    default:
      throw error(.unexpectedByte(byte))
    }
  }

  private mutating func object() throws(JSONParseError) -> JSONObject {
    try enter()
    var object = JSONObject()
    skipWhitespace()
    if advance(if: UInt8(ascii: "}")) {
      depth -= 1
      return object
    }
    while true {
      skipWhitespace()
      guard index < bytes.count else { throw error(.unexpectedEnd) }
      guard bytes[index] == UInt8(ascii: "\"") else { throw error(.unexpectedByte(bytes[index])) }
      let key = try string()
      skipWhitespace()
      try expect(UInt8(ascii: ":"))
      skipWhitespace()
      object.append(key, try value())
      skipWhitespace()
      if advance(if: UInt8(ascii: ",")) { continue }
      try expect(UInt8(ascii: "}"))
      depth -= 1
      return object
    }
  }

  private mutating func array() throws(JSONParseError) -> [JSONValue] {
    try enter()
    var elements: [JSONValue] = []
    skipWhitespace()
    if advance(if: UInt8(ascii: "]")) {
      depth -= 1
      return elements
    }
    while true {
      skipWhitespace()
      elements.append(try value())
      skipWhitespace()
      if advance(if: UInt8(ascii: ",")) { continue }
      try expect(UInt8(ascii: "]"))
      depth -= 1
      return elements
    }
  }

  private mutating func enter() throws(JSONParseError) {
    guard depth < maximumDepth else { throw error(.nestingTooDeep(maximum: maximumDepth)) }
    depth += 1
    index += 1
  }

  private mutating func literal(_ word: StaticString) throws(JSONParseError) {
    let count = word.utf8CodeUnitCount
    for offset in 0..<count {
      guard index + offset < bytes.count else { throw error(.unexpectedEnd, ahead: offset) }
      guard bytes[index + offset] == word.utf8Start[offset] else {
        throw error(.invalidLiteral)
      }
    }
    index += count
  }

  // MARK: - Numbers

  private mutating func number() throws(JSONParseError) -> JSONNumber {
    let start = index
    _ = advance(if: UInt8(ascii: "-"))
    if !advance(if: UInt8(ascii: "0")) { try digits() }
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
    while index < bytes.count, bytes[index] &- UInt8(ascii: "0") < 10 { index += 1 }
    guard index > start else {
      throw error(index < bytes.count ? .invalidNumber : .unexpectedEnd)
    }
  }

  // MARK: - Strings

  private mutating func string() throws(JSONParseError) -> String {
    let start = index + 1
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\"") {
        index = end + 1
        return try checkedString(from: start, to: end)
      }
      if byte == UInt8(ascii: "\\") {
        index = end
        return try escapedString(from: start)
      }
      guard byte >= 0x20 else { throw error(.controlCharacterInString(byte), ahead: end - index) }
      end += 1
    }
    throw JSONParseError(.unexpectedEnd, at: end)
  }

  private func checkedString(from start: Int, to end: Int) throws(JSONParseError) -> String {
    let slice = UnsafeBufferPointer(rebasing: bytes[start..<end])
    guard let string = String(validating: slice, as: UTF8.self) else {
      throw JSONParseError(.invalidUTF8, at: start + firstInvalidUTF8Offset(in: slice))
    }
    return string
  }

  /// Continues a string from its first backslash at `index`.
  private mutating func escapedString(from start: Int) throws(JSONParseError) -> String {
    var unescaped = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        guard let string = String(validating: unescaped, as: UTF8.self) else {
          let raw = UnsafeBufferPointer(rebasing: bytes[start..<(index - 1)])
          throw JSONParseError(.invalidUTF8, at: start + firstInvalidUTF8Offset(in: raw))
        }
        return string
      case UInt8(ascii: "\\"):
        try escape(into: &unescaped)
      case 0..<0x20:
        throw error(.controlCharacterInString(byte))
      default:
        unescaped.append(byte)
        index += 1
      }
    }
    throw error(.unexpectedEnd)
  }

  private mutating func escape(into unescaped: inout [UInt8]) throws(JSONParseError) {
    guard index + 1 < bytes.count else { throw error(.unexpectedEnd, ahead: 1) }
    let plain: UInt8
    switch bytes[index + 1] {
    case UInt8(ascii: "\""): plain = UInt8(ascii: "\"")
    case UInt8(ascii: "\\"): plain = UInt8(ascii: "\\")
    case UInt8(ascii: "/"): plain = UInt8(ascii: "/")
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0C
    case UInt8(ascii: "n"): plain = 0x0A
    case UInt8(ascii: "r"): plain = 0x0D
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "u"):
      let scalar = try unicodeEscape()
      for unit in UTF8.encode(scalar)! { unescaped.append(unit) }  // every scalar can be encoded
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
    guard UTF16.isLeadSurrogate(high), index + 1 < bytes.count,
      bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
    else { throw JSONParseError(.loneSurrogate, at: start) }
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
      guard let digit = Character(UnicodeScalar(bytes[index + offset])).hexDigitValue,
        bytes[index + offset] < 0x80
      else { throw error(.invalidEscape) }
      unit = unit << 4 | UInt16(digit)
    }
    index += 6
    return unit
  }

  // MARK: - Bytes

  private mutating func skipWhitespace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  private mutating func advance(if byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(JSONParseError) {
    guard index < bytes.count else { throw error(.unexpectedEnd) }
    guard bytes[index] == byte else { throw error(.unexpectedByte(bytes[index])) }
    index += 1
  }

  private func error(_ reason: JSONParseError.Reason, ahead: Int = 0) -> JSONParseError {
    JSONParseError(reason, at: index + ahead)
  }
}

/// The offset of the first byte that does not belong to well-formed UTF-8.
private func firstInvalidUTF8Offset(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  var offset = 0
  while case .scalarValue(let scalar) = decoder.decode(&iterator) {
    offset += UTF8.width(scalar)
  }
  return min(offset, bytes.count)
}
