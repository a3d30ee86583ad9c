package import JSON

extension JSONValue {
  /// Equality as JSON Schema has it: numbers by value, strings by scalars, members in any order.
  package func isEquivalent(to other: JSONValue) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left.hasSameValue(as: right)
    case (.string(let left), .string(let right)): left.hasSameScalars(as: right)
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isEquivalent(to: $1) }
    case (.object(let left), .object(let right)):
      left.isContained(in: right) && right.isContained(in: left)
    default: false
    }
  }

  /// Feeds what equivalent values have in common.
  fileprivate func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .number(let number):
      let decimal = number.decimal
      hasher.combine(decimal.isNegative)
      hasher.combine(decimal.digits)
      hasher.combine(decimal.exponent)
    case .string(let string):
      for byte in string.utf8 { hasher.combine(byte) }
    case .array(let elements):
      hasher.combine(elements.count)
      for element in elements { element.hash(into: &hasher) }
    case .object:
      // Duplicates and order do not count; what is left is not worth the effort.
      hasher.combine(1)
    }
  }
}

extension JSONObject {
  /// Whether every name of this object has an equivalent value in another.
  fileprivate func isContained(in other: JSONObject) -> Bool {
    members.allSatisfy { member in
      guard let left = self[member.key], let right = other[member.key] else { return false }
      return left.isEquivalent(to: right)
    }
  }
}

extension [JSONValue] {
  /// The indices of the first two elements that are equivalent, first by the second of them.
  /// - Complexity: about linear but for objects, which are compared one with another.
  var firstEquivalentPair: (first: Int, second: Int)? {
    var seen: [Int: [Int]] = [:]
    for (index, element) in enumerated() {
      var hasher = Hasher()
      element.hash(into: &hasher)
      let hash = hasher.finalize()
      for earlier in seen[hash] ?? [] where self[earlier].isEquivalent(to: element) {
        return (earlier, index)
      }
      seen[hash, default: []].append(index)
    }
    return nil
  }
}
