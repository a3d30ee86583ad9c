internal import Diagnostics

/// What the rules find on one page without a look at others, so that a page can be forgotten once it has been read.
struct PageFacts: Sendable {
  /// By the place of the rule, of those that find any.
  fileprivate(set) var rows: [Int: [KindRow]] = [:]
  /// What was left out, as it is to be reported.
  fileprivate(set) var diagnostics: [Diagnostic] = []
  /// Whether a rule that needs other pages has a place to look at here.
  fileprivate(set) var needsAnotherLook = false
}

extension Taxonomy {
  /// Looks at a page as it is read.
  func facts(on page: Page) -> PageFacts {
    var facts = PageFacts()
    var known = FactBase()
    for (place, rule) in rules.enumerated() {
      if needsOtherPages[place] {
        facts.needsAnotherLook =
          facts.needsAnotherLook || rule.hasCandidates(in: page, facts: known)
        continue
      }
      let found = rule.find(in: page, facts: known)
      if let line = found.endLine { facts.diagnostics.append(rule.endsEarly(at: line, of: page)) }
      guard !found.rows.isEmpty else { continue }
      facts.rows[place] = found.rows
      known.add(found.rows, of: rule.kind)
    }
    return facts
  }

  /// All facts of a page by the place of the rule; `nil` where some are left out.
  /// - Parameters:
  ///   - facts: those that were found without other pages.
  ///   - names: of the facts of `namedKinds` on all pages.
  func rows(
    on page: Page, _ facts: PageFacts, names: [String: Set<String>]
  ) -> [Int: [KindRow]]? {
    guard facts.diagnostics.isEmpty else { return nil }
    guard facts.needsAnotherLook else { return facts.rows }
    var found = facts.rows
    var known = FactBase()
    for (place, rule) in rules.enumerated() {
      if needsOtherPages[place] {
        let more = rule.find(in: page, facts: known)
        guard more.endLine == nil else { return nil }
        if !more.rows.isEmpty { found[place] = more.rows }
      }
      known.add(found[place] ?? [], of: rule.kind)
      if let names = names[rule.kind.name] { known.add(names: names, ofKind: rule.kind.name) }
    }
    return found
  }
}

extension KindRule {
  /// The kinds whose facts a field names.
  var namedKinds: [String] { fieldRules.joined().compactMap(\.namesOf) }

  /// Whether facts of another kind are where facts of this one are looked for.
  func buildsOn(_ kind: String) -> Bool {
    selectors.contains { selector in
      if case .values(kind, _) = selector { true } else { false }
    }
  }

  fileprivate func hasCandidates(in page: Page, facts: FactBase) -> Bool {
    selectors.contains { !$0.forEachCandidate(in: page, facts: facts) { _ in false } }
  }

  /// Says that the rest of a page was not looked at.
  func endsEarly(at line: Int, of page: Page) -> Diagnostic {
    Diagnostic(
      .warning,
      "the page has too much for the kind '\(kind.name)': facts from here on are left out",
      in: page.source, at: SourcePosition(line: line, column: 1),
      notes: ["part long blocks that have many of them"])
  }
}
