import JSON

extension TemplateParser {
  /// A fault at the present place.
  func fault(_ message: TemplateMessage) -> TemplateFault {
    TemplateFault(message, at: index)
  }

  mutating func skipWhitespace() {
    while index < bytes.count, bytes[index].isWhitespace { index += 1 }
  }

  /// Where a text begins at or after a place.
  func find(_ text: StaticString, from start: Int) -> Int? {
    var position = start
    while position + text.utf8CodeUnitCount <= bytes.count {
      if has(text, at: position) { return position }
      position += 1
    }
    return nil
  }

  private func has(_ text: StaticString, at position: Int) -> Bool {
    guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[position + $0] == text.utf8Start[$0] }
  }

  /// Steps over a text and the white space before it, if it is next.
  mutating func advance(over text: StaticString) -> Bool {
    skipWhitespace()
    guard has(text, at: index) else { return false }
    index += text.utf8CodeUnitCount
    return true
  }

  /// The next word, or `nil`, nothing but white space being stepped over then.
  mutating func name() -> TemplateName? {
    skipWhitespace()
    guard index < bytes.count, bytes[index].isNameStart else { return nil }
    let nameStart = index
    while index < bytes.count, bytes[index].isNameByte { index += 1 }
    return TemplateName(
      text: String(decoding: bytes[nameStart..<index], as: UTF8.self), utf8Offset: nameStart)
  }

  /// Steps over a word, if it is next.
  mutating func advance(overWord word: String) -> Bool {
    let before = index
    if name()?.text == word { return true }
    index = before
    return false
  }

  /// A name that is about to be given a value.
  mutating func newName() throws(TemplateFault) -> String {
    guard let name = name() else { throw fault(.expected("a name")) }
    guard !TemplateKeyword.reserved.contains(name.text) else {
      throw TemplateFault(.reservedName(name.text), at: name.utf8Offset)
    }
    return name.text
  }

  /// A string in quotes of either kind, or `nil` where none begins here.
  mutating func string() throws(TemplateFault) -> String? {
    guard index < bytes.count else { return nil }
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let opening = index
    var content: [UInt8] = []
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      let byte = bytes[index]
      index += 1
      if byte == quote { return String(decoding: content, as: UTF8.self) }
      content.append(byte == UInt8(ascii: "\\") ? try escapedByte() : byte)
    }
    // What closes the mark may have been taken for a part of the string.
    index = opening + 1
    throw TemplateFault(.unclosedString, at: opening)
  }

  private mutating func escapedByte() throws(TemplateFault) -> UInt8 {
    let backslash = index - 1
    guard index < bytes.count else { throw TemplateFault(.unknownEscape, at: backslash) }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return UInt8(ascii: "\n")
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"): return byte
    default: throw TemplateFault(.unknownEscape, at: backslash)
    }
  }

  /// A number, or `nil` where none begins here.
  mutating func number() throws(TemplateFault) -> JSONValue? {
    guard index < bytes.count, bytes[index].isDigit || bytes[index] == UInt8(ascii: "-") else {
      return nil
    }
    let numberStart = index
    index += 1
    while index < bytes.count, bytes[index].isNameByte || bytes[index] == UInt8(ascii: ".") {
      index += 1
    }
    guard let value = try? JSONParser.parse(Array(bytes[numberStart..<index])) else {
      throw TemplateFault(.invalidNumber, at: numberStart)
    }
    return value
  }
}
