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
/// Rules look at one page at a time and see only its parsed document and what facts of earlier kinds are called, so that
/// the same pages give the same facts.
package struct Taxonomy: Sendable {
  /// In the order of the file.
  package var kinds: [Kind] = []

  /// The rules of each kind, in the order of `kinds`.
  var rules: [KindRule] = []
  /// For each rule whether it asks for the names of facts that may be on other pages, or builds on a rule that does.
  private(set) var needsOtherPages: [Bool] = []
  /// The kinds whose names are asked for.
  private(set) var namedKinds: Set<String> = []
  private var source: SourceText?

  /// No kinds: what a handbook without `taxonomy.yaml` has.
  package init() {}

  /// Reads `taxonomy.yaml`. A kind with an error is left out, the others are kept.
  package init(_ source: SourceText, diagnostics: inout [Diagnostic]) {
    var reader = TaxonomyReader(source)
    rules = reader.kindRules()
    kinds = rules.map(\.kind)
    for rule in rules {
      let needing = zip(rules, needsOtherPages).filter(\.1).map(\.0.kind.name)
      needsOtherPages.append(!rule.namedKinds.isEmpty || needing.contains(where: rule.buildsOn))
    }
    namedKinds = Set(rules.flatMap(\.namedKinds))
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
    rows(of: pages.map(facts), page: { pages[$0] }, diagnostics: &diagnostics)
  }

  /// The same of pages that were looked at one by one.
  /// - Parameters:
  ///   - facts: of each page, in the order of the handbook.
  ///   - page: gives a page once more by its place.
  func rows<Failure>(
    of facts: [PageFacts], page: (Int) throws(Failure) -> Page, diagnostics: inout [Diagnostic]
  ) throws(Failure) -> [KindRow] {
    var known = FactBase()
    var result: [KindRow] = []
    for (place, rule) in rules.enumerated() {
      var rows: [[KindRow]] = []
      for (index, facts) in facts.enumerated() {
        if needsOtherPages[place] {
          guard facts.needsAnotherLook else { continue }
          let page = try page(index)
          let found = rule.find(in: page, facts: known)
          rows.append(found.rows)
          if let line = found.endLine { diagnostics.append(rule.endsEarly(at: line, of: page)) }
        } else {
          rows.append(facts.rows[place] ?? [])
        }
      }
      known.add(rows.joined(), of: rule.kind)
      if namedKinds.contains(rule.kind.name) {
        known.add(names: rows.joined().names, ofKind: rule.kind.name)
      }
      if !facts.isEmpty, rows.allSatisfy(\.isEmpty), let source {
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
