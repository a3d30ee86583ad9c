import JSON

/// Changes JSON with comments by place: what is not changed stays byte for byte, what is new looks like the rest.
struct JSONEditor {
  let bytes: [UInt8]
  private let root: SettingsNode?
  private let style: JSONStyle

  /// - Parameter root: the file as `JSONCParser` reads it.
  init(_ bytes: [UInt8], _ root: SettingsNode?) {
    self.bytes = bytes
    self.root = root
    style = JSONStyle(of: bytes, root)
  }

  // MARK: - Setting

  /// The text with fields set in the object that a path leads to; objects on the way are made where they are
  /// missing.
  /// - Throws: where something else than an object is on the way.
  func setting(_ fields: [EntryField], at path: [String]) throws(SettingsFault) -> [UInt8] {
    var node = root
    var shownPath = "the file"
    for (index, key) in path.enumerated() {
      guard let object = node else { return appending(nested(fields, below: path[...])) }
      guard object.members != nil else {
        throw SettingsFault(
          "\(shownPath) is \(object.kindName) instead of an object", at: object.range.lowerBound)
      }
      guard let member = object.member(key) else {
        let value = nested(fields, below: path[(index + 1)...])
        return bytes.applying(insertion(of: key, value, into: object))
      }
      node = member.value
      shownPath = "'\(key)'"
    }
    guard let entry = node else { return bytes }
    return setting(fields, in: entry)
  }

  /// Sets the fields of an object that is there.
  private func setting(_ fields: [EntryField], in entry: SettingsNode) -> [UInt8] {
    // One after the other: two new members go to the same place, and the second needs the comma of the first.
    for field in fields {
      if let node = entry[field.key] {
        guard !field.value.matches(node) else { continue }
        let edit = TextEdit(node.range, style.text(of: field.value, inPlaceOf: node, in: bytes))
        return again(edits: [edit], fields, from: entry)
      }
      return again(
        edits: insertion(of: field.key, field.value.json, into: entry), fields, from: entry)
    }
    return bytes
  }

  private func again(
    edits: [TextEdit], _ fields: [EntryField], from entry: SettingsNode
  ) -> [UInt8] {
    let changed = bytes.applying(edits)
    // The object begins where it began: all edits lie inside it.
    guard let root = try? JSONCParser.parse(changed),
      let entry = root.object(startingAt: entry.range.lowerBound)
    else { return changed }
    return JSONEditor(changed, root).setting(fields, in: entry)
  }

  private func nested(_ fields: [EntryField], below path: ArraySlice<String>) -> JSONValue {
    let entry = JSONValue.object(fields.map { .init(key: $0.key, value: $0.value.json) })
    return path.reversed().reduce(entry) { value, key in .object([.init(key: key, value: value)]) }
  }

  /// A file without a value gets one, after what comments it has.
  private func appending(_ value: JSONValue) -> [UInt8] {
    let text = style.text(of: value, indentation: "") + style.lineEnding
    let isBlank = bytes.allSatisfy { $0.isBlank || $0 == 0x0A || $0 == 0x0D }
    if isBlank { return Array(text.utf8) }
    let isByteOrderMark = bytes == [0xEF, 0xBB, 0xBF]
    let separator = isByteOrderMark || bytes.last == 0x0A ? "" : style.lineEnding
    return bytes + Array((separator + text).utf8)
  }

  /// The edits that add a member at the end of an object.
  private func insertion(
    of key: String, _ value: JSONValue, into object: SettingsNode
  ) -> [TextEdit] {
    let members = object.members ?? []
    guard let last = members.last else { return [insertionIntoEmpty(object, key, value)] }
    let end = last.value.range.upperBound
    guard bytes.isFirstOnLine(last.keyRange.lowerBound) else {
      let member = style.inlineMember(key, value)
      let space = style.isCompact ? "" : " "
      guard let comma = last.commaOffset else {
        return [.insertion("," + space + member, at: end)]
      }
      return [.insertion(space + member + ",", at: comma + 1)]
    }
    let indentation = bytes.indentation(at: last.keyRange.lowerBound)
    let member = style.lineEnding + indentation + style.member(key, value, indentation: indentation)
    let place = endOfLineContent(after: last.commaOffset.map { $0 + 1 } ?? end)
    guard last.commaOffset == nil else { return [.insertion(member + ",", at: place)] }
    return [.insertion(",", at: end), .insertion(member, at: place)]
  }

  private func insertionIntoEmpty(
    _ object: SettingsNode, _ key: String, _ value: JSONValue
  ) -> TextEdit {
    let inner = object.range.lowerBound + 1..<object.range.upperBound - 1
    if style.isOneLine { return TextEdit(inner, style.inlineMember(key, value)) }
    let outer = bytes.indentation(at: object.range.lowerBound)
    let indentation = outer + style.indentationUnit
    let member = indentation + style.member(key, value, indentation: indentation) + style.lineEnding
    if bytes[inner].allSatisfy({ $0.isBlank || $0 == 0x0A || $0 == 0x0D }) {
      return TextEdit(inner, style.lineEnding + member + outer)
    }
    // Comments stay where they are.
    if bytes.isFirstOnLine(inner.upperBound) {
      return .insertion(member, at: bytes.lineStart(of: inner.upperBound))
    }
    return .insertion(style.lineEnding + member + outer, at: inner.upperBound)
  }

  /// The end of what stands on a line after an offset and belongs to what stands before it: comments.
  private func endOfLineContent(after offset: Int) -> Int {
    var end = offset
    var index = offset
    while index < bytes.count {
      if bytes[index].isBlank {
        index += 1
      } else if bytes[index...].starts(with: Array("//".utf8)) {
        return bytes.lineEnd(of: index)
      } else if bytes[index...].starts(with: Array("/*".utf8)) {
        let lineEnd = bytes.lineEnd(of: index)
        var close = index + 2
        while close + 1 < lineEnd,
          bytes[close] != UInt8(ascii: "*") || bytes[close + 1] != UInt8(ascii: "/")
        {
          close += 1
        }
        guard close + 1 < lineEnd else { return end }
        index = close + 2
        end = index
      } else {
        return end
      }
    }
    return end
  }

  // MARK: - Removing

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

extension SettingsNode {
  /// The object that begins at an offset.
  fileprivate func object(startingAt offset: Int) -> SettingsNode? {
    guard range.contains(offset), let members else { return nil }
    if range.lowerBound == offset { return self }
    for member in members {
      if let found = member.value.object(startingAt: offset) { return found }
    }
    return nil
  }
}
