import JSON

/// A result as text for people: one line a fact, lists with dashes, texts indented below their names.
enum Outline {
  /// The lines of an object.
  static func text(of object: JSONObject) -> String {
    lines(of: object).joined(separator: "\n")
  }

  private static func lines(of object: JSONObject) -> [String] {
    object.members.flatMap { lines(named: $0.key, $0.value) }
  }

  private static func lines(named name: String, _ value: JSONValue) -> [String] {
    switch value {
    case .object(let object):
      return ["\(name):"] + indented(lines(of: object))
    case .array(let elements) where elements.contains(where: \.isStructured):
      return ["\(name):"] + elements.flatMap(item)
    case .array(let elements):
      return [
        "\(name): " + (elements.isEmpty ? "none" : elements.map(scalar).joined(separator: "; "))
      ]
    case .string(let text) where text.utf8.contains(UInt8(ascii: "\n")):
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      while lines.last == "" { lines.removeLast() }
      return ["\(name):"] + indented(lines)
    default:
      return ["\(name): \(scalar(value))"]
    }
  }

  private static func item(_ value: JSONValue) -> [String] {
    let lines: [String] =
      switch value {
      case .object(let object): lines(of: object)
      case .array(let elements): elements.flatMap(item)
      default: [scalar(value)]
      }
    return lines.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
  }

  private static func indented(_ lines: [String]) -> [String] {
    lines.map { $0.isEmpty ? "" : "  " + $0 }
  }

  private static func scalar(_ value: JSONValue) -> String {
    switch value {
    case .null: "none"
    case .bool(let value): value ? "yes" : "no"
    case .string(let text): text
    default: value.text
    }
  }
}

extension JSONValue {
  fileprivate var isStructured: Bool {
    switch self {
    case .object, .array: true
    default: false
    }
  }
}
