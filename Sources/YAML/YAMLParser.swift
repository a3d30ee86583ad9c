package import Diagnostics

/// A parser for a strict subset of YAML 1.2.
package enum YAMLParser {
  /// What came of a file: its documents, and every problem found.
  package struct Outcome: Sendable {
    /// The documents in order; empty where the file holds none or an error was found.
    package var documents: [YAMLNode]
    package var diagnostics: [Diagnostic]

    package init(documents: [YAMLNode], diagnostics: [Diagnostic]) {
      self.documents = documents
      self.diagnostics = diagnostics
    }
  }

  /// Parses a whole file.
  package static func parse(_ source: SourceText) -> Outcome {
    Outcome(documents: [], diagnostics: [])
  }
}
