package import Diagnostics

/// A parser for a strict subset of YAML 1.2: block and flow collections, scalars of all five
/// styles, comments, several documents.
///
/// Anchors, aliases, tags, merge keys, directives, complex or empty keys and keys over several lines are
/// refused with advice, as are tabs in front of a line's content and everything that the standard
/// refuses: a file is read as any YAML 1.2 parser reads it, or not at all.
///
/// Four things are a little wider than the letter of the standard, as in most parsers: the bracket
/// that closes a flow collection may stand in the column of the collection's key; a line of nothing
/// but white space counts as empty inside a plain or quoted scalar wherever its tabs stand; an
/// indentation indicator at the top of a document counts from column 1; and two `\u` escapes may form
/// a surrogate pair.
///
/// ```swift
/// let outcome = YAMLParser.parse(SourceText(path: "tools.yaml", "tools: {search: {enabled: true}}"))
/// outcome.documents.first?["tools"]?["search"]?["enabled"]?.bool  // true
/// ```
package enum YAMLParser {
  /// What came of a file: its documents, and every problem found.
  package struct Outcome: Sendable {
    /// The documents in order; empty where the file holds none or an error was found.
    package var documents: [YAMLNode]
    /// In the order of the file, at most `maximumDiagnostics`.
    package var diagnostics: [Diagnostic]

    package init(documents: [YAMLNode], diagnostics: [Diagnostic]) {
      self.documents = documents
      self.diagnostics = diagnostics
    }
  }

  /// How many problems of one file are reported.
  package static let maximumDiagnostics = 20
  /// How deep collections may nest.
  package static let maximumDepth = 64

  /// Parses a whole file. A byte order mark at its start is skipped.
  /// - Complexity: linear.
  package static func parse(_ source: SourceText) -> Outcome {
    parse(source, bytes: 0..<source.bytes.count)
  }

  /// Parses a part of a file, for instance front matter. Positions are those in the whole file.
  /// - Parameter range: whole lines, the last one with or without its line end; clamped to the file.
  package static func parse(_ source: SourceText, bytes range: Range<Int>) -> Outcome {
    source.bytes.withUnsafeBufferPointer { bytes in
      let cursor = Cursor(bytes, in: range.clamped(to: 0..<bytes.count))
      // What is not text has no lines worth reporting on, so nothing else is looked for then.
      let faults = CharacterCheck.faults(from: cursor)
      guard faults.isEmpty else { return Outcome(faults, in: source) }
      var parser = DocumentParser(cursor)
      let documents = parser.documents()
      guard parser.faults.isEmpty else { return Outcome(parser.faults, in: source) }
      return Outcome(documents: documents, diagnostics: [])
    }
  }
}

extension YAMLParser.Outcome {
  /// No documents, and the faults in the order of the file.
  fileprivate init(_ faults: [Fault], in source: SourceText) {
    var sorted = faults.sorted { $0.position < $1.position }
    if sorted.count > YAMLParser.maximumDiagnostics {
      sorted.removeLast(sorted.count - YAMLParser.maximumDiagnostics)
      sorted[sorted.count - 1].message.notes.append(
        "there are more problems; mend these first to see them")
    }
    documents = []
    diagnostics = sorted.map { fault in
      Diagnostic(
        .error, fault.message.text, in: source, at: fault.position, notes: fault.message.notes)
    }
  }
}
