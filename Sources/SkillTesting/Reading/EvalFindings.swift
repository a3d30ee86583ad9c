import Diagnostics
import JSON
import YAML

/// Collects what is wrong with one eval file, and which names it uses.
struct EvalFindings {
  let source: SourceText
  /// How severe an unknown key is: a mistake in our own format, news in a foreign one.
  var unknownKeySeverity = Diagnostic.Severity.error
  private(set) var diagnostics: [Diagnostic]
  private(set) var references: [NameReference] = []

  init(source: SourceText, diagnostics: [Diagnostic] = []) {
    self.source = source
    self.diagnostics = diagnostics
  }

  var errorCount: Int { diagnostics.count { $0.severity == .error } }

  mutating func error(_ message: String, at position: SourcePosition, notes: [String] = []) {
    diagnostics.append(Diagnostic(.error, message, in: source, at: position, notes: notes))
  }

  mutating func warning(_ message: String, at position: SourcePosition, notes: [String] = []) {
    diagnostics.append(Diagnostic(.warning, message, in: source, at: position, notes: notes))
  }

  mutating func refer(to name: String, as role: NameReference.Role, at position: SourcePosition) {
    references.append(NameReference(name: name, role: role, position: position))
  }

  /// The entries of a mapping; an error where the node is none, and for each key that is not known.
  /// - Parameter owner: what the node is, in words: `a step`.
  mutating func entries(
    of node: YAMLNode, known: [String], in owner: String
  ) -> [YAMLNode.Entry]? {
    guard let entries = node.entries else {
      error("\(owner) must be a mapping, not \(node.kindInWords)", at: node.position)
      return nil
    }
    for entry in entries where !known.contains(entry.key) {
      var notes = suggestionNotes(for: entry.key, among: known)
      if notes.isEmpty { notes = ["known keys: " + known.joined(separator: ", ")] }
      diagnostics.append(
        Diagnostic(
          unknownKeySeverity, "unknown key '\(entry.key)' in \(owner)", in: source,
          at: entry.keyPosition, notes: notes))
    }
    return entries
  }

  /// The elements of a sequence under a key; none, with an error, where it is something else.
  mutating func elements(_ key: String, in node: YAMLNode) -> [YAMLNode] {
    value(key, in: node, "a sequence") { $0.isNull ? [] : $0.elements } ?? []
  }

  /// A text under a key that is not blank.
  mutating func string(_ key: String, in node: YAMLNode) -> String? {
    value(key, in: node, "a text") { value in
      value.string.flatMap { $0.utf8.allSatisfy { $0 <= 0x20 } ? nil : $0 }
    }
  }

  mutating func bool(_ key: String, in node: YAMLNode) -> Bool? {
    value(key, in: node, "true or false") { $0.bool }
  }

  /// An integer that is not negative.
  mutating func count(_ key: String, in node: YAMLNode) -> Int? {
    value(key, in: node, "an integer from 0") { $0.int.flatMap { $0 >= 0 ? $0 : nil } }
  }

  mutating func strings(_ key: String, in node: YAMLNode) -> [(text: String, SourcePosition)] {
    value(key, in: node, "a sequence of texts") { value in
      let elements = value.isNull ? [] : value.elements
      let strings = elements?.compactMap { element in element.string.map { ($0, element.position) }
      }
      return strings?.count == elements?.count ? strings : nil
    } ?? []
  }

  /// The value of a key where it is of the wanted kind; an error where it is of another.
  private mutating func value<Value>(
    _ key: String, in node: YAMLNode, _ kind: String, _ read: (YAMLNode) -> Value?
  ) -> Value? {
    guard let value = node[key] else { return nil }
    if let result = read(value) { return result }
    let found = value.string == nil && value.int == nil ? value.kindInWords : value.jsonValue.text
    error("'\(key)' must be \(kind), not \(found)", at: value.position)
    return nil
  }
}

extension [Diagnostic] {
  /// As a reader of the file meets their places.
  var inOrderOfPlace: [Diagnostic] {
    let start = SourcePosition(line: 0, column: 0)
    return enumerated().sorted {
      ($0.element.position ?? start, $0.offset) < ($1.element.position ?? start, $1.offset)
    }.map(\.element)
  }
}
