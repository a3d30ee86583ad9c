import JSON

extension TemplateParser {
  /// The next mark, with the text before it appended; `nil` at the end, with the rest appended.
  mutating func nextMark(appendingTextTo nodes: inout [TemplateNode]) -> TemplateMark? {
    let textStart = index
    guard let opening = nextOpening() else {
      append(textStart..<bytes.count, to: &nodes)
      index = bytes.count
      return nil
    }
    index = opening + 2
    let kind = bytes[opening + 1]
    var tag: TemplateTag =
      switch kind {
      case UInt8(ascii: "{"): outputTag(openedAt: opening)
      case UInt8(ascii: "%"): statementTag(openedAt: opening)
      default: commentTag(openedAt: opening)
      }
    var textEnd = opening
    if kind != UInt8(ascii: "{"), let line = ownLine(of: opening, endingAt: index) {
      textEnd = max(line.lowerBound, textStart)
      index = line.upperBound
    }
    append(textStart..<textEnd, to: &nodes)
    if case .verbatim = tag { tag = verbatimTag(openedAt: opening) }
    return TemplateMark(tag: tag, utf8Offset: opening)
  }

  private func append(_ text: Range<Int>, to nodes: inout [TemplateNode]) {
    if !text.isEmpty { nodes.append(.text(text)) }
  }

  private func nextOpening() -> Int? {
    var position = index
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: "{") {
        switch bytes[position + 1] {
        case UInt8(ascii: "{"), UInt8(ascii: "%"), UInt8(ascii: "#"): return position
        default: break
        }
      }
      position += 1
    }
    return nil
  }

  /// The blanks at the start of the line before a place, where there is nothing else.
  func indentation(before position: Int) -> Range<Int> {
    var lineStart = position
    while lineStart > start, bytes[lineStart - 1].isBlank { lineStart -= 1 }
    let isLineStart = lineStart == start || bytes[lineStart - 1] == UInt8(ascii: "\n")
    return isLineStart ? lineStart..<position : position..<position
  }

  /// The whole line, its end included, of a mark that is alone on it; `nil` where it is not. A mark over
  /// several lines has all of them.
  private func ownLine(of opening: Int, endingAt end: Int) -> Range<Int>? {
    let indentation = indentation(before: opening)
    guard
      !indentation.isEmpty || opening == start || bytes[opening - 1] == UInt8(ascii: "\n")
    else { return nil }
    return endOfLine(from: end).map { indentation.lowerBound..<$0 }
  }

  /// Where the next line begins, if nothing but blanks stands before it.
  private func endOfLine(from position: Int) -> Int? {
    var position = position
    while position < bytes.count, bytes[position].isBlank { position += 1 }
    if position < bytes.count, bytes[position] == UInt8(ascii: "\r") { position += 1 }
    if position == bytes.count { return position }
    return bytes[position] == UInt8(ascii: "\n") ? position + 1 : nil
  }

  private mutating func commentTag(openedAt opening: Int) -> TemplateTag {
    guard let end = find("#}", from: index) else {
      abandon(TemplateFault(.unclosedMark("{#", "#}"), at: opening))
      return .invalid
    }
    index = end + 2
    return .comment
  }

  private mutating func outputTag(openedAt opening: Int) -> TemplateTag {
    do throws(TemplateFault) {
      try rejectWhitespaceMark()
      let value = try expression()
      try close("}}")
      return .output(value)
    } catch {
      recover(from: error, openedAt: opening, "{{", "}}")
      return .invalid
    }
  }

  private mutating func statementTag(openedAt opening: Int) -> TemplateTag {
    skipWhitespace()
    let wordStart = index
    let word = name()?.text ?? ""
    do throws(TemplateFault) {
      index = wordStart
      try rejectWhitespaceMark()
      index = wordStart + word.utf8.count
      let tag = try statement(word, at: wordStart)
      try close("%}")
      return tag
    } catch {
      recover(from: error, openedAt: opening, "{%", "%}")
      // The block goes on being one, or its end would be called stray.
      return switch word {
      case "if": .condition(.literal(.null))
      case "elif": .alternative(.literal(.null))
      case "for": .loop(variable: "", rows: .literal([]), utf8Offset: opening)
      default: .invalid
      }
    }
  }

  private mutating func statement(
    _ word: String, at wordStart: Int
  ) throws(TemplateFault) -> TemplateTag {
    switch word {
    case "if": return .condition(try expression())
    case "elif": return .alternative(try expression())
    case "else": return .otherwise
    case "endif": return .endCondition
    case "endfor": return .endLoop
    case "raw": return .verbatim(index..<index)
    case "endraw": return .endVerbatim
    case "for":
      let variable = try newName()
      guard name()?.text == "in" else { throw fault(.expected("'in'")) }
      skipWhitespace()
      let rowsStart = index
      return .loop(variable: variable, rows: try expression(), utf8Offset: rowsStart)
    case "set":
      let variable = try newName()
      guard advance(over: "=") else { throw fault(.expected("'='")) }
      return .assignment(name: variable, try expression())
    case "include":
      skipWhitespace()
      guard let path = try string() else { throw fault(.includedPathNotWritten) }
      return .inclusion(path: path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
    case "": throw TemplateFault(.missingStatement, at: wordStart)
    default: throw TemplateFault(.unknownStatement(word), at: wordStart)
    }
  }

  /// The text up to `{% endraw %}`.
  private mutating func verbatimTag(openedAt opening: Int) -> TemplateTag {
    let textStart = index
    while let candidate = find("{%", from: index) {
      index = candidate + 2
      guard name()?.text == "endraw", advance(over: "%}") else { continue }
      var textEnd = candidate
      if let line = ownLine(of: candidate, endingAt: index) {
        textEnd = max(textStart, line.lowerBound)
        index = line.upperBound
      }
      return .verbatim(textStart..<textEnd)
    }
    abandon(TemplateFault(.unclosedBlock("raw"), at: opening))
    return .invalid
  }

  private func rejectWhitespaceMark() throws(TemplateFault) {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "-") else { return }
    // Otherwise it is the sign of a number.
    if index + 1 == bytes.count || !bytes[index + 1].isDigit { throw fault(.whitespaceMark) }
  }

  /// Expects the end of a mark.
  private mutating func close(_ closing: StaticString) throws(TemplateFault) {
    if advance(over: closing) { return }
    if index < bytes.count, bytes[index] == UInt8(ascii: "=") {
      throw fault(.assignmentInExpression)
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") { throw fault(.whitespaceMark) }
    throw fault(.expected("'\(closing)'"))
  }

  /// Reports a fault and goes on behind the mark. Where the mark has no end, that is the fault.
  private mutating func recover(
    from fault: TemplateFault, openedAt opening: Int, _ openingText: String,
    _ closing: StaticString
  ) {
    guard let end = find(closing, from: index) else {
      abandon(TemplateFault(.unclosedMark(openingText, "\(closing)"), at: opening))
      return
    }
    index = end + closing.utf8CodeUnitCount
    report(fault)
  }
}
