import JSON

/// JSON Pointer (RFC 6901): the path to a part of a document as text, empty for the whole.
package enum JSONPointer {
  /// A pointer one step further.
  package static func appending(_ token: String, to pointer: String) -> String {
    // Nearly all names are plain.
    if !token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) {
      return "\(pointer)/\(token)"
    }
    var result = pointer + "/"
    for scalar in token.unicodeScalars {
      switch scalar {
      case "~": result += "~0"
      case "/": result += "~1"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The steps of a pointer; `nil` where the text is none.
  package static func tokens(of pointer: String) -> [String]? {
    if pointer.isEmpty { return [] }
    guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
    var tokens: [String] = []
    for part in pointer.utf8.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    {
      guard let token = unescaped(part) else { return nil }
      tokens.append(token)
    }
    return tokens
  }

  private static func unescaped(_ part: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    var rest = part
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension JSONValue {
  /// The member or element that one step of a JSON pointer leads to.
  func part(at token: String) -> JSONValue? {
    switch self {
    case .object(let object): return object[token]
    case .array(let elements):
      // Neither signs nor leading zeros: `01` is no index.
      guard let index = Int(token), String(index) == token, elements.indices.contains(index) else {
        return nil
      }
      return elements[index]
    default: return nil
    }
  }

  /// The part that the steps of a JSON pointer lead to.
  func part(at tokens: [String]) -> JSONValue? {
    var value = self
    for token in tokens {
      guard let part = value.part(at: token) else { return nil }
      value = part
    }
    return value
  }
}
