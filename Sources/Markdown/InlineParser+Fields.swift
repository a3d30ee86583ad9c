extension InlineParser {
  /// A colon that may end the label of a field.
  struct Colon {
    /// Where it stands in the output.
    let offset: Int
    /// Where its line begins in the output.
    let lineStart: Int
    /// The number of its line, 1-based.
    let line: Int
    /// Whether emphasis ends beside it: `**Effort**:` or `**Effort:**`.
    let isMarked: Bool
    /// Whether its line begins the text or follows a hard break.
    let isAtBreak: Bool
  }

  /// Remembers the colon at the current place if it is the first of its line and text follows it.
  mutating func noteLabel() {
    guard colons.last?.lineStart != lineStart || colons.isEmpty,
      output.count - lineStart <= FieldLabel.maximumBytes
    else { return }
    var next = index + 1
    while next < input.count, input[next].isEmphasisMark { next += 1 }
    guard next < input.count, input[next].isSpaceOrTab else { return }
    let isMarked = next > index + 1 || (index > 0 && input[index - 1].isEmphasisMark)
    colons.append(
      Colon(
        offset: output.count, lineStart: lineStart, line: lineNumber, isMarked: isMarked,
        isAtBreak: lineStart == 0 || isAfterHardBreak))
  }

  /// The `label: value` lines of the text.
  ///
  /// A line in the middle of a paragraph counts only behind a hard break, below another field, or
  /// with an emphasized label: prose is wrapped at any word. A value runs to the next field or hard
  /// break.
  func fields() -> [MarkdownField] {
    var found: [(colon: Colon, label: String)] = []
    for colon in colons where colon.isAtBreak || colon.isMarked || !found.isEmpty {
      let label = string(colon.lineStart..<colon.offset)
      if FieldLabel.isLabel(label) { found.append((colon, label)) }
    }
    var fields: [MarkdownField] = []
    for (position, field) in found.enumerated() {
      let start = field.colon.offset + 1
      let limit = position + 1 < found.count ? found[position + 1].colon.lineStart : output.count
      let end = output[start..<limit].firstIndex(of: UInt8(ascii: "\n")) ?? limit
      let value = string(start..<end)
      guard !value.isEmpty else { continue }
      fields.append(MarkdownField(label: field.label, value: value, line: field.colon.line))
    }
    return fields
  }
}

/// What may stand before the colon of a field.
enum FieldLabel {
  /// Longer lines need not be looked at: forty characters of four bytes, and room for marks.
  static let maximumBytes = 200

  private static let maximumCharacters = 40
  private static let maximumWords = 5

  /// Whether a text reads like a label: short, beginning with a letter, and no sentence.
  static func isLabel(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic,
      text.unicodeScalars.count <= maximumCharacters
    else { return false }
    var words = 1
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: " "): words += 1
      case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "\n"):
        return false
      default: break
      }
    }
    return words <= maximumWords
  }

  /// The label of a line of plain text that is nothing but a field.
  static func label(ofLine line: Bytes) -> String? {
    var index = 0
    while index < line.count, index <= maximumBytes {
      if line[index] == UInt8(ascii: ":"), index + 1 < line.count, line[index + 1].isSpaceOrTab {
        let label = line.part(0..<index).string
        return isLabel(label) ? label : nil
      }
      index += 1
    }
    return nil
  }
}

extension UInt8 {
  fileprivate var isEmphasisMark: Bool {
    self == UInt8(ascii: "*") || self == UInt8(ascii: "_")
  }
}
