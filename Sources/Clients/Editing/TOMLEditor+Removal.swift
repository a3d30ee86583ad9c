extension TOMLEditor {
  /// The text without the table or value that a path leads to: its headers with what stands below them, its dotted
  /// keys, its member of an inline table.
  static func removing(_ path: [String], from bytes: [UInt8]) throws(SettingsFault) -> [UInt8] {
    let statements = try TOMLDocument(bytes).statements
    var ranges: [Range<Int>] = []
    for (index, statement) in statements.enumerated() {
      switch statement {
      case .header(let keys, _, let range):
        guard keys.map(\.text).starts(with: path) else { continue }
        let pairs = statements[(index + 1)...].prefix { $0.isPair }
        ranges.append(bytes.lines(of: range.lowerBound..<(pairs.last ?? statement).end))
      case .pair(let table, let keys, let value):
        let full = table + keys.map(\.text)
        if full.starts(with: path), !table.starts(with: path) {
          ranges.append(bytes.lines(of: keys[0].range.lowerBound..<value.range.upperBound))
        } else if path.starts(with: full), path.count > full.count {
          return bytes.applying(try edits(removing: path[full.count...], from: value, bytes))
        }
      }
    }
    return bytes.applying(bytes.withBlankLines(ranges).map { .removal($0) })
  }

  /// Removes a member of an inline table.
  private static func edits(
    removing path: ArraySlice<String>, from table: SettingsNode, _ bytes: [UInt8]
  ) throws(SettingsFault) -> [TextEdit] {
    guard let key = path.first, let members = table.members,
      let index = members.firstIndex(where: { $0.key.utf8.elementsEqual(key.utf8) })
    else { return [] }
    let member = members[index]
    if path.count > 1 { return try edits(removing: path.dropFirst(), from: member.value, bytes) }
    let isPlain = index == members.count - 1 || member.commaOffset != nil
    guard isPlain, bytes[table.range].first == UInt8(ascii: "{"),
      index == 0 || members[index - 1].commaOffset != nil,
      bytes[
        member.keyRange.upperBound..<max(member.keyRange.upperBound, member.value.range.lowerBound)
      ]
      .contains(UInt8(ascii: "="))
    else {
      throw SettingsFault(
        "'\(key)' is written with dotted keys in an inline table", at: member.keyRange.lowerBound,
        notes: ["remove it by hand"])
    }
    let end = member.value.range.upperBound
    if members.count == 1 {
      return [.removal(table.range.lowerBound + 1..<table.range.upperBound - 1)]
    }
    if index == members.count - 1, let previous = members[index - 1].commaOffset {
      let range = member.commaOffset.map { previous + 1..<$0 + 1 } ?? previous..<end
      return [.removal(range)]
    }
    let next = (member.commaOffset ?? end) + 1
    return [.removal(member.keyRange.lowerBound..<bytes[next...].prefix(while: \.isBlank).endIndex)]
  }
}

extension TOMLDocument.Statement {
  fileprivate var isPair: Bool {
    if case .pair = self { true } else { false }
  }

  /// Where it ends, comments not counted.
  fileprivate var end: Int {
    switch self {
    case .header(_, _, let range): range.upperBound
    case .pair(_, _, let value): value.range.upperBound
    }
  }
}

extension [UInt8] {
  /// The whole lines of a range.
  fileprivate func lines(of range: Range<Int>) -> Range<Int> {
    lineStart(of: range.lowerBound)..<nextLine(after: range.upperBound)
  }

  /// Ranges of lines, in order, joined where they touch but for blank lines, each with one blank line before it
  /// where another blank line or the end of the text comes after it.
  fileprivate func withBlankLines(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, isSpace(last.upperBound..<range.lowerBound) {
        joined[joined.count - 1] = last.lowerBound..<range.upperBound
      } else {
        joined.append(range)
      }
    }
    return joined.map { range in
      let previous = range.lowerBound > 0 ? lineStart(of: range.lowerBound - 1) : 0
      guard range.lowerBound > 0, isSpace(previous..<range.lowerBound),
        range.upperBound == count || isSpace(range.upperBound..<nextLine(after: range.upperBound))
      else { return range }
      return previous..<range.upperBound
    }
  }

  private func isSpace(_ range: Range<Int>) -> Bool {
    self[range].allSatisfy { $0.isBlank || $0 == 0x0A || $0 == 0x0D }
  }
}
