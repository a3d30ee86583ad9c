package import Diagnostics

/// The kinds that a handbook declares in `taxonomy.yaml`, with the rules that find their facts.
package struct Taxonomy: Sendable {
  /// In the order of the file.
  package var kinds: [Kind] = []

  /// No kinds: what a handbook without `taxonomy.yaml` has.
  package init() {}

  /// Reads `taxonomy.yaml`. A kind with an error is left out, the others are kept.
  package init(_ source: SourceText, diagnostics: inout [Diagnostic]) {}

  /// The facts of every kind, in the order of kinds, then of pages and document.
  /// - Parameter pages: in the order of the handbook: by path, revisions of one page from old to new.
  package func rows(in pages: [Page], diagnostics: inout [Diagnostic]) -> [KindRow] { [] }
}
