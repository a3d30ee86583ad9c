/// Reads TOML statement by statement.
struct TOMLScanner {
  let bytes: [UInt8]
  var index = 0
  var depth = 0

  /// How deep arrays and inline tables may nest, and how many parts a key may have.
  static let maximumDepth = 128

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  var isAtEnd: Bool { index >= bytes.count }
  var current: UInt8? { isAtEnd ? nil : bytes[index] }

  func byte(ahead count: Int) -> UInt8? {
    index + count < bytes.count ? bytes[index + count] : nil
  }

  func unexpected(_ expected: String) -> SettingsFault {
    guard let byte = current else {
      return SettingsFault("the file ends where \(expected) is expected", at: index)
    }
    if byte == 0x0A || byte == 0x0D {
      return SettingsFault("the line ends where \(expected) is expected", at: index)
    }
    let shown = byte > 0x20 && byte < 0x7F ? " instead of '\(Character(UnicodeScalar(byte)))'" : ""
    return SettingsFault("\(expected) is expected here\(shown)", at: index)
  }

  /// The next statement; `nil` at the end.
  /// - Parameter table: the path of the table that is open.
  mutating func nextStatement(
    below table: [String]
  ) throws(SettingsFault) -> TOMLDocument.Statement? {
    try skipSpaceAndLines()
    guard !isAtEnd else { return nil }
    let statement: TOMLDocument.Statement
    if current == UInt8(ascii: "[") {
      statement = try header()
    } else {
      let keys = try self.keys()
      guard current == UInt8(ascii: "=") else { throw unexpected("'='") }
      index += 1
      skipBlanks()
      statement = .pair(table: table, keys: keys, value: try value())
    }
    skipBlanks()
    try skipComment()
    guard isAtEnd || isAtLineEnd else { throw unexpected("the end of the line") }
    return statement
  }

  private mutating func header() throws(SettingsFault) -> TOMLDocument.Statement {
    let start = index
    let isArray = byte(ahead: 1) == UInt8(ascii: "[")
    index += isArray ? 2 : 1
    skipBlanks()
    let keys = try self.keys()
    for _ in 0..<(isArray ? 2 : 1) {
      guard current == UInt8(ascii: "]") else { throw unexpected("']'") }
      index += 1
    }
    return .header(keys: keys, isArray: isArray, range: start..<index)
  }

  // MARK: - Keys

  /// A key of one or more parts, and the blanks after it.
  mutating func keys() throws(SettingsFault) -> [TOMLKey] {
    var keys = [try key()]
    skipBlanks()
    while current == UInt8(ascii: ".") {
      guard keys.count < Self.maximumDepth else {
        throw SettingsFault("a key of more than \(Self.maximumDepth) parts", at: index)
      }
      index += 1
      skipBlanks()
      keys.append(try key())
      skipBlanks()
    }
    return keys
  }

  private mutating func key() throws(SettingsFault) -> TOMLKey {
    let start = index
    switch current {
    case UInt8(ascii: "\""): return TOMLKey(text: try basicString(), range: start..<index)
    case UInt8(ascii: "'"): return TOMLKey(text: try literalString(), range: start..<index)
    default:
      while let byte = current, byte.isBareKeyByte { index += 1 }
      guard index > start else { throw unexpected("a key") }
      return TOMLKey(
        text: String(decoding: bytes[start..<index], as: UTF8.self), range: start..<index)
    }
  }

  // MARK: - Between statements

  mutating func skipBlanks() {
    while current == 0x20 || current == 0x09 { index += 1 }
  }

  /// Blanks, line ends and comments.
  mutating func skipSpaceAndLines() throws(SettingsFault) {
    while true {
      skipBlanks()
      if isAtLineEnd {
        index += current == 0x0D ? 2 : 1
      } else if current == UInt8(ascii: "#") {
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(SettingsFault) {
    guard current == UInt8(ascii: "#") else { return }
    while let byte = current, !isAtLineEnd {
      guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else {
        throw SettingsFault("a control character is not allowed in a comment", at: index)
      }
      index += 1
    }
  }

  var isAtLineEnd: Bool {
    current == 0x0A || current == 0x0D && byte(ahead: 1) == 0x0A
  }
}

extension UInt8 {
  /// Whether the byte can stand in a key without quotes.
  var isBareKeyByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
