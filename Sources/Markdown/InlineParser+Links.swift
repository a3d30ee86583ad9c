extension InlineParser {
  /// A `[` or `![` that waits for its `]`.
  struct Bracket {
    /// Where it stands in the output.
    let offset: Int
    /// The first byte of input behind it.
    let inputIndex: Int
    let line: Int
    let isImage: Bool
    /// The number of links before it.
    let linkCount: Int
    /// Not so once a link was found inside: links do not nest.
    var canBeLink = true
  }

  /// A link found; its text is a part of the output.
  struct Link {
    let text: Range<Int>
    let destination: String
    let line: Int
    /// Whether it is an address without any marks.
    var isBare = false
  }

  /// How deep brackets, and parentheses in a destination, may nest; beyond that they are text.
  static let maximumBrackets = 32

  /// The links as the document has them.
  func finishedLinks() -> [MarkdownLink] {
    links.map {
      MarkdownLink(text: string($0.text), destination: $0.destination, line: $0.line)
    }
  }

  /// `![`, or a plain exclamation mark.
  mutating func exclamationMark() {
    guard input.has("[", at: index + 1) else { return keep() }
    openBracket(isImage: true)
  }

  mutating func openBracket(isImage: Bool) {
    if !isImage, wikiLink() { return }
    let length = isImage ? 2 : 1
    if brackets.count < Self.maximumBrackets {
      brackets.append(
        Bracket(
          offset: output.count, inputIndex: index + length, line: lineNumber, isImage: isImage,
          linkCount: links.count))
    } else {
      ignoredBrackets += 1
    }
    output.append(contentsOf: input.part(index..<index + length))
    index += length
  }

  /// `]`: a link where a destination or a defined label follows, text otherwise.
  mutating func closeBracket() {
    if ignoredBrackets > 0 {
      ignoredBrackets -= 1
      return keep()
    }
    guard let opener = brackets.popLast(), opener.canBeLink,
      let target = inlineTarget(at: index + 1) ?? reference(opener)
    else { return keep() }
    let textStart = opener.offset + (opener.isImage ? 2 : 1)
    erase(opener.offset..<textStart)
    if !opener.isImage {
      // An address inside a link's text is just its text.
      if links.count > opener.linkCount {
        let inner = links[opener.linkCount...].filter { !$0.isBare }
        links.replaceSubrange(opener.linkCount..., with: inner)
      }
      for position in brackets.indices where !brackets[position].isImage {
        brackets[position].canBeLink = false
      }
    }
    links.append(
      Link(
        text: textStart..<output.count, destination: target.destination, line: opener.line))
    advance(to: target.end)
  }

  /// `[text][label]`, `[label][]` or `[label]`, where the label is defined.
  private mutating func reference(_ opener: Bracket) -> (destination: String, end: Int)? {
    guard !definitions.isEmpty, canLookAhead else { return nil }
    let text = input.part(opener.inputIndex..<index)
    if input.has("[", at: index + 1) {
      var end = index + 2
      while end < input.count, end - index < 1000, input[end] != UInt8(ascii: "]"),
        input[end] != UInt8(ascii: "[")
      { end += 1 }
      if input.has("]", at: end) {
        let label = input.part(index + 2..<end)
        let name = ReferenceDefinition.normalized(label.isEmpty ? text : label)
        if let destination = destination(of: name) { return (destination, end + 1) }
      }
      chargeLookAhead(end - index)
    }
    // Labels are short, and looking long texts up at every bracket would cost too much.
    guard text.count < 1000 else { return nil }
    chargeLookAhead(text.count)
    return destination(of: ReferenceDefinition.normalized(text)).map { ($0, index + 1) }
  }

  /// What a label leads to; `nil` where it is not defined, or too much of its kind came before.
  private mutating func destination(of label: String) -> String? {
    guard let destination = definitions[label], destination.utf8.count <= referenceBytes else {
      return nil
    }
    referenceBytes -= destination.utf8.count
    return destination
  }

  /// `[[page]]` and `[[page|text]]`, on one line.
  private mutating func wikiLink() -> Bool {
    guard input.has("[[", at: index) else { return false }
    let start = index + 2
    var end = start
    var bar: Int?
    while end < input.count, end - start < 200, input[end] != UInt8(ascii: "]"),
      input[end] != UInt8(ascii: "["), input[end] != UInt8(ascii: "\n")
    {
      if input[end] == UInt8(ascii: "|"), bar == nil { bar = end }
      end += 1
    }
    // "[[1]](url)" is a link whose text has brackets.
    guard end > start, input.has("]]", at: end), !input.has("(", at: end + 2) else { return false }
    let destination = input.part(start..<(bar ?? end)).trimmed
    let text = input.part((bar.map { $0 + 1 } ?? start)..<end)
    guard !destination.isEmpty else { return false }
    let textStart = output.count
    output.append(contentsOf: text)
    links.append(
      Link(
        text: textStart..<output.count, destination: destination.string, line: lineNumber))
    index = end + 2
    return true
  }
}
