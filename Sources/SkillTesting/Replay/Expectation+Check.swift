import JSON
import JSONSchema

extension Expectation {
  /// What is wrong with a result: what was expected and what was got. `nil` where nothing is.
  func failure(of answer: Answer) -> String? {
    switch kind {
    case .value(let path, let comparison): Self.failure(of: answer, path, comparison)
    case .text(let text):
      answer.value.contains(text: text) || answer.text.contains(text)
        ? nil : "the result does not contain '\(text)', it is \(Self.short(answer.text))"
    case .cites(let page):
      answer.value.cites(page) || answer.value.stringValue?.contains(page) == true
        ? nil : "no page, path or uri in the result names '\(page)'" + Self.cited(answer.value)
    case .error(let shouldFail):
      // That a call fails unasked is said once for the whole step.
      shouldFail && !answer.isError
        ? "the call should fail, but answers \(Self.short(answer.text))" : nil
    }
  }

  private static func failure(
    of answer: Answer, _ path: ResultPath, _ comparison: Comparison
  ) -> String? {
    let (values, miss) = path.values(in: answer.value)
    // An expectation of none is met where `[*]` finds none.
    if let miss, !(path.hasWildcard && comparison.accepts(count: 0)) { return miss }
    switch comparison {
    case .equals(let expected):
      return values.contains { $0.isEqual(to: expected) }
        ? nil : "'\(path.text)' should be \(short(expected.text)), not \(got(values))"
    case .contains(let part):
      return values.contains { $0.contains(part: part) }
        ? nil : "'\(path.text)' should contain \(short(part.text)), but is \(got(values))"
    case .atLeast, .atMost, .count:
      guard let count = path.hasWildcard ? values.count : values.first?.measure(for: comparison)
      else {
        return "'\(path.text)' has nothing to count: it is \(got(values))"
      }
      return comparison.accepts(count: count)
        ? nil : "'\(path.text)' should be \(comparison.inWords), not \(count)"
    }
  }

  private static func got(_ values: [JSONValue]) -> String {
    let texts = values.prefix(5).map { short($0.text) }
    let rest = values.count > 5 ? ", … (\(values.count) in all)" : ""
    return values.count == 1 ? texts[0] : "any of " + texts.joined(separator: ", ") + rest
  }

  private static func cited(_ value: JSONValue) -> String {
    let names = value.citedNames
    return names.isEmpty ? "" : ", only " + names.prefix(5).joined(separator: ", ")
  }

  static func short(_ text: String) -> String {
    text.count <= 160 ? text : text.prefix(160) + "…"
  }
}

extension Expectation.Comparison {
  /// Whether a number of elements is right; nothing else has one.
  fileprivate func accepts(count: Int) -> Bool {
    switch self {
    case .atLeast(let minimum): count >= minimum
    case .atMost(let maximum): count <= maximum
    case .count(let exact): count == exact
    case .equals, .contains: false
    }
  }

  fileprivate var inWords: String {
    switch self {
    case .atLeast(let minimum): "at least \(minimum)"
    case .atMost(let maximum): "at most \(maximum)"
    case .count(let exact): "exactly \(exact)"
    case .equals, .contains: ""
    }
  }
}

extension JSONValue {
  /// Equality as JSON Schema has it: `1` is `1.0`, members in any order.
  fileprivate func isEqual(to other: JSONValue) -> Bool {
    (try? JSONSchema(["const": other]))?.validate(self).isEmpty ?? false
  }

  /// Whether a string has the part in it, or an array the element.
  fileprivate func contains(part: JSONValue) -> Bool {
    switch self {
    case .string(let text): part.stringValue.map { text.contains($0) } ?? false
    case .array(let elements): elements.contains { $0.isEqual(to: part) }
    default: false
    }
  }

  /// Of an array or object how many it holds; of a number, unless elements are to be counted, its
  /// value.
  fileprivate func measure(for comparison: Expectation.Comparison) -> Int? {
    switch self {
    case .array(let elements): return elements.count
    case .object(let object): return object.count
    case .number(let number):
      if case .count = comparison { return nil }
      return number.intValue
    default: return nil
    }
  }

  /// Whether the text occurs in a string, or in the value's own text.
  fileprivate func contains(text: String) -> Bool {
    self.text.contains(text) || hasString { $0.contains(text) }
  }

  private func hasString(where isWanted: (String) -> Bool) -> Bool {
    switch self {
    case .string(let string): isWanted(string)
    case .array(let elements): elements.contains { $0.hasString(where: isWanted) }
    case .object(let object): object.members.contains { $0.value.hasString(where: isWanted) }
    default: false
    }
  }

  // MARK: - Citations

  private static let citingKeys: Set<String> = ["page", "path", "uri"]

  /// Whether a page, path or URI in the value names a page: whole, or by its last parts.
  fileprivate func cites(_ page: String) -> Bool {
    citedNames.contains { name in
      let name = name.prefix { $0 != "#" }
      return name == page || name.hasSuffix("/" + page)
    }
  }

  /// What stands under the keys that cite, each once, in order.
  fileprivate var citedNames: [String] {
    var names: [String] = []
    collectCitedNames(into: &names)
    return names
  }

  private func collectCitedNames(into names: inout [String]) {
    switch self {
    case .array(let elements):
      for element in elements { element.collectCitedNames(into: &names) }
    case .object(let object):
      for member in object.members {
        if Self.citingKeys.contains(member.key), let name = member.value.stringValue {
          if !names.contains(name) { names.append(name) }
        } else {
          member.value.collectCitedNames(into: &names)
        }
      }
    default: break
    }
  }
}
