import Diagnostics
import YAML

extension TaxonomyReader {
  /// The selectors under `find`: a list of mappings with one key each, or a single one.
  mutating func readSelectors(_ node: YAMLNode, _ declared: Declared) -> [Selector] {
    if let elements = node.elements, elements.isEmpty {
      error("'find' must not be an empty list", at: node.position)
    }
    return (node.elements ?? [node]).compactMap { readSelector($0, declared) }
  }

  private mutating func readSelector(_ node: YAMLNode, _ declared: Declared) -> Selector? {
    guard let entries = node.entries, let entry = entries.first, entries.count == 1 else {
      error(
        "a selector must be a mapping with one key, not \(node.kindInWords)",
        at: node.entries?.dropFirst().first?.keyPosition ?? node.position,
        notes: ["for example: sections: {under: FAQ}"])
      return nil
    }
    let names = Selector.Name.allCases.map(\.rawValue)
    guard let name = Selector.Name(rawValue: entry.key) else {
      unknown("selector", entry.key, at: entry.keyPosition, allowed: names)
      return nil
    }
    switch name {
    case .sections: return readScope(entry).map { .sections($0.scope) }
    case .items: return readScope(entry).map { .items($0.scope) }
    case .tableRows: return readScope(entry).map { .tableRows($0.scope) }
    case .codeSpans: return readScope(entry).map { .codeSpans($0.scope) }
    case .links: return readScope(entry).map { .links($0.scope) }
    case .fields:
      guard let (scope, entries) = readScope(entry, ["label"]) else { return nil }
      return .fields(scope, label: entries["label"].flatMap { condition($0, named: "'label'") })
    case .words:
      guard let (scope, entries) = readScope(entry, ["start"]) else { return nil }
      guard let start = entries["start"] else {
        error("'words' has no 'start': every word would be a fact", at: entry.keyPosition)
        return nil
      }
      return text(start, named: "'start'").map { .words(scope, start: $0) }
    case .values: return readValues(entry, declared)
    }
  }

  /// The scope in a selector's value, together with the selector's own keys.
  private mutating func readScope(
    _ entry: YAMLNode.Entry, _ ownKeys: [String] = []
  ) -> (scope: Scope, entries: [String: YAMLNode])? {
    if entry.value.isNull { return (Scope(), [:]) }
    let keys = ["page", "heading", "under", "until", "with_fields"] + ownKeys
    guard let entries = entries(of: entry.value, named: "'\(entry.key)'", keys: keys) else {
      return nil
    }
    var scope = Scope()
    scope.page = entries["page"].flatMap { condition($0, named: "'page'") }
    scope.heading = entries["heading"].flatMap { condition($0, named: "'heading'") }
    scope.under = entries["under"].flatMap { condition($0, named: "'under'") }
    scope.until = entries["until"].flatMap { condition($0, named: "'until'") }
    scope.labels = entries["with_fields"].map { texts($0, named: "'with_fields'") } ?? []
    if scope.until != nil, scope.under == nil {
      error("'until' needs 'under': it says where that ends", at: entry.value.position)
    }
    return (scope, entries)
  }

  private mutating func readValues(_ entry: YAMLNode.Entry, _ declared: Declared) -> Selector? {
    guard
      let entries = entries(of: entry.value, named: "'values'", keys: ["of", "field"])
    else { return nil }
    guard let of = entries["of"], let field = entries["field"] else {
      error("'values' needs 'of', a kind, and 'field', one of its fields", at: entry.keyPosition)
      return nil
    }
    guard let kind = earlierKind(of, named: "'of'", declared),
      let name = text(field, named: "'field'"), let fields = declared.fields(of: kind)
    else { return nil }
    guard fields.contains(where: { $0.name == name }) else {
      unknown("field", name, at: field.position, allowed: fields.map(\.name))
      return nil
    }
    return .values(kind: kind, field: name)
  }

  /// The name of a kind that was declared before this place.
  mutating func earlierKind(
    _ node: YAMLNode, named what: String, _ declared: Declared
  ) -> String? {
    guard let name = text(node, named: what) else { return nil }
    guard declared.fields(of: name) != nil else {
      let kinds = declared.kinds.map(\.name)
      unknown("earlier kind", name, at: node.position, allowed: kinds)
      return nil
    }
    return name
  }
}
