import JSON

extension SchemaEvaluator {
  /// Checks what is about objects.
  mutating func checkObject(
    _ keyword: SchemaKeyword, of node: Int, _ object: JSONObject, _ instance: JSONValue,
    _ parts: inout EvaluatedParts?
  ) -> Bool {
    switch keyword {
    case .minimumProperties(let minimum):
      guard object.count < minimum else { return true }
      return fail(
        node, "minProperties",
        "\(counted(object.count, "property", "properties")), at least \(minimum) expected")
    case .maximumProperties(let maximum):
      guard object.count > maximum else { return true }
      return fail(
        node, "maxProperties",
        "\(counted(object.count, "property", "properties")), at most \(maximum) expected")
    case .required(let names):
      return checkRequired(names, of: node, object)
    case .dependentRequired(let dependencies, let keyword):
      return checkDependentRequired(dependencies, of: node, keyword: keyword, object)
    case .dependentSchemas(let dependencies):
      return all(dependencies) { evaluator, dependency in
        !object.contains(dependency.name)
          || evaluator.evaluate(dependency.schema, instance, &parts)
      }
    case .propertyNames(let schema):
      return all(object.members) { $0.checkPropertyName($1.key, schema) }
    case .properties(let rule):
      return checkProperties(rule, object, &parts)
    case .unevaluatedProperties(let schema):
      return checkUnevaluatedProperties(schema, object, &parts)
    default:
      return true
    }
  }

  /// Whether all elements pass; looks at those after a failure only while collecting.
  private mutating func all<Element>(
    _ elements: [Element], _ check: (inout Self, Element) -> Bool
  ) -> Bool {
    var isValid = true
    for element in elements {
      if check(&self, element) { continue }
      isValid = false
      guard goesOnAfterFailure else { return false }
    }
    return isValid
  }

  private mutating func checkRequired(
    _ names: [String], of node: Int, _ object: JSONObject
  ) -> Bool {
    all(names) { evaluator, name in
      if object.contains(name) { return true }
      return evaluator.fail(
        node, "required", "missing property \(JSONValue.string(name).shown)")
    }
  }

  private mutating func checkDependentRequired(
    _ dependencies: [(name: String, needed: [String])], of node: Int, keyword: String,
    _ object: JSONObject
  ) -> Bool {
    all(dependencies) { evaluator, dependency in
      guard object.contains(dependency.name) else { return true }
      return evaluator.all(dependency.needed) { evaluator, name in
        if object.contains(name) { return true }
        return evaluator.fail(
          node, keyword,
          "missing property \(JSONValue.string(name).shown), which "
            + "\(JSONValue.string(dependency.name).shown) needs")
      }
    }
  }

  private mutating func checkPropertyName(_ name: String, _ schema: Int) -> Bool {
    var none: EvaluatedParts?
    let start = failures.count
    if evaluate(schema, .string(name), &none) { return true }
    for index in failures[start...].indices {
      failures[index].text = "property name " + failures[index].text
    }
    return false
  }

  private mutating func checkProperties(
    _ rule: PropertiesRule, _ object: JSONObject, _ parts: inout EvaluatedParts?
  ) -> Bool {
    var isValid = true
    for (index, member) in object.members.enumerated() {
      var isKnown = false
      var memberIsValid = true
      if let entry = rule.named.first(where: { $0.name.hasSameScalars(as: member.key) }) {
        isKnown = true
        memberIsValid = evaluate(entry.schema, member.value, at: .property(member.key))
      }
      for entry in rule.patterns where entry.pattern.matches(member.key) {
        isKnown = true
        let matches = evaluate(entry.schema, member.value, at: .property(member.key))
        memberIsValid = memberIsValid && matches
      }
      if !isKnown, let additional = rule.additional {
        isKnown = true
        memberIsValid = evaluateUnknown(additional, member, known: rule.named.map(\.name))
      }
      if isKnown { parts?.insert(index) }
      if memberIsValid { continue }
      isValid = false
      guard goesOnAfterFailure else { return false }
    }
    return isValid
  }

  /// Applies a schema to a property that no other is about; where none may be, says which is
  /// closest.
  private mutating func evaluateUnknown(
    _ schema: Int, _ member: JSONObject.Member, known: @autoclosure () -> [String]
  ) -> Bool {
    guard nodes[schema].isNever, isCollecting else {
      return evaluate(schema, member.value, at: .property(member.key))
    }
    path.append(.property(member.key))
    defer { path.removeLast() }
    return fail(schema, nil, Self.unknownProperty(member.key, known: known()))
  }

  private static func unknownProperty(_ name: String, known: [String]) -> String {
    let advice = suggestion(for: name, among: known)
    guard advice.isEmpty, !known.isEmpty else { return "unknown property" + advice }
    return "unknown property; known are \(list(known.map { JSONValue.string($0).shown }))"
  }

  private mutating func checkUnevaluatedProperties(
    _ schema: Int, _ object: JSONObject, _ parts: inout EvaluatedParts?
  ) -> Bool {
    var isValid = true
    for (index, member) in object.members.enumerated() where parts?.contains(index) != true {
      parts?.insert(index)
      if evaluateUnknown(schema, member, known: []) { continue }
      isValid = false
      guard goesOnAfterFailure else { return false }
    }
    return isValid
  }
}
