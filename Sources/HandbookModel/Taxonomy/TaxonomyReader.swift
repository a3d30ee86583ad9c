import Diagnostics
import YAML

/// Reads `taxonomy.yaml` into rules and reports every problem that it has.
///
/// The topics have extensions of their own: kinds, selectors with their scopes, field rules.
struct TaxonomyReader {
  let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []
  /// How many errors there were so far: a kind that adds to it is left out.
  private(set) var errorCount = 0

  init(_ source: SourceText) {
    self.source = source
  }

  /// The rules of all kinds without an error.
  mutating func kindRules() -> [KindRule] {
    let outcome = YAMLParser.parse(source)
    diagnostics += outcome.diagnostics
    guard let root = outcome.documents.first, !root.isNull else { return [] }
    guard outcome.documents.count == 1 else {
      error("a taxonomy is a single document", at: outcome.documents[1].position)
      return []
    }
    guard let entries = entries(of: root, named: "the taxonomy", keys: ["kinds"]) else { return [] }
    guard let kinds = entries["kinds"] else {
      error("the taxonomy has no 'kinds'", at: root.position)
      return []
    }
    return readKinds(kinds)
  }
}

// MARK: - Reporting

extension TaxonomyReader {
  mutating func error(_ message: String, at position: SourcePosition, notes: [String] = []) {
    errorCount += 1
    diagnostics.append(Diagnostic(.error, message, in: source, at: position, notes: notes))
  }

  mutating func warning(_ message: String, at position: SourcePosition, notes: [String] = []) {
    diagnostics.append(Diagnostic(.warning, message, in: source, at: position, notes: notes))
  }

  /// Reports a word that is not one of those allowed, with the nearest of them or else all.
  mutating func unknown(
    _ what: String, _ word: String, at position: SourcePosition, allowed: [String]
  ) {
    let suggestion = suggestionNotes(for: word, among: allowed)
    let list = allowed.isEmpty ? [] : ["known here: \(allowed.joined(separator: ", "))"]
    error("unknown \(what) '\(word)'", at: position, notes: suggestion.isEmpty ? list : suggestion)
  }
}

// MARK: - Values

extension TaxonomyReader {
  /// The entries of a mapping by key; `nil`, with an error, where it is none. Unknown keys are errors.
  mutating func entries(
    of node: YAMLNode, named what: String, keys: [String]
  ) -> [String: YAMLNode]? {
    guard let entries = node.entries else {
      error("\(what) must be a mapping, not \(node.kindInWords)", at: node.position)
      return nil
    }
    var result: [String: YAMLNode] = [:]
    for entry in entries {
      if keys.contains(entry.key) {
        result[entry.key] = entry.value
      } else {
        unknown("key", entry.key, at: entry.keyPosition, allowed: keys)
      }
    }
    return result
  }

  /// A text; `nil`, with an error, where it is something else.
  mutating func text(_ node: YAMLNode, named what: String) -> String? {
    guard let text = node.string, !text.isEmpty else {
      let isScalar = node.entries == nil && node.elements == nil && !node.isNull
      error(
        "\(what) must be a text, not \(node.string == nil ? node.kindInWords : "an empty one")",
        at: node.position,
        notes: isScalar && node.string == nil ? ["quotation marks make a text of it"] : [])
      return nil
    }
    return text
  }

  /// A text or a list of texts.
  mutating func texts(_ node: YAMLNode, named what: String) -> [String] {
    guard let elements = node.elements else { return text(node, named: what).map { [$0] } ?? [] }
    if elements.isEmpty { error("\(what) must not be an empty list", at: node.position) }
    return elements.compactMap { text($0, named: what) }
  }

  /// A condition: see `TextMatch`.
  mutating func condition(_ node: YAMLNode, named what: String, depth: Int = 0) -> TextMatch? {
    guard node.entries != nil else {
      let alternatives = texts(node, named: what)
      return alternatives.isEmpty
        ? nil : TextMatch(terms: [.init(operator: .is, alternatives: alternatives)])
    }
    let keys = TextMatch.Operator.allCases.map(\.rawValue) + ["not"]
    let errorsBefore = errorCount
    guard let entries = entries(of: node, named: what, keys: keys) else { return nil }
    if entries.isEmpty, errorCount == errorsBefore {
      error("\(what) must not be empty", at: node.position)
    }
    var match = TextMatch(terms: [])
    for `operator` in TextMatch.Operator.allCases {
      guard let node = entries[`operator`.rawValue] else { continue }
      let alternatives = texts(node, named: "'\(`operator`.rawValue)'")
      match.terms.append(.init(operator: `operator`, alternatives: alternatives))
    }
    if let node = entries["not"] {
      guard depth < 8 else {
        error("conditions are nested too deeply", at: node.position)
        return nil
      }
      match.exclusions = condition(node, named: "'not'", depth: depth + 1).map { [$0] } ?? []
    }
    return match
  }
}
