/// Questions about single lines, asked of their text without leading white space.
extension UnsafeBufferPointer<UInt8> {
  /// Three or more of `*`, `-` or `_`, and white space.
  var isThematicBreak: Bool {
    guard let mark = first,
      mark == UInt8(ascii: "*") || mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_")
    else { return false }
    var marks = 0
    for byte in self {
      if byte == mark { marks += 1 } else if !byte.isWhitespace { return false }
    }
    return marks >= 3
  }

  /// The level of heading that the line makes of the paragraph above it: 1 for `===`, 2 for `---`.
  var setextLevel: Int? {
    guard let mark = first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else {
      return nil
    }
    let run = prefix { $0 == mark }.count
    guard self[run...].allSatisfy(\.isWhitespace) else { return nil }
    return mark == UInt8(ascii: "=") ? 1 : 2
  }

  /// The level and text of `## Heading ##`; `nil` for `#NoSpace` and more than six marks.
  var atxHeading: (level: Int, text: Bytes)? {
    let level = prefix { $0 == UInt8(ascii: "#") }.count
    guard level >= 1, level <= 6, level == count || self[level].isSpaceOrTab else { return nil }
    let text = part(level..<count).trimmed
    var end = text.count
    while end > 0, text[end - 1] == UInt8(ascii: "#") { end -= 1 }
    // Closing marks stand apart: "# C#" is about C#.
    if end > 0, !text[end - 1].isSpaceOrTab { end = text.count }
    return (level, text.part(0..<end).trimmed)
  }

  /// Whether the line is one of MDX's `import` or `export` statements rather than prose that begins
  /// with the word.
  var isModuleStatement: Bool {
    if has("import ", at: 0) {
      let rest = part(7..<count).trimmed
      guard let next = rest.first else { return false }
      if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") { return true }
      if next == UInt8(ascii: "{") || next == UInt8(ascii: "*") { return true }
      return rest.firstIndex(of: " from '", from: 0) != nil
        || rest.firstIndex(of: " from \"", from: 0) != nil
    }
    guard has("export ", at: 0) else { return false }
    let rest = part(7..<count)
    return rest.has("const ", at: 0) || rest.has("default ", at: 0) || rest.has("let ", at: 0)
      || rest.has("var ", at: 0) || rest.has("function ", at: 0) || rest.has("{", at: 0)
      || rest.has("* from", at: 0)
  }
}
