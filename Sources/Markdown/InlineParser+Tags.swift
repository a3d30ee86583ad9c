extension InlineParser {
  /// An `<a href>` that waits for `</a>`.
  struct Anchor {
    /// Where its text begins in the output.
    let offset: Int
    let destination: String
    let line: Int
  }

  private static let maximumAnchors = 32

  /// `<`: an address, a comment, a tag, or just the sign.
  mutating func angle() {
    if address() { return }
    guard !keepsTags, canLookAhead else { return keep() }
    if input.has("<!--", at: index) { return comment() }
    var scanned = 0
    guard let tag = HTMLTag(input, at: index, scannedByteCount: &scanned) else {
      chargeLookAhead(scanned)
      return keep()
    }
    guard tag.isDropped(in: input) else { return keep() }
    apply(tag)
    advance(to: tag.end)
  }

  private mutating func comment() {
    guard let end = input.firstIndex(of: "-->", from: index + 4) else {
      chargeLookAhead(input.count - index)
      return keep()
    }
    advance(to: end + 3)
    // One space is enough where two stood around it.
    if output.last == 0x20, input.has(" ", at: index) { index += 1 }
  }

  private mutating func apply(_ tag: HTMLTag) {
    let name = HTMLNames.lowercased(input.part(tag.name))
    switch name {
    case "br":
      beginLine(isHard: true)
    case "a":
      if tag.isClosing { closeAnchor() } else { openAnchor(tag) }
    case "img":
      let start = output.count
      if let alternative = tag.alternative {
        output.append(contentsOf: input.part(alternative))
      }
      if let source = tag.source {
        addLink(start..<output.count, input.part(source).string, line: lineNumber)
      }
    case "td", "th":
      if let last = output.last, !last.isWhitespace { output.append(0x20) }
    case let name where HTMLNames.blocks.contains(name):
      beginLine(isHard: true)
    default:
      break
    }
  }

  private mutating func openAnchor(_ tag: HTMLTag) {
    guard let href = tag.href, anchors.count < Self.maximumAnchors else { return }
    anchors.append(
      Anchor(offset: output.count, destination: input.part(href).string, line: lineNumber))
  }

  private mutating func closeAnchor() {
    guard let anchor = anchors.popLast() else { return }
    // White space may have been cut off the output since.
    let start = min(anchor.offset, output.count)
    addLink(start..<output.count, anchor.destination, line: anchor.line)
  }

  private mutating func addLink(_ text: Range<Int>, _ destination: String, line: Int) {
    links.append(Link(text: text, destination: destination, line: line))
  }
}
