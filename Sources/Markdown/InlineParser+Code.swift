extension InlineParser {
  /// Text between runs of as many backticks.
  mutating func codeSpan() {
    var contentStart = index
    while contentStart < input.count, input[contentStart] == UInt8(ascii: "`") { contentStart += 1 }
    let length = contentStart - index
    guard let contentEnd = endOfCode(from: contentStart, runLength: length) else {
      output.append(contentsOf: input.part(index..<contentStart))
      index = contentStart
      return
    }
    let code = Self.code(input.part(contentStart..<contentEnd))
    output.append(contentsOf: code)
    codeSpans.append(String(decoding: code, as: UTF8.self))
    advance(to: contentEnd + length)
  }

  private mutating func endOfCode(from start: Int, runLength: Int) -> Int? {
    guard canLookAhead else { return nil }
    var position = start
    while position < input.count {
      guard input[position] == UInt8(ascii: "`") else {
        position += 1
        continue
      }
      let runStart = position
      while position < input.count, input[position] == UInt8(ascii: "`") { position += 1 }
      if position - runStart == runLength { return runStart }
    }
    chargeLookAhead(position - start)
    return nil
  }

  /// Line ends become spaces, and one space of padding at both ends goes.
  private static func code(_ content: Bytes) -> [UInt8] {
    var code = content.map { $0 == UInt8(ascii: "\n") ? 0x20 : $0 }
    if code.count > 2, code.first == 0x20, code.last == 0x20, code.contains(where: { $0 != 0x20 }) {
      code.removeFirst()
      code.removeLast()
    }
    return code
  }

  /// `&amp;`, `&#39;`, `&#x27;`; anything else is text.
  mutating func entity() {
    let start = index + 1
    var end = start
    while end < input.count, end - start < 10,
      input[end].isASCIILetter || input[end].isASCIIDigit || input[end] == UInt8(ascii: "#")
    {
      end += 1
    }
    guard input.has(";", at: end), let text = Self.entity(input.part(start..<end)) else {
      keep()
      return
    }
    output.append(contentsOf: text.utf8)
    index = end + 1
  }

  private static func entity(_ name: Bytes) -> String? {
    if name.first == UInt8(ascii: "#") {
      let isHexadecimal = name.count > 1 && name[1].lowercasedASCII == UInt8(ascii: "x")
      let digits = name.part(isHexadecimal ? 2..<name.count : 1..<name.count)
      guard let code = UInt32(digits.string, radix: isHexadecimal ? 16 : 10) else { return nil }
      return String(Unicode.Scalar(code == 0 ? 0xFFFD : code) ?? "\u{FFFD}")
    }
    // The ones people type; the other two thousand show as they are written.
    switch name.string {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    // In plain text, the difference to a space would only get into the way of search.
    case "nbsp": return " "
    case "ndash": return "–"
    case "mdash": return "—"
    case "hellip": return "…"
    default: return nil
    }
  }
}
