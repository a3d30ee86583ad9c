/// A strict parser for RFC 8259 over UTF-8 bytes.
///
/// What the grammar leaves open is decided here:
/// - No byte order mark, and no encoding but UTF-8.
/// - Duplicate names are kept; the last one counts in look-ups.
/// - Numbers of any size and precision are kept as text.
/// - A `\u` escape of half a surrogate pair, and bytes that are not UTF-8 (overlong forms, encoded
///   surrogates and scalars above U+10FFFF among them), are refused because no Swift string can
///   hold them. Noncharacters such as U+FFFF, and U+0000 as `\u0000`, are accepted.
/// - Nesting is limited, to 128 levels unless told otherwise; the number of values is where that is asked for.
package struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  private let maximumDepth: Int
  private let maximumValueCount: Int
  var index = 0
  private var depth = 0
  private var valueCount = 0
  /// Where strings with escapes are put together; kept between strings for its storage.
  var unescaped: [UInt8] = []

  private init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int, maximumValueCount: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
    self.maximumValueCount = maximumValueCount
  }

  /// How deep arrays and objects may nest unless told otherwise.
  package static let defaultMaximumDepth = 128

  /// Parses one value; only white space may stand around it.
  /// - Parameter maximumDepth: each level takes stack space, some hundred bytes.
  /// - Throws: `JSONParseError` with the place of the fault.
  /// - Complexity: one pass over the bytes.
  package static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int = defaultMaximumDepth
  ) throws(JSONParseError) -> JSONValue {
    try parse(bytes, maximumDepth: maximumDepth, maximumValueCount: .max).value
  }

  /// The same for a text that somebody else has sent: a value of two bytes takes a hundred and more in memory.
  /// - Parameter maximumValueCount: how many values there may be, each array, object and what is in them.
  /// - Returns: the value, and how many it consists of.
  package static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int = defaultMaximumDepth,
    maximumValueCount: Int
  ) throws(JSONParseError) -> (value: JSONValue, valueCount: Int) {
    var parser = JSONParser(
      bytes, maximumDepth: maximumDepth, maximumValueCount: maximumValueCount)
    parser.skipWhitespace()
    let value = try parser.value()
    parser.skipWhitespace()
    guard parser.index == bytes.count else { throw parser.error(.trailingContent) }
    return (value, parser.valueCount)
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
    guard valueCount < maximumValueCount else {
      throw error(.tooManyValues(maximum: maximumValueCount))
    }
    valueCount += 1
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
    var members: [JSONObject.Member] = []
    skipWhitespace()
    if advance(if: UInt8(ascii: "}")) {
      depth -= 1
      return JSONObject()
    }
    // Most objects of a message fit; growing from one member would move them three times.
    members.reserveCapacity(4)
    while true {
      skipWhitespace()
      guard index < bytes.count else { throw error(.unexpectedEnd) }
      guard bytes[index] == UInt8(ascii: "\"") else { throw error(.unexpectedByte(bytes[index])) }
      let key = try string()
      skipWhitespace()
      try expect(UInt8(ascii: ":"))
      skipWhitespace()
      members.append(JSONObject.Member(key: key, value: try value()))
      skipWhitespace()
      if advance(if: UInt8(ascii: ",")) { continue }
      try expect(UInt8(ascii: "}"))
      depth -= 1
      return JSONObject(members)
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

  // MARK: - Bytes

  private mutating func skipWhitespace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  mutating func advance(if byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(JSONParseError) {
    guard index < bytes.count else { throw error(.unexpectedEnd) }
    guard bytes[index] == byte else { throw error(.unexpectedByte(bytes[index])) }
    index += 1
  }

  func error(_ reason: JSONParseError.Reason, ahead: Int = 0) -> JSONParseError {
    JSONParseError(reason, at: index + ahead)
  }
}
