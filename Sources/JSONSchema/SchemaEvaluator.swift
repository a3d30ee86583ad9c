import JSON

/// One validation: walks schema and value together.
///
/// Runs in two ways. Without collecting it stops at the first fault and allocates next to nothing;
/// most values are valid. Collecting, it goes on after faults and says what they are.
struct SchemaEvaluator {
  let nodes: [SchemaNode]
  var isCollecting: Bool
  var failures: [SchemaFailure] = []
  /// Where in the value this is; kept only while collecting.
  var path: [SchemaFailure.Step] = []
  private var remainingSteps = JSONSchema.maximumSteps
  private var depth = 0
  /// Whether the validation was given up.
  private(set) var isExhausted = false

  /// How many schemas may be in the middle of being applied, to spare the stack.
  private static let maximumDepth = 800
  /// How many failures are worth collecting.
  static let maximumFailures = JSONSchema.maximumFailures

  init(_ nodes: [SchemaNode], isCollecting: Bool) {
    self.nodes = nodes
    self.isCollecting = isCollecting
  }

  /// Whether the whole value matches a schema.
  mutating func evaluate(_ root: Int, _ instance: JSONValue) -> Bool {
    var parts: EvaluatedParts?
    return evaluate(root, instance, &parts) && !isExhausted
  }

  /// What was found, for the one who sent the value.
  var errors: [ValidationError] {
    if isExhausted {
      let message = "the value is too deep or too large to be validated"
      return [ValidationError(instancePath: "", schemaPath: "", message: message)]
    }
    return failures.prefix(Self.maximumFailures).map(\.error)
  }

  /// Whether a value matches a schema.
  /// - Parameter parts: takes the items and properties that were looked at, where somebody asks;
  ///   means nothing where the value does not match.
  mutating func evaluate(
    _ index: Int, _ instance: JSONValue, _ parts: inout EvaluatedParts?
  ) -> Bool {
    guard !isExhausted, remainingSteps > 0, depth < Self.maximumDepth else {
      isExhausted = true
      return false
    }
    remainingSteps -= 1
    depth += 1
    defer { depth -= 1 }
    guard nodes[index].tracksEvaluated else { return check(index, instance, &parts) }
    // Only what this schema's own keywords have looked at counts for it.
    var own: EvaluatedParts? = EvaluatedParts(of: instance)
    guard check(index, instance, &own) else { return false }
    if let own { parts?.formUnion(own) }
    return true
  }

  private mutating func check(
    _ index: Int, _ instance: JSONValue, _ parts: inout EvaluatedParts?
  ) -> Bool {
    var isValid = true
    for keyword in nodes[index].keywords {
      if !isValid, keyword.isPointlessAfterFailure { continue }
      if check(keyword, of: index, instance, &parts) { continue }
      isValid = false
      guard goesOnAfterFailure else { return false }
    }
    return isValid
  }

  /// Whether to look for more faults after one.
  var goesOnAfterFailure: Bool {
    isCollecting && failures.count < Self.maximumFailures && !isExhausted
  }

  private mutating func check(
    _ keyword: SchemaKeyword, of node: Int, _ instance: JSONValue, _ parts: inout EvaluatedParts?
  ) -> Bool {
    switch keyword {
    case .never:
      return fail(node, nil, "\(instance.shown) is not allowed")
    case .constant, .enumeration, .type, .minimum, .maximum, .multipleOf, .minimumLength,
      .maximumLength, .pattern:
      return checkValue(keyword, of: node, instance)
    case .minimumItems, .maximumItems, .uniqueItems, .items, .contains, .unevaluatedItems:
      guard case .array(let elements) = instance else { return true }
      return checkArray(keyword, of: node, elements, &parts)
    case .minimumProperties, .maximumProperties, .required, .dependentRequired, .dependentSchemas,
      .propertyNames, .properties, .unevaluatedProperties:
      guard case .object(let object) = instance else { return true }
      return checkObject(keyword, of: node, object, instance, &parts)
    case .reference(let schema):
      return evaluate(schema, instance, &parts)
    case .allOf, .anyOf, .oneOf, .not, .conditional:
      return checkCombinator(keyword, of: node, instance, &parts)
    }
  }

  // MARK: - Failures

  /// Notes a failure, if anyone wants to know.
  /// - Returns: `false`, which is the verdict.
  mutating func fail(
    _ node: Int, _ keyword: String?, _ text: @autoclosure () -> String,
    _ expectation: SchemaFailure.Expectation = .other
  ) -> Bool {
    guard isCollecting else { return false }
    let pointer = nodes[node].pointer
    failures.append(
      SchemaFailure(
        path: path,
        schemaPath: keyword.map { JSONPointer.appending($0, to: pointer) } ?? pointer,
        text: text(), expectation: expectation))
    return false
  }

  /// Applies a schema to a part of the value.
  mutating func evaluate(_ index: Int, _ part: JSONValue, at step: SchemaFailure.Step) -> Bool {
    var parts: EvaluatedParts?
    guard isCollecting else { return evaluate(index, part, &parts) }
    path.append(step)
    defer { path.removeLast() }
    return evaluate(index, part, &parts)
  }

  /// Applies a schema for its verdict alone.
  mutating func evaluateSilently(
    _ index: Int, _ instance: JSONValue, _ parts: inout EvaluatedParts?
  ) -> Bool {
    let wasCollecting = isCollecting
    isCollecting = false
    defer { isCollecting = wasCollecting }
    return evaluate(index, instance, &parts)
  }
}

extension SchemaKeyword {
  /// Whether it would only repeat what has been said about a value that failed already.
  fileprivate var isPointlessAfterFailure: Bool {
    switch self {
    case .type, .unevaluatedItems, .unevaluatedProperties: true
    default: false
    }
  }
}
