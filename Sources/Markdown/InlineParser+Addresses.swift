extension InlineParser {
  /// `<https://…>` and `<someone@example.com>`.
  mutating func address() -> Bool {
    var end = index + 1
    var hasColon = false
    var hasAt = false
    while end < input.count, end - index < 2000, input[end] > 0x20, input[end] != UInt8(ascii: ">"),
      input[end] != UInt8(ascii: "<"), input[end] != UInt8(ascii: "\"")
    {
      if input[end] == UInt8(ascii: ":") { hasColon = hasColon || end - index > 2 }
      if input[end] == UInt8(ascii: "@") { hasAt = hasAt || end > index + 1 }
      end += 1
    }
    guard hasColon || hasAt, input.has(">", at: end), input[index + 1].isASCIILetter || hasAt else {
      return false
    }
    let address = input.part(index + 1..<end)
    let start = output.count
    output.append(contentsOf: address)
    links.append(
      Link(
        text: start..<output.count,
        destination: hasColon ? address.string : "mailto:" + address.string, line: lineNumber))
    index = end + 1
    return true
  }

  /// A colon: part of an address, the end of a field's label, or just a colon.
  mutating func colon() {
    if input.has("://", at: index), let schemeLength {
      return bareAddress(schemeLength)
    }
    if brackets.isEmpty, ignoredBrackets == 0 { noteLabel() }
    keep()
  }

  /// The length of `http` or `https` before the colon, where it is a word.
  private var schemeLength: Int? {
    let length = input.has("https", at: index - 5) ? 5 : input.has("http", at: index - 4) ? 4 : 0
    guard length > 0, output.count >= length else { return nil }
    let before = index - length - 1
    return before < 0 || !(input[before].isASCIILetter || input[before].isASCIIDigit) ? length : nil
  }

  private mutating func bareAddress(_ schemeLength: Int) {
    let start = index - schemeLength
    var end = index + 3
    var openParentheses = 0
    while end < input.count, input[end].isAddressByte {
      if input[end] == UInt8(ascii: "(") { openParentheses += 1 }
      if input[end] == UInt8(ascii: ")") { openParentheses -= 1 }
      end += 1
    }
    // Punctuation behind an address belongs to the sentence.
    while end > index + 3 {
      let last = input[end - 1]
      if last == UInt8(ascii: ")"), openParentheses < 0 {
        openParentheses += 1
      } else if !last.isSentencePunctuation {
        break
      }
      end -= 1
    }
    guard end > index + 3 else { return keep() }
    let textStart = output.count - schemeLength
    output.append(contentsOf: input.part(index..<end))
    links.append(
      Link(
        text: textStart..<output.count, destination: input.part(start..<end).string,
        line: lineNumber, isBare: true))
    index = end
  }
}

extension UInt8 {
  fileprivate var isAddressByte: Bool {
    switch self {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "`"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "|"):
      false
    default: self > 0x20
    }
  }

  fileprivate var isSentencePunctuation: Bool {
    switch self {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"),
      UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "*"),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
