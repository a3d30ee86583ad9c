extension JSONEditor {
  /// The text without the last member that a path leads to; the same text where there is none.
  func removing(_ path: [String]) -> [UInt8] {
    guard let key = path.last, let object = root?[path: path.dropLast()],
      let members = object.members,
      let index = members.lastIndex(where: { $0.key.utf8.elementsEqual(key.utf8) })
    else { return bytes }
    let member = members[index]
    let start = member.keyRange.lowerBound
    let end = member.commaOffset.map { $0 + 1 } ?? member.value.range.upperBound
    let inner = object.range.lowerBound + 1..<object.range.upperBound - 1
    if members.count == 1 {
      let rest = Array(bytes[inner.lowerBound..<start] + bytes[end..<inner.upperBound])
      if rest.allSatisfy({ $0.isBlank || $0 == 0x0A || $0 == 0x0D }) {
        return bytes.applying([.removal(inner)])
      }
    }
    let previousComma = index > 0 ? members[index - 1].commaOffset : nil
    let isLast = index == members.count - 1
    // The comma before is needed no more where none comes after.
    let spareComma = isLast && member.commaOffset == nil ? previousComma : nil
    let gap = (previousComma.map { $0 + 1 } ?? inner.lowerBound)..<start
    let hasComment = bytes[gap].contains { !$0.isBlank && $0 != 0x0A && $0 != 0x0D }
    var edits: [TextEdit] = []
    if bytes.isFirstOnLine(start) {
      edits.append(.removal(lines(from: start, to: end, takingLineEndBefore: !hasComment)))
    } else if isLast, index > 0, !hasComment {
      edits.append(.removal(gap.lowerBound..<end))
    } else {
      edits.append(.removal(start..<bytes[end...].prefix(while: \.isBlank).endIndex))
    }
    if let spareComma { edits.append(.removal(spareComma..<spareComma + 1)) }
    return bytes.applying(edits)
  }

  /// Whole lines where nothing else stands on them.
  private func lines(
    from start: Int, to end: Int, takingLineEndBefore: Bool
  ) -> Range<Int> {
    let rest = bytes[end...].prefix(while: \.isBlank).endIndex
    let isLineEnd = rest == bytes.count || rest == bytes.lineEnd(of: rest)
    if isLineEnd { return bytes.lineStart(of: start)..<bytes.nextLine(after: rest) }
    guard bytes[rest] == UInt8(ascii: "}"), takingLineEndBefore else { return start..<rest }
    // The line end before goes, not the one behind.
    var first = bytes.lineStart(of: start)
    if first > 0 { first -= 1 }
    if first > 0, bytes[first - 1] == UInt8(ascii: "\r") { first -= 1 }
    return first..<end
  }
}
