import JSON

extension SchemaEvaluator {
  /// Checks what is about arrays.
  mutating func checkArray(
    _ keyword: SchemaKeyword, of node: Int, _ elements: [JSONValue],
    _ parts: inout EvaluatedParts?
  ) -> Bool {
    switch keyword {
    case .minimumItems(let minimum):
      guard elements.count < minimum else { return true }
      return fail(
        node, "minItems",
        "\(counted(elements.count, "item", "items")), at least \(minimum) expected"
      )
    case .maximumItems(let maximum):
      guard elements.count > maximum else { return true }
      return fail(
        node, "maxItems", "\(counted(elements.count, "item", "items")), at most \(maximum) expected"
      )
    case .uniqueItems:
      guard let (first, second) = elements.firstEquivalentPair else { return true }
      return fail(
        node, "uniqueItems",
        "items \(first) and \(second) are equal: \(elements[first].shown)")
    case .items(let rule):
      return checkItems(rule, elements, &parts)
    case .contains(let rule):
      return checkContains(rule, of: node, elements, &parts)
    case .unevaluatedItems(let schema):
      return checkUnevaluatedItems(schema, elements, &parts)
    default:
      return true
    }
  }

  private mutating func checkItems(
    _ rule: ItemsRule, _ elements: [JSONValue], _ parts: inout EvaluatedParts?
  ) -> Bool {
    var isValid = true
    for index in elements.indices {
      guard let schema = index < rule.prefix.count ? rule.prefix[index] : rule.rest else { break }
      parts?.insert(index)
      if evaluateItem(schema, elements, index, limit: rule.prefix.count) { continue }
      isValid = false
      guard goesOnAfterFailure else { return false }
    }
    return isValid
  }

  /// Applies a schema to an item; where no item may be, says how many there may be.
  private mutating func evaluateItem(
    _ schema: Int, _ elements: [JSONValue], _ index: Int, limit: Int
  ) -> Bool {
    guard nodes[schema].isNever, isCollecting else {
      return evaluate(schema, elements[index], at: .item(index))
    }
    path.append(.item(index))
    defer { path.removeLast() }
    return fail(
      schema, nil, "unexpected item; at most \(counted(limit, "item is", "items are")) allowed")
  }

  private mutating func checkContains(
    _ rule: ContainsRule, of node: Int, _ elements: [JSONValue], _ parts: inout EvaluatedParts?
  ) -> Bool {
    var count = 0
    for index in elements.indices {
      var none: EvaluatedParts?
      guard evaluateSilently(rule.schema, elements[index], &none) else { continue }
      count += 1
      parts?.insert(index)
    }
    if count < rule.minimum {
      return fail(
        node, rule.minimum == 1 ? "contains" : "minContains",
        "\(counted(count, "item matches", "items match")) \"contains\", "
          + "at least \(rule.minimum) expected")
    }
    if let maximum = rule.maximum, count > maximum {
      return fail(
        node, "maxContains",
        "\(counted(count, "item matches", "items match")) \"contains\", at most \(maximum) expected"
      )
    }
    return true
  }

  private mutating func checkUnevaluatedItems(
    _ schema: Int, _ elements: [JSONValue], _ parts: inout EvaluatedParts?
  ) -> Bool {
    var isValid = true
    for index in elements.indices where parts?.contains(index) != true {
      parts?.insert(index)
      if evaluateItem(schema, elements, index, limit: index) { continue }
      isValid = false
      guard goesOnAfterFailure else { return false }
    }
    return isValid
  }
}
