extension TOMLScanner {
  /// A value.
  mutating func value() throws(SettingsFault) -> SettingsNode {
    let start = index
    let content: SettingsNode.Content
    switch current {
    case UInt8(ascii: "\""): content = .string(try basicString(allowsLines: true))
    case UInt8(ascii: "'"): content = .string(try literalString(allowsLines: true))
    case UInt8(ascii: "["): content = .array(try array())
    case UInt8(ascii: "{"): content = .table(try inlineTable())
    default: content = try word()
    }
    return SettingsNode(content: content, range: start..<index)
  }

  private mutating func array() throws(SettingsFault) -> [SettingsNode.Element] {
    try enter()
    var elements: [SettingsNode.Element] = []
    while true {
      try skipSpaceAndLines()
      if current == UInt8(ascii: "]") { break }
      elements.append(SettingsNode.Element(value: try value()))
      try skipSpaceAndLines()
      if current == UInt8(ascii: "]") { break }
      guard current == UInt8(ascii: ",") else { throw unexpected("',' or ']'") }
      index += 1
    }
    index += 1
    depth -= 1
    return elements
  }

  private mutating func inlineTable() throws(SettingsFault) -> [SettingsNode.Member] {
    let start = index
    try enter()
    let table = TOMLTable(.header, at: start..<start)
    var members: [SettingsNode.Member] = []
    while true {
      try skipSpaceAndLines()
      if current == UInt8(ascii: "}") { break }
      let keys = try self.keys()
      guard current == UInt8(ascii: "=") else { throw unexpected("'='") }
      index += 1
      skipBlanks()
      let value = try self.value()
      try table.define(keys, as: value)
      try skipSpaceAndLines()
      let comma = current == UInt8(ascii: ",") ? index : nil
      // Dotted keys are put together below; a plain one keeps its comma, for edits.
      members.append(
        SettingsNode.Member(
          key: keys.count == 1 ? keys[0].text : "",
          keyRange: keys[0].range.lowerBound..<keys[keys.count - 1].range.upperBound,
          value: value, commaOffset: comma))
      if comma == nil { break }
      index += 1
    }
    guard current == UInt8(ascii: "}") else { throw unexpected("',' or '}'") }
    index += 1
    depth -= 1
    // A table with dotted keys is shown by its meaning; it has no commas to edit at.
    return members.contains { $0.key.isEmpty } ? table.node.members ?? [] : members
  }

  private mutating func enter() throws(SettingsFault) {
    guard depth < Self.maximumDepth else {
      throw SettingsFault("nested deeper than \(Self.maximumDepth) levels", at: index)
    }
    depth += 1
    index += 1
  }

  // MARK: - Words

  /// A Boolean, a number or a date.
  private mutating func word() throws(SettingsFault) -> SettingsNode.Content {
    let start = index
    skipWord()
    // A blank may stand between date and time.
    if index - start == 10, current == 0x20, byte(ahead: 1)?.isDigit == true,
      bytes[start + 4] == UInt8(ascii: "-"), byte(ahead: 3) == UInt8(ascii: ":")
    {
      index += 1
      skipWord()
    }
    guard index > start else { throw unexpected("a value") }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: break
    }
    if TOMLDate.isDate(bytes[start..<index]) { return .date(text) }
    guard TOMLNumber.isNumber(text) else {
      throw SettingsFault(
        "'\(text)' is no value of TOML", at: start, notes: ["strings stand in quotes"])
    }
    return .number(text)
  }

  private mutating func skipWord() {
    while let byte = current {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"):
        index += 1
      default: return
      }
    }
  }
}
