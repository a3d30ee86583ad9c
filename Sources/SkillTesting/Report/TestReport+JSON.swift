package import JSON

extension TestReport {
  /// For machines: `{"passed", "failed", "skills": [{"name", "cases": […]}], "confusion": […]}`.
  package var json: JSONValue {
    [
      "passed": .integer(passedCount), "failed": .integer(failedCount),
      "skills": .array(
        skills.map { ["name": .string($0.skill), "cases": .array($0.cases.map(\.json))] }),
      "confusion": confusion.json,
    ]
  }
}

extension TestCase {
  fileprivate var json: JSONValue {
    var object: JSONObject = [
      "tier": .string(tier.rawValue), "name": .string(name), "passed": .bool(hasPassed),
      "path": .string(path),
    ]
    if let line { object.append("line", .integer(line)) }
    object.append("failures", .array(failures.map { .string($0) }))
    object.append("warnings", .array(warnings.map { .string($0) }))
    object.append("milliseconds", .integer(milliseconds))
    for fact in facts.members { object.append(fact.key, fact.value) }
    return .object(object)
  }
}
