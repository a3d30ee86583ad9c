package import Diagnostics

/// The kinds that a handbook declares in `taxonomy.yaml`, with the rules that find their facts.
///
/// A kind says where its facts are (`find`) and what of each becomes a field (`take`):
///
/// ```yaml
/// kinds:
///   vector:
///     table: vectors
///     description: A way for a product team to integrate.
///     find:
///       - sections: {with_fields: [Effort, Consumers]}
///     fields:
///       name: {description: What it is called., take: {from: heading, before: ":"}}
///       effort: {description: How much work it is., take: {from: field, label: Effort}}
/// ```
///
/// - `Selector` lists what `find` knows, `Scope` what narrows it;
/// - `FieldRule` lists what `take` knows;
/// - `TextMatch` is what a condition on a text looks like.
///
/// Rules look at one page at a time and see only its parsed document, so that the same pages give the
/// same facts.
package struct Taxonomy: Sendable {
  /// In the order of the file.
  package var kinds: [Kind] = []

  /// The rules of each kind, in the order of `kinds`.
  var rules: [KindRule] = []
  private var source: SourceText?

  /// No kinds: what a handbook without `taxonomy.yaml` has.
  package init() {}

  /// Reads `taxonomy.yaml`. A kind with an error is left out, the others are kept.
  package init(_ source: SourceText, diagnostics: inout [Diagnostic]) {
    var reader = TaxonomyReader(source)
    rules = reader.kindRules()
    kinds = rules.map(\.kind)
    self.source = source
    // In the order of the file: some checks have to wait for what comes later.
    let start = SourcePosition(line: 1, column: 1)
    diagnostics += reader.diagnostics.sorted { ($0.position ?? start) < ($1.position ?? start) }
  }

  /// The facts of every kind, in the order of kinds, then of pages and document.
  /// - Parameters:
  ///   - pages: in the order of the handbook: by path, revisions of one page from old to new.
  ///   - diagnostics: gets a warning for each kind that finds nothing on any page.
  package func rows(in pages: [Page], diagnostics: inout [Diagnostic]) -> [KindRow] {
    var facts = FactBase()
    var result: [KindRow] = []
    for rule in rules {
      let rows = pages.map { rule.rows(in: $0, facts: facts) }
      facts.add(rows, of: rule.kind)
      if !pages.isEmpty, rows.allSatisfy(\.isEmpty), let source {
        diagnostics.append(
          Diagnostic(
            .warning, "no page has a fact of the kind '\(rule.kind.name)'", in: source,
            at: rule.position,
            notes: ["compare the rules under 'find' with the headings and labels of the pages"]))
      }
      result += rows.joined()
    }
    return result
  }
}
