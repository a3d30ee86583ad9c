import JSON

/// Reads JSON with comments into a tree that knows where everything stands.
///
/// Keys and values are read by `JSONParser`, so that strings, numbers and literals obey RFC 8259; only what may
/// stand between them is decided here.
struct JSONCParser {
  let bytes: [UInt8]
  let dialect: JSONDialect
  var index = 0
  private var depth = 0

  /// How deep arrays and objects may nest.
  static let maximumDepth = 128

  private init(_ bytes: [UInt8], _ dialect: JSONDialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  /// - Returns: `nil` where there is nothing but white space and comments.
  static func parse(
    _ bytes: [UInt8], _ dialect: JSONDialect = .relaxed
  ) throws(SettingsFault) -> SettingsNode? {
    var parser = JSONCParser(bytes, dialect)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.index = 3 }
    try parser.skipSpace()
    guard !parser.isAtEnd else { return nil }
    let root = try parser.value()
    try parser.skipSpace()
    guard parser.isAtEnd else {
      throw SettingsFault("nothing may follow the value of the file", at: parser.index)
    }
    return root
  }

  private var isAtEnd: Bool { index >= bytes.count }
  var current: UInt8? { isAtEnd ? nil : bytes[index] }

  func unexpected(_ expected: String) -> SettingsFault {
    guard let byte = current else {
      return SettingsFault("the file ends where \(expected) is expected", at: index)
    }
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
      return SettingsFault("the line ends where \(expected) is expected", at: index)
    }
    let shown = byte > 0x20 && byte < 0x7F ? " instead of '\(Character(UnicodeScalar(byte)))'" : ""
    return SettingsFault("\(expected) is expected here\(shown)", at: index)
  }

  // MARK: - Values

  private mutating func value() throws(SettingsFault) -> SettingsNode {
    let start = index
    switch current {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""):
      let text = try string()
      return SettingsNode(content: .string(text), range: start..<index)
    case let byte? where byte.isWordByte: return try word()
    case UInt8(ascii: "'"):
      throw SettingsFault("strings stand in double quotes", at: index)
    default: throw unexpected("a value")
    }
  }

  private mutating func word() throws(SettingsFault) -> SettingsNode {
    let start = index
    while let byte = current, byte.isWordByte { index += 1 }
    let content: SettingsNode.Content
    switch try scalar(start..<index) {
    case .bool(let value): content = .bool(value)
    case .number(let number): content = .number(number.text)
    default: content = .null
    }
    return SettingsNode(content: content, range: start..<index)
  }

  private mutating func string() throws(SettingsFault) -> String {
    let start = index
    index += 1
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte != UInt8(ascii: "\n") else {
        throw SettingsFault("the string is not closed on its line", at: start)
      }
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    guard !isAtEnd else {
      index = bytes.count
      throw SettingsFault("the string is not closed", at: start)
    }
    index += 1
    return try scalar(start..<index).stringValue ?? ""
  }

  /// A string, number or literal, by the rules of RFC 8259.
  private func scalar(_ range: Range<Int>) throws(SettingsFault) -> JSONValue {
    do throws(JSONParseError) {
      return try JSONParser.parse(Array(bytes[range]))
    } catch {
      throw SettingsFault(error.reason.description, at: range.lowerBound + error.utf8Offset)
    }
  }

  private mutating func object() throws(SettingsFault) -> SettingsNode {
    let start = index
    try enter()
    var members: [SettingsNode.Member] = []
    while true {
      try skipSpace()
      if current == UInt8(ascii: "}") { break }
      guard current == UInt8(ascii: "\"") else {
        throw unexpected(
          members.isEmpty ? "a key in double quotes or '}'" : "a key in double quotes")
      }
      let keyStart = index
      let key = try string()
      let keyRange = keyStart..<index
      try skipSpace()
      guard current == UInt8(ascii: ":") else { throw unexpected("':'") }
      index += 1
      try skipSpace()
      var member = SettingsNode.Member(key: key, keyRange: keyRange, value: try value())
      try skipSpace()
      member.commaOffset = try comma(before: UInt8(ascii: "}"))
      members.append(member)
      if member.commaOffset == nil { break }
    }
    index += 1
    depth -= 1
    return SettingsNode(content: .table(members), range: start..<index)
  }

  private mutating func array() throws(SettingsFault) -> SettingsNode {
    let start = index
    try enter()
    var elements: [SettingsNode.Element] = []
    while true {
      try skipSpace()
      if current == UInt8(ascii: "]") { break }
      elements.append(SettingsNode.Element(value: try value()))
      try skipSpace()
      guard try comma(before: UInt8(ascii: "]")) != nil else { break }
    }
    index += 1
    depth -= 1
    return SettingsNode(content: .array(elements), range: start..<index)
  }

  /// Where the comma stands; `nil` where the closing bracket does.
  private mutating func comma(before end: UInt8) throws(SettingsFault) -> Int? {
    if current == end { return nil }
    guard current == UInt8(ascii: ",") else {
      throw unexpected("',' or '\(Character(UnicodeScalar(end)))'")
    }
    let offset = index
    index += 1
    try skipSpace()
    guard dialect.allowsTrailingCommas || current != end else {
      throw SettingsFault(
        "a comma before '\(Character(UnicodeScalar(end)))' is not allowed in this file", at: offset,
        notes: ["remove the comma: the client does not accept it"])
    }
    return offset
  }

  private mutating func enter() throws(SettingsFault) {
    guard depth < Self.maximumDepth else {
      throw SettingsFault("nested deeper than \(Self.maximumDepth) levels", at: index)
    }
    depth += 1
    index += 1
  }
}

extension UInt8 {
  /// Whether the byte can belong to a number or a literal.
  fileprivate var isWordByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
