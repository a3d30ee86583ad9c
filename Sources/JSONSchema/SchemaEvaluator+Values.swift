import JSON

extension SchemaEvaluator {
  /// Checks what is about a value as a whole.
  mutating func checkValue(
    _ keyword: SchemaKeyword, of node: Int, _ instance: JSONValue
  ) -> Bool {
    switch keyword {
    case .constant(let constant):
      guard !instance.isEquivalent(to: constant) else { return true }
      return fail(
        node, "const", "\(instance.shown) is not \(constant.shownWhole)", .values([constant]))
    case .enumeration(let values):
      guard !values.contains(where: instance.isEquivalent) else { return true }
      return fail(node, "enum", Self.notOneOf(values, instance), .values(values))
    case .type(let types):
      guard !types.contains(instance) else { return true }
      return fail(node, "type", Self.notOfType(types, instance), .types(types))
    case .minimum, .maximum, .multipleOf:
      guard case .number(let number) = instance else { return true }
      return checkNumber(keyword, of: node, number)
    case .minimumLength, .maximumLength, .pattern:
      guard case .string(let string) = instance else { return true }
      return checkString(keyword, of: node, string)
    default:
      return true
    }
  }

  static func notOneOf(_ values: [JSONValue], _ instance: JSONValue) -> String {
    if values.isEmpty { return "\(instance.shown) is not allowed" }
    let choices = values.count == 1 ? "is not" : "is not one of"
    let advice =
      instance.stringValue.map { suggestion(for: $0, among: values.compactMap(\.stringValue)) }
      ?? ""
    return "\(instance.shown) \(choices) \(list(values.map(\.shownWhole)))\(advice)"
  }

  static func notOfType(_ types: SchemaTypes, _ instance: JSONValue) -> String {
    let expected = "expected \(types.inWords)"
    if instance.isNull { return "null is given, \(expected)" }
    return "\(instance.shown) is \(SchemaTypes(of: instance).inWords), \(expected)"
  }

  private mutating func checkNumber(
    _ keyword: SchemaKeyword, of node: Int, _ number: JSONNumber
  ) -> Bool {
    let shown = { JSONValue.number(number).shown }
    switch keyword {
    case .minimum(let bound, isExclusive: false):
      guard number.isLess(than: bound) else { return true }
      return fail(node, "minimum", "\(shown()) is less than the minimum \(bound.text)")
    case .minimum(let bound, isExclusive: true):
      guard !bound.isLess(than: number) else { return true }
      return fail(node, "exclusiveMinimum", "\(shown()) is not greater than \(bound.text)")
    case .maximum(let bound, isExclusive: false):
      guard bound.isLess(than: number) else { return true }
      return fail(node, "maximum", "\(shown()) is greater than the maximum \(bound.text)")
    case .maximum(let bound, isExclusive: true):
      guard !number.isLess(than: bound) else { return true }
      return fail(node, "exclusiveMaximum", "\(shown()) is not less than \(bound.text)")
    case .multipleOf(let divisor):
      guard !number.isMultiple(of: divisor) else { return true }
      return fail(node, "multipleOf", "\(shown()) is not a multiple of \(divisor.text)")
    default:
      return true
    }
  }

  private mutating func checkString(
    _ keyword: SchemaKeyword, of node: Int, _ string: String
  ) -> Bool {
    // A scalar takes one to four bytes, so the number of bytes mostly settles it.
    let byteCount = string.utf8.count
    let shown = { JSONValue.string(string).shown }
    switch keyword {
    case .minimumLength(let minimum):
      // Divided rather than multiplied, for the minimum may be huge.
      if byteCount / 4 >= minimum { return true }
      let count = string.unicodeScalars.count
      guard count < minimum else { return true }
      return fail(
        node, "minLength",
        "\(shown()) has \(counted(count, "character", "characters")), at least \(minimum) expected")
    case .maximumLength(let maximum):
      if byteCount <= maximum { return true }
      let count = string.unicodeScalars.count
      guard count > maximum else { return true }
      return fail(
        node, "maxLength",
        "\(shown()) has \(counted(count, "character", "characters")), at most \(maximum) expected")
    case .pattern(let pattern):
      guard !pattern.matches(string) else { return true }
      return fail(node, "pattern", "\(shown()) does not match the pattern \(pattern.source)")
    default:
      return true
    }
  }
}
