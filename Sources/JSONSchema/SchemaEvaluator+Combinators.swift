import JSON

extension SchemaEvaluator {
  /// Checks what combines schemas for the same value.
  mutating func checkCombinator(
    _ keyword: SchemaKeyword, of node: Int, _ instance: JSONValue, _ parts: inout EvaluatedParts?
  ) -> Bool {
    switch keyword {
    case .allOf(let branches):
      var isValid = true
      for branch in branches where !evaluate(branch, instance, &parts) {
        isValid = false
        guard goesOnAfterFailure else { return false }
      }
      return isValid
    case .anyOf(let branches):
      return checkAnyOf(branches, of: node, instance, &parts)
    case .oneOf(let branches):
      return checkOneOf(branches, of: node, instance, &parts)
    case .not(let schema):
      var none: EvaluatedParts?
      guard evaluateSilently(schema, instance, &none) else { return !isExhausted }
      return fail(node, "not", "\(instance.shown) is ruled out")
    case .conditional(let condition, let then, let otherwise):
      var attempt = parts
      let holds = evaluateSilently(condition, instance, &attempt)
      if holds { parts = attempt }
      guard let branch = holds ? then : otherwise else { return true }
      return evaluate(branch, instance, &parts)
    default:
      return true
    }
  }

  private mutating func checkAnyOf(
    _ branches: [Int], of node: Int, _ instance: JSONValue, _ parts: inout EvaluatedParts?
  ) -> Bool {
    var isValid = false
    for branch in branches {
      var attempt = parts
      guard evaluateSilently(branch, instance, &attempt) else { continue }
      parts = attempt
      isValid = true
      // Where somebody asks what was looked at, the other branches have a say, too.
      if parts == nil { break }
    }
    return isValid || failAll(branches, of: node, "anyOf", instance)
  }

  private mutating func checkOneOf(
    _ branches: [Int], of node: Int, _ instance: JSONValue, _ parts: inout EvaluatedParts?
  ) -> Bool {
    var matching: Int?
    for (position, branch) in branches.enumerated() {
      var attempt = parts
      guard evaluateSilently(branch, instance, &attempt) else { continue }
      if let matching {
        return fail(
          node, "oneOf",
          "\(instance.shown) matches more than one alternative (\(matching + 1) and "
            + "\(position + 1)), exactly one expected")
      }
      matching = position
      parts = attempt
    }
    return matching != nil || failAll(branches, of: node, "oneOf", instance)
  }
}
