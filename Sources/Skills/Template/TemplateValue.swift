import JSON

extension JSONValue {
  /// Whether a condition takes the value as true: not null, false, 0, `""`, `[]` and `{}`.
  var isTruthy: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .number(let number): !number.hasSameValue(as: JSONNumber(0))
    case .string(let string): !string.isEmpty
    case .array(let elements): !elements.isEmpty
    case .object(let object): !object.isEmpty
    }
  }

  /// Equality as a writer of templates means it: `1` is `1.0`.
  func isSame(as other: JSONValue) -> Bool {
    if case .number(let left) = self, case .number(let right) = other {
      return left.hasSameValue(as: right)
    }
    return self == other
  }

  /// The value as running text.
  var plainText: String {
    switch self {
    case .null: return ""
    case .bool(let value): return value ? "true" : "false"
    case .number(let number): return number.text
    case .string(let string): return string
    case .array(let elements):
      let isPlain = elements.allSatisfy { $0.arrayValue == nil && $0.objectValue == nil }
      return isPlain ? elements.map(\.plainText).joined(separator: ", ") : text
    case .object: return text
    }
  }

  /// The rows of an answer: the array itself, or the only array among the members of an object.
  var rows: [JSONValue]? {
    if case .array(let elements) = self { return elements }
    let names = arrayMembers
    return names.count == 1 ? self[names[0]]?.arrayValue : nil
  }

  /// The names of an object's members that are arrays.
  var arrayMembers: [String] {
    (objectValue?.members ?? []).filter { $0.value.arrayValue != nil }.map(\.key)
  }

  /// The kind in a reader's words.
  var kindInWords: String {
    switch self {
    case .null: "null"
    case .bool: "a Boolean"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension String {
  /// The text as the content of one cell of a table: on one line, and without an end of the cell in it.
  var asTableCell: String {
    guard utf8.contains(where: { $0 == 0x7C || $0 == 0x0A || $0 == 0x0D }) else { return self }
    var cell = ""
    for character in self {
      // "\r\n" is one character.
      if character == "|" {
        cell += "\\|"
      } else if character.isNewline {
        cell += " "
      } else {
        cell.append(character)
      }
    }
    return cell
  }

  /// The text with something put behind every line end.
  func indentingFurtherLines(by indentation: String) -> String {
    guard utf8.contains(UInt8(ascii: "\n")), !indentation.isEmpty else { return self }
    return split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\n" + indentation)
  }
}
