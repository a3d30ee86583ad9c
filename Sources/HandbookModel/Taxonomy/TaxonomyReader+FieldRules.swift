import Diagnostics
import YAML

extension TaxonomyReader {
  /// The rules under `take`: one mapping or a list of them.
  mutating func readFieldRules(
    _ node: YAMLNode, _ declared: Declared
  ) -> [FieldRule] {
    if let elements = node.elements, elements.isEmpty {
      error("'take' must not be an empty list", at: node.position)
    }
    return (node.elements ?? [node]).compactMap { readFieldRule($0, declared) }
  }

  private mutating func readFieldRule(
    _ node: YAMLNode, _ declared: Declared
  ) -> FieldRule? {
    let keys = [
      "from", "label", "field", "after", "before", "strip", "where", "split", "drop", "names_of",
      "except", "default",
    ]
    let errorsBefore = errorCount
    guard let entries = entries(of: node, named: "a rule under 'take'", keys: keys) else {
      return nil
    }
    guard entries["from"] != nil || entries["default"] != nil else {
      // A misspelt `from` has been reported already.
      if errorCount == errorsBefore {
        error("a rule under 'take' needs 'from' or 'default'", at: node.position)
      }
      return nil
    }
    var rule = FieldRule()
    rule.source = entries["from"].flatMap { readSource($0) }
    rule.labels = readLabels(entries, of: rule.source, at: node.position, declared)
    rule.after = entries["after"].map { texts($0, named: "'after'") } ?? []
    rule.before = entries["before"].map { texts($0, named: "'before'") } ?? []
    rule.strip = entries["strip"].map { texts($0, named: "'strip'") } ?? []
    rule.condition = entries["where"].flatMap { condition($0, named: "'where'") }
    rule.split = entries["split"].map { texts($0, named: "'split'") } ?? []
    rule.drop = entries["drop"].flatMap { condition($0, named: "'drop'") }
    rule.namesOf = entries["names_of"].flatMap { earlierKind($0, named: "'names_of'", declared) }
    rule.fallback = entries["default"].flatMap { text($0, named: "'default'") }
    if let node = entries["except"], let name = text(node, named: "'except'") {
      rule.except = declared.fields.firstIndex { $0.name == name }
      if rule.except == nil {
        let fields = declared.fields.map(\.name)
        unknown("earlier field", name, at: node.position, allowed: fields)
      }
    }
    return rule
  }

  private mutating func readSource(_ node: YAMLNode) -> FieldRule.Source? {
    guard let name = text(node, named: "'from'") else { return nil }
    if let source = FieldRule.Source(rawValue: name) { return source }
    let sources = FieldRule.Source.allCases.map(\.rawValue)
    unknown("source", name, at: node.position, allowed: sources)
    return nil
  }

  /// What `label` (with `from: field`) or `field` (with `from: fact`) names. Either is an error elsewhere.
  private mutating func readLabels(
    _ entries: [String: YAMLNode], of source: FieldRule.Source?, at position: SourcePosition,
    _ declared: Declared
  ) -> [String] {
    for (key, owner) in [("label", FieldRule.Source.field), ("field", .fact)] {
      guard let node = entries[key] else {
        if source == owner {
          error("'from: \(owner.rawValue)' needs '\(key)'", at: position)
        }
        continue
      }
      guard source == owner else {
        error("'\(key)' belongs to 'from: \(owner.rawValue)'", at: node.position)
        continue
      }
      let names = texts(node, named: "'\(key)'")
      if source == .fact { checkFactFields(names, at: node.position, declared) }
      return names
    }
    return []
  }

  private mutating func checkFactFields(
    _ names: [String], at position: SourcePosition, _ declared: Declared
  ) {
    guard let fields = declared.originFields else { return }
    guard !fields.isEmpty else {
      error("'from: fact' needs the selector 'values' under 'find'", at: position)
      return
    }
    for name in names where !fields.contains(name) {
      unknown("field", name, at: position, allowed: fields)
    }
  }
}
