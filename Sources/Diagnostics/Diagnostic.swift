/// Something to say about a file that a person wrote: what is wrong, where, and what to write instead.
///
/// ```swift
/// let diagnostic = Diagnostic(.error, "unknown key 'titel'", in: source, at: offset, notes: ["did you mean 'title'?"])
/// print(diagnostic.rendered)
/// // Tools/handbook.yaml:7:5: error: unknown key 'titel'
/// //     titel: List vectors
/// //     ^
/// // note: did you mean 'title'?
/// ```
package struct Diagnostic: Sendable, Hashable {
  /// How much it matters.
  package enum Severity: String, Sendable, Comparable {
    /// Works as written, but the writer will probably want to know.
    case warning
    /// The thing described is not usable.
    case error

    package static func < (left: Severity, right: Severity) -> Bool {
      left == .warning && right == .error
    }
  }

  package var severity: Severity
  /// The file, as it is to be shown.
  package var path: String
  /// `nil` where the whole file is meant.
  package var position: SourcePosition?
  /// One sentence without a full stop, lower case.
  package var message: String
  /// Advice and context, one sentence each.
  package var notes: [String]
  /// The line the position points into.
  package var sourceLine: String?

  /// A diagnostic about a file as a whole, or at a known place without its line's text.
  package init(
    _ severity: Severity, _ message: String, path: String, position: SourcePosition? = nil,
    notes: [String] = [], sourceLine: String? = nil
  ) {
    self.severity = severity
    self.message = message
    self.path = path
    self.position = position
    self.notes = notes
    self.sourceLine = sourceLine
  }

  /// A diagnostic at a byte offset of a source text.
  package init(
    _ severity: Severity, _ message: String, in source: SourceText, at utf8Offset: Int,
    notes: [String] = []
  ) {
    let position = source.position(at: utf8Offset)
    self.init(
      severity, message, path: source.path, position: position, notes: notes,
      sourceLine: source.text(ofLine: position.line))
  }

  /// A diagnostic at a line and column of a source text.
  package init(
    _ severity: Severity, _ message: String, in source: SourceText, at position: SourcePosition,
    notes: [String] = []
  ) {
    self.init(
      severity, message, path: source.path, position: position, notes: notes,
      sourceLine: source.text(ofLine: position.line))
  }

  /// The first line of the rendering: `path:line:column: error: message`.
  package var headline: String {
    var text = path
    if let position { text += ":\(position.line):\(position.column)" }
    return (text + ": \(severity.rawValue): \(message)").escapingHiddenCharacters
  }

  /// The whole diagnostic for a terminal: headline, source line, caret, notes; no line end at the end.
  package var rendered: String {
    var lines = [headline]
    if let position, let sourceLine {
      let (excerpt, caretColumn) = excerpt(of: sourceLine, around: position.column)
      lines.append("  " + excerpt)
      lines.append("  " + String(repeating: " ", count: caretColumn) + "^")
    }
    lines += notes.map { "note: \($0)".escapingHiddenCharacters }
    return lines.joined(separator: "\n")
  }

  /// At most 100 characters of the line around the column, tabs shown as one space and hidden
  /// characters as `�` so that the caret stands right; and how many characters stand before the caret.
  private func excerpt(of line: String, around column: Int) -> (text: String, caretColumn: Int) {
    func shown(_ text: String) -> String {
      text.replacingHiddenCharacters(keepingLayout: false) { $0 == "\t" ? " " : "\u{FFFD}" }
    }
    let before = shown(String(decoding: line.utf8.prefix(max(0, column - 1)), as: UTF8.self)).count
    let characters = Array(shown(line))
    let start = before > 70 ? before - 50 : 0
    let end = min(characters.count, start + 100)
    guard start < end else { return (String(characters), min(before, characters.count)) }
    let text =
      (start > 0 ? "…" : "") + String(characters[start..<end])
      + (end < characters.count ? "…" : "")
    return (text, before - start + (start > 0 ? 1 : 0))
  }
}
