extension InlineParser {
  /// `(destination "title")` at an index.
  mutating func inlineTarget(at start: Int) -> (destination: String, end: Int)? {
    guard input.has("(", at: start), canLookAhead else { return nil }
    var position = skippingWhitespace(from: start + 1)
    let destination = destination(at: &position)
    let end = destination.flatMap { _ in endOfTarget(from: &position) }
    guard let destination, let end else {
      chargeLookAhead(position - start)
      return nil
    }
    return (input.part(destination).string, end)
  }

  /// `<anything but line ends>`, or text without white space in which parentheses are paired.
  private func destination(at position: inout Int) -> Range<Int>? {
    let start = position
    if input.has("<", at: start) {
      position += 1
      while position < input.count, input[position] != UInt8(ascii: ">"),
        input[position] != UInt8(ascii: "\n"), input[position] != UInt8(ascii: "<")
      { position += 1 }
      guard input.has(">", at: position) else { return nil }
      position += 1
      return start + 1..<position - 1
    }
    var depth = 0
    while position < input.count, !input[position].isWhitespace {
      let byte = input[position]
      if byte == UInt8(ascii: "(") {
        depth += 1
        guard depth <= Self.maximumBrackets else { return nil }
      } else if byte == UInt8(ascii: ")") {
        if depth == 0 { break }
        depth -= 1
      } else if byte == UInt8(ascii: "\\"), position + 1 < input.count,
        input[position + 1].isASCIIPunctuation
      {
        position += 1
      }
      position += 1
    }
    return depth == 0 ? start..<position : nil
  }

  /// The title, where there is one, and `)`.
  private func endOfTarget(from position: inout Int) -> Int? {
    let gapStart = position
    position = skippingWhitespace(from: position)
    if position > gapStart, position < input.count {
      let opening = input[position]
      switch opening {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("):
        let closing = opening == UInt8(ascii: "(") ? UInt8(ascii: ")") : opening
        position += 1
        while position < input.count, input[position] != closing {
          position += input[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = skippingWhitespace(from: position + 1)
      default: break
      }
    }
    return input.has(")", at: position) ? position + 1 : nil
  }

  private func skippingWhitespace(from start: Int) -> Int {
    var position = start
    while position < input.count, input[position].isWhitespace { position += 1 }
    return position
  }
}
