import JSON

extension SchemaEvaluator {
  /// Says why none of several alternatives matches, as compactly as can be:
  /// - in one sentence where they differ only in the types or values that they take;
  /// - by the faults of the one alternative that is meant, where a property with a constant value
  ///   (`type`, `kind`, `method`) tells which;
  /// - by the values that such a property can have, where it has none of them;
  /// - else by the first fault of the alternative with the fewest.
  /// - Returns: `false`.
  mutating func failAll(
    _ branches: [Int], of node: Int, _ keyword: String, _ instance: JSONValue
  ) -> Bool {
    guard isCollecting else { return false }
    let attempts = attempts(branches, instance)
    let depth = path.count
    if let types = Self.expectedTypes(attempts, depth) {
      return fail(node, keyword, Self.notOfType(types, instance), .types(types))
    }
    if let values = Self.expectedValues(attempts, depth) {
      return fail(node, keyword, Self.notOneOf(values, instance), .values(values))
    }
    // Alternatives for values of another type are out of the question, unless all are.
    let ofSameType = attempts.filter { attempt in !attempt.contains { $0.isAboutType(depth) } }
    let candidates = ofSameType.isEmpty ? attempts : ofSameType
    let meant = candidates.filter { attempt in !attempt.contains { $0.isTelling(depth) } }
    if meant.count == 1 {
      failures += meant[0]
      return false
    }
    if meant.isEmpty, let failure = Self.merged(candidates, instance, depth) {
      failures.append(failure)
      return false
    }
    let closest = (meant.isEmpty ? candidates : meant).min { $0.count < $1.count }
    guard var failure = closest?.first else {
      return fail(node, keyword, "\(instance.shown) matches no alternative")
    }
    failure.text += " (in the closest of \(branches.count) alternatives)"
    failures.append(failure)
    return false
  }

  /// What keeps a value from matching each of the alternatives.
  private mutating func attempts(_ branches: [Int], _ instance: JSONValue) -> [[SchemaFailure]] {
    let before = failures
    defer { failures = before }
    return branches.map { branch in
      failures = []
      var none: EvaluatedParts?
      _ = evaluate(branch, instance, &none)
      return failures
    }
  }

  private static func expectedTypes(_ attempts: [[SchemaFailure]], _ depth: Int) -> SchemaTypes? {
    var result: SchemaTypes = []
    for attempt in attempts {
      guard attempt.count == 1, attempt[0].path.count == depth,
        case .types(let types) = attempt[0].expectation
      else { return nil }
      result.formUnion(types)
    }
    return result
  }

  private static func expectedValues(_ attempts: [[SchemaFailure]], _ depth: Int) -> [JSONValue]? {
    var result: [JSONValue] = []
    for attempt in attempts {
      guard attempt.count == 1, attempt[0].path.count == depth,
        case .values(let values) = attempt[0].expectation
      else { return nil }
      result += values
    }
    return result
  }

  /// One failure for a property that has a constant value in each alternative, and another here.
  private static func merged(
    _ attempts: [[SchemaFailure]], _ instance: JSONValue, _ depth: Int
  ) -> SchemaFailure? {
    guard var failure = attempts.first?.first(where: { $0.isTelling(depth) }),
      case .property(let name)? = failure.path.last, let value = instance[name]
    else { return nil }
    var values: [JSONValue] = []
    for attempt in attempts {
      let telling = attempt.first { $0.isTelling(depth) && $0.path == failure.path }
      guard case .values(let constants)? = telling?.expectation else { return nil }
      values += constants.filter { constant in !values.contains { $0.isEquivalent(to: constant) } }
    }
    failure.text = notOneOf(values, value)
    failure.expectation = .values(values)
    return failure
  }
}

extension SchemaFailure {
  /// Whether the value at that depth has another type than expected.
  fileprivate func isAboutType(_ depth: Int) -> Bool {
    if case .types = expectation { path.count == depth } else { false }
  }

  /// Whether a property of the value at that depth has another value than the only one expected.
  fileprivate func isTelling(_ depth: Int) -> Bool {
    if case .values(let values) = expectation {
      values.count == 1 && path.count == depth + 1
    } else {
      false
    }
  }
}
