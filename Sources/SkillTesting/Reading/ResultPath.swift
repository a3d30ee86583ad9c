import Diagnostics
package import JSON

/// The way to a value in a result: `vectors[0].name`, `vectors[*].page`.
///
/// Member names are separated by dots, `[n]` is an element counted from 0, `[*]` stands for each
/// element.
package struct ResultPath: Sendable, Equatable {
  enum Part: Sendable, Equatable {
    case member(String)
    case element(Int)
    case everyElement
  }

  /// Why a text is no path.
  package struct Problem: Error, Equatable {
    package var message: String
  }

  /// As written.
  package let text: String
  let parts: [Part]

  /// Whether it may lead to several values.
  package var hasWildcard: Bool { parts.contains(.everyElement) }

  package init(parsing text: String) throws(Problem) {
    self.text = text
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "[") {
        guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "]")) else {
          throw Problem(message: "'[' has no ']'")
        }
        parts.append(try Self.part(inBrackets: bytes[(index + 1)..<end]))
        index = end + 1
        continue
      }
      if bytes[index] == UInt8(ascii: "]") { throw Problem(message: "']' has no '['") }
      if !parts.isEmpty {
        guard bytes[index] == UInt8(ascii: ".") else {
          throw Problem(message: "a '.' is missing after ']'")
        }
        index += 1
      }
      let name = bytes[index...].prefix { !".[]".utf8.contains($0) }
      guard !name.isEmpty else { throw Problem(message: "a name is missing") }
      parts.append(.member(String(decoding: name, as: UTF8.self)))
      index = name.endIndex
    }
    guard !parts.isEmpty else { throw Problem(message: "it is empty") }
    self.parts = parts
  }

  private static func part(inBrackets bytes: ArraySlice<UInt8>) throws(Problem) -> Part {
    let text = String(decoding: bytes, as: UTF8.self)
    if text == "*" { return .everyElement }
    let isIndex = bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard isIndex, let index = Int(text) else {
      throw Problem(message: "'[\(text)]' is neither '[*]' nor an index from 0")
    }
    return .element(index)
  }

  // MARK: - Following

  /// What the path leads to.
  /// - Returns: the values, and where there are none, the reason.
  package func values(in root: JSONValue) -> (values: [JSONValue], miss: String?) {
    var values = [root]
    var walked = "the result"
    for part in parts {
      var next: [JSONValue] = []
      var miss: String?
      for value in values {
        switch Self.step(from: value, part, walked) {
        case .success(let found): next += found
        case .failure(let problem): miss = miss ?? problem.message
        }
      }
      guard !next.isEmpty else { return ([], miss ?? "\(walked) is empty") }
      values = next
      walked = Self.appending(part, to: walked)
    }
    return (values, nil)
  }

  private static func step(
    from value: JSONValue, _ part: Part, _ walked: String
  ) -> Result<[JSONValue], Problem> {
    switch (part, value) {
    case (.member(let name), .object(let object)):
      if let value = object[name] { return .success([value]) }
      let nearest = closestMatch(to: name, in: object.keys).map { "; did you mean '\($0)'?" }
      return .failure(Problem(message: "\(walked) has no member '\(name)'" + (nearest ?? "")))
    case (.element(let index), .array(let elements)):
      if index < elements.count { return .success([elements[index]]) }
      return .failure(
        Problem(message: "\(walked) has no element \(index), its count is \(elements.count)"))
    case (.everyElement, .array(let elements)):
      return .success(elements)
    case (.member(let name), _):
      return .failure(
        Problem(message: "\(walked) has no member '\(name)': it is of type \(value.typeName)"))
    default:
      return .failure(Problem(message: "\(walked) is of type \(value.typeName), not an array"))
    }
  }

  private static func appending(_ part: Part, to walked: String) -> String {
    let base = walked == "the result" ? "" : String(walked.dropFirst().dropLast())
    return switch part {
    case .member(let name): "'\(base.isEmpty ? name : base + "." + name)'"
    case .element(let index): "'\(base)[\(index)]'"
    case .everyElement: "'\(base)[*]'"
    }
  }
}
