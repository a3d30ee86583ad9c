import JSON

/// How a file is laid out, so that what is added looks like the rest.
struct JSONStyle {
  let lineEnding: String
  /// What a level is indented by.
  let indentationUnit: String
  /// Whether the whole file is one line.
  let isOneLine: Bool
  /// Whether no space stands after colons and commas.
  let isCompact: Bool

  init(of bytes: [UInt8], _ root: SettingsNode?) {
    lineEnding = bytes.lineEnding
    let members = root?.members ?? []
    let indented = members.first { bytes.isFirstOnLine($0.keyRange.lowerBound) }
    let unit = indented.map { bytes.indentation(at: $0.keyRange.lowerBound) } ?? ""
    indentationUnit = unit.isEmpty ? "  " : unit
    isOneLine = root.map { !members.isEmpty && !bytes[$0.range].contains(0x0A) } ?? false
    isCompact =
      members.first.map { member in
        !bytes[member.keyRange.upperBound..<member.value.range.lowerBound].contains {
          $0 != UInt8(ascii: ":")
        }
      } ?? false
  }

  /// A member over several lines.
  func member(_ key: String, _ value: JSONValue, indentation: String) -> String {
    JSONValue.string(key).text + (isCompact ? ":" : ": ")
      + text(of: value, indentation: indentation)
  }

  /// A member on one line.
  func inlineMember(_ key: String, _ value: JSONValue) -> String {
    JSONValue.string(key).text + (isCompact ? ":" : ": ") + inlineText(of: value)
  }

  /// A value; objects over several lines, lists on one.
  func text(of value: JSONValue, indentation: String) -> String {
    guard case .object(let object) = value, !object.isEmpty else { return inlineText(of: value) }
    let inner = indentation + indentationUnit
    let lines = object.members.map { inner + member($0.key, $0.value, indentation: inner) }
    return "{" + lineEnding + lines.joined(separator: "," + lineEnding) + lineEnding + indentation
      + "}"
  }

  /// A value that replaces another one: a list over several lines stays one.
  func text(
    of value: EntryField.Value, inPlaceOf node: SettingsNode, in bytes: [UInt8]
  ) -> String {
    guard case .strings(let words) = value, case .array(let elements) = node.content,
      !words.isEmpty,
      let first = elements.first, bytes.isFirstOnLine(first.value.range.lowerBound)
    else { return inlineText(of: value.json) }
    let inner = bytes.indentation(at: first.value.range.lowerBound)
    let outer =
      bytes.isFirstOnLine(node.range.upperBound - 1)
      ? bytes.indentation(at: node.range.upperBound - 1) : ""
    return "[" + lineEnding
      + words.map { inner + JSONValue.string($0).text }.joined(separator: "," + lineEnding)
      + lineEnding + outer + "]"
  }

  private func inlineText(of value: JSONValue) -> String {
    let separator = isCompact ? "," : ", "
    switch value {
    case .object(let object):
      return "{"
        + object.members.map { inlineMember($0.key, $0.value) }.joined(separator: separator)
        + "}"
    case .array(let elements):
      return "[" + elements.map(inlineText).joined(separator: separator) + "]"
    default: return value.text
    }
  }
}

extension EntryField.Value {
  var json: JSONValue {
    switch self {
    case .string(let text): .string(text)
    case .strings(let texts): .array(texts.map { .string($0) })
    }
  }
}
