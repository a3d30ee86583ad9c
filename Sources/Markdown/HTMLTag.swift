/// An HTML or JSX tag, with the attributes that say something about the text.
struct HTMLTag {
  /// Empty for `<>` and `</>`.
  private(set) var name = 0..<0
  private(set) var isClosing = false
  /// The first byte behind the tag.
  private(set) var end = 0
  /// The value of `href`; this and the other values without quotes.
  private(set) var href: Range<Int>?
  private(set) var source: Range<Int>?
  private(set) var alternative: Range<Int>?

  /// How deep `{…}` may nest in an attribute.
  private static let maximumBraces = 16

  /// The tag that begins at an index; `nil` where what stands there is no complete tag.
  /// - Parameter scannedByteCount: how many bytes it took to find out.
  init?(_ text: Bytes, at start: Int, scannedByteCount: inout Int) {
    var index = start + 1
    defer { scannedByteCount = index - start }
    if text.has("/", at: index) {
      isClosing = true
      index += 1
    }
    let nameStart = index
    while index < text.count, text[index].isTagNameByte { index += 1 }
    name = nameStart..<index
    if name.isEmpty {
      guard text.has(">", at: index) else { return nil }
      end = index + 1
      return
    }
    guard text[nameStart].isASCIILetter else { return nil }
    while index < text.count {
      let attributeStart = index
      while index < text.count, text[index].isWhitespace { index += 1 }
      if text.has(">", at: index) {
        end = index + 1
        return
      }
      if text.has("/>", at: index) {
        end = index + 2
        return
      }
      guard index > attributeStart else { return nil }
      guard let next = attribute(text, at: index) else {
        // A value without an end is the one thing that is looked for up to the end of the text.
        index = text.count
        return nil
      }
      index = next
    }
    return nil
  }

  /// Reads `name`, `name=value` or `{...props}`.
  /// - Returns: the first byte behind it.
  private mutating func attribute(_ text: Bytes, at start: Int) -> Int? {
    if text.has("{", at: start) { return Self.braces(text, at: start) }
    var index = start
    while index < text.count, text[index].isAttributeNameByte { index += 1 }
    guard index > start else { return nil }
    let name = text.part(start..<index)
    var next = index
    while next < text.count, text[next].isWhitespace { next += 1 }
    guard text.has("=", at: next) else { return index }
    next += 1
    while next < text.count, text[next].isWhitespace { next += 1 }
    guard let value = Self.value(text, at: next) else { return nil }
    if name.count == 4, name.has("href", at: 0) { href = value.content }
    if name.count == 3, name.has("src", at: 0) { source = value.content }
    if name.count == 3, name.has("alt", at: 0) { alternative = value.content }
    return value.end
  }

  private static func value(_ text: Bytes, at start: Int) -> (content: Range<Int>, end: Int)? {
    guard start < text.count else { return nil }
    let first = text[start]
    var index = start
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      index += 1
      while index < text.count, text[index] != first { index += 1 }
      return index < text.count ? (start + 1..<index, index + 1) : nil
    }
    if first == UInt8(ascii: "{") {
      guard let end = braces(text, at: start) else { return nil }
      return (start..<end, end)
    }
    while index < text.count, text[index].isUnquotedValueByte { index += 1 }
    return index > start ? (start..<index, index) : nil
  }

  /// The first byte behind `{…}`.
  private static func braces(_ text: Bytes, at start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < text.count {
      if text[index] == UInt8(ascii: "{") {
        depth += 1
        guard depth <= maximumBraces else { return nil }
      } else if text[index] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
      index += 1
    }
    return nil
  }

  /// Whether the tag is markup and not a placeholder (`<your-name>`) or a type (`List<String>`),
  /// which stay in the text.
  func isDropped(in text: Bytes) -> Bool {
    guard let first = name.first else { return true }
    if text[first].isASCIIUppercase {
      // A component, unless it looks like a type argument: bare, and right behind a word.
      guard !isClosing, end == name.upperBound + 1, first >= 2 else { return true }
      return !(text[first - 2].isASCIILetter || text[first - 2].isASCIIDigit)
    }
    let lowercased = HTMLNames.lowercased(text.part(name))
    return HTMLNames.inlines.contains(lowercased) || HTMLNames.blocks.contains(lowercased)
  }
}

extension UInt8 {
  /// Letters, digits, and the `-`, `.`, `:` and `_` of custom elements and components.
  fileprivate var isTagNameByte: Bool {
    isASCIILetter || isASCIIDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "_")
  }

  fileprivate var isAttributeNameByte: Bool {
    isTagNameByte || self == UInt8(ascii: ":") || self == UInt8(ascii: "@")
  }

  fileprivate var isUnquotedValueByte: Bool {
    switch self {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "`"):
      false
    default: !isWhitespace
    }
  }
}
