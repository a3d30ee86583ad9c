/// `[label]: destination "title"` on a line of its own, which `[text][label]` refers to.
struct ReferenceDefinition {
  /// As `normalized` gives it.
  let label: String
  let destination: String

  /// The definition that a line, without leading white space, consists of. Footnotes are none.
  init?(_ text: Bytes) {
    guard text.count >= 4, text[0] == UInt8(ascii: "["), text[1] != UInt8(ascii: "^") else {
      return nil
    }
    var end = 1
    while end < text.count, text[end] != UInt8(ascii: "]") {
      if text[end] == UInt8(ascii: "[") { return nil }
      end += text[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard text.has("]:", at: end) else { return nil }
    label = Self.normalized(text.part(1..<end))
    let rest = text.part(end + 2..<text.count).trimmed
    let isBracketed = rest.first == UInt8(ascii: "<") && rest.contains(UInt8(ascii: ">"))
    let target = Bytes(
      rebasing: isBracketed
        ? rest.prefix { $0 != UInt8(ascii: ">") }.dropFirst() : rest.prefix { !$0.isWhitespace })
    let title = rest.part(target.count + (isBracketed ? 2 : 0)..<rest.count).trimmed
    guard !label.isEmpty, !rest.isEmpty, Self.isTitle(title) else { return nil }
    destination = target.string
  }

  /// A label as it is compared: without regard to case and to the amount of white space.
  static func normalized(_ label: Bytes) -> String {
    var collapsed: [UInt8] = []
    for byte in label.trimmed {
      if !byte.isWhitespace {
        collapsed.append(byte)
      } else if collapsed.last != 0x20 {
        collapsed.append(0x20)
      }
    }
    return String(decoding: collapsed, as: UTF8.self).lowercased()
  }

  private static func isTitle(_ text: Bytes) -> Bool {
    guard let first = text.first, let last = text.last else { return true }
    let closing = first == UInt8(ascii: "(") ? UInt8(ascii: ")") : first
    return text.count >= 2 && last == closing
      && (first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") || first == UInt8(ascii: "("))
  }
}
