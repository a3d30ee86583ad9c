import JSON

/// Changes JSON with comments by place: what is not changed stays byte for byte, what is new looks like the rest.
struct JSONEditor {
  let bytes: [UInt8]
  let root: SettingsNode?
  private let style: JSONStyle

  /// - Parameter root: the file as `JSONCParser` reads it.
  init(_ bytes: [UInt8], _ root: SettingsNode?) {
    self.bytes = bytes
    self.root = root
    style = JSONStyle(of: bytes, root)
  }

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
