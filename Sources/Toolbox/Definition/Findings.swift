import Diagnostics
import YAML

/// Collects what is wrong with one definition file.
struct Findings {
  let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []
  /// The number of errors among the diagnostics.
  private(set) var errorCount = 0

  init(source: SourceText, diagnostics: [Diagnostic] = []) {
    self.source = source
    self.diagnostics = diagnostics
    errorCount = diagnostics.count { $0.severity == .error }
  }

  /// The message of the first error from a given number of errors on.
  func firstError(after count: Int) -> String? {
    diagnostics.filter { $0.severity == .error }.dropFirst(count).first?.message
  }

  /// The diagnostics as a reader of the file meets their places.
  var inOrderOfPlace: [Diagnostic] {
    let start = SourcePosition(line: 0, column: 0)
    return diagnostics.enumerated().sorted {
      ($0.element.position ?? start, $0.offset) < ($1.element.position ?? start, $1.offset)
    }.map(\.element)
  }

  mutating func error(_ message: String, at position: SourcePosition, notes: [String] = []) {
    errorCount += 1
    diagnostics.append(Diagnostic(.error, message, in: source, at: position, notes: notes))
  }

  mutating func warning(_ message: String, at position: SourcePosition, notes: [String] = []) {
    diagnostics.append(Diagnostic(.warning, message, in: source, at: position, notes: notes))
  }

  /// An error for each key that is not among the known ones.
  /// - Parameter owner: whose keys they are: `tool 'list_vectors'`.
  mutating func rejectUnknownKeys(
    of entries: [YAMLNode.Entry], known: KnownKeys, in owner: String
  ) {
    for entry in entries where !known.contains(entry.key) {
      var notes = suggestionNotes(for: entry.key, among: known.names)
      // In a flow mapping a comma ends the value, and what follows looks like a key without one.
      if entry.value.isNull, entry.key.contains(" ") {
        notes = ["put quotation marks around a text that holds a comma"]
      } else if notes.isEmpty, known.names.count <= 12 {
        notes = ["known keys: " + known.names.joined(separator: ", ")]
      }
      error("unknown key '\(entry.key)' in \(owner)", at: entry.keyPosition, notes: notes)
    }
  }

  /// The value of a key where it is of the wanted kind; an error where it is of another.
  mutating func value<Value>(
    of key: String, in node: YAMLNode, _ kind: String, _ read: (YAMLNode) -> Value?
  ) -> Value? {
    guard let value = node[key] else { return nil }
    if let result = read(value) { return result }
    error("'\(key)' must be \(kind), not \(value.kindInWords)", at: value.position)
    return nil
  }

  mutating func string(_ key: String, in node: YAMLNode) -> String? {
    value(of: key, in: node, "a string") { $0.string }
  }

  mutating func bool(_ key: String, in node: YAMLNode) -> Bool? {
    value(of: key, in: node, "true or false") { $0.bool }
  }

  mutating func strings(_ key: String, in node: YAMLNode) -> [String]? {
    value(of: key, in: node, "a sequence of strings") { value in
      guard let elements = value.elements else { return nil }
      let strings = elements.compactMap(\.string)
      return strings.count == elements.count ? strings : nil
    }
  }

  /// Where a word stands at or after a position; the position itself where it does not occur.
  func position(of word: String, from position: SourcePosition) -> SourcePosition {
    source.position(of: word, from: position)
  }

  /// Where a place in a query stands in the file.
  func position(
    inSQL sql: String, at utf8Offset: Int, from position: SourcePosition
  ) -> SourcePosition {
    source.position(inSQL: sql, at: utf8Offset, from: position)
  }
}

extension SourceText {
  /// Where a word stands at or after a position, so that a caret can point into a block of text;
  /// the position itself where it does not occur.
  func position(of word: String, from position: SourcePosition) -> SourcePosition {
    let word = Array(word.utf8)
    var line = position.line
    var column = position.column
    // No query is longer; without a bound every miss would read the file to its end line by line.
    while line < position.line + 100, let text = self.text(ofLine: line) {
      let bytes = Array(text.utf8)
      var start = column - 1
      while start + word.count <= bytes.count {
        if bytes[start...].starts(with: word) {
          return SourcePosition(line: line, column: start + 1)
        }
        start += 1
      }
      line += 1
      column = 1
    }
    return position
  }

  /// Where a place in a query stands in the file. Folding and indentation move text, so that the
  /// word at the place is looked for.
  func position(
    inSQL sql: String, at utf8Offset: Int, from position: SourcePosition
  ) -> SourcePosition {
    let word = sql.utf8.dropFirst(utf8Offset).prefix { $0 > 0x20 }
    return word.isEmpty
      ? position : self.position(of: String(decoding: word, as: UTF8.self), from: position)
  }
}
