import Markdown

/// Which sections a selector looks at. Keys in `taxonomy.yaml`, all optional, all of which must hold:
///
///     page: CONDITION         on the path or the title of the page
///     heading: CONDITION      on the section's own heading
///     under: CONDITION        on a heading above the section
///     until: CONDITION        on the heading that ends `under` in a pasted page (see below)
///     with_fields: [LABEL …]  labels that the section must all have
///
/// A page that was pasted from a browser has lost the levels of its headings, so a parser can only guess
/// which sections are under which. With `until` no guess is needed: in such a page all sections after
/// the heading of `under` and before the next one of `until` count as under it.
struct Scope: Sendable, Equatable {
  var page: TextMatch?
  var heading: TextMatch?
  var under: TextMatch?
  var until: TextMatch?
  var labels: [String] = []

  /// The sections of the page that the scope holds, in order.
  func sections(of page: Page) -> [MarkdownSection] {
    if let match = self.page, !match.matches(page.path), !match.matches(page.title) { return [] }
    let sections = page.document.sections
    return sections.indices
      .filter { index in
        heading?.matches(sections[index].heading) != false
          && labels.allSatisfy { sections[index].hasField($0) }
          && isUnder(index, in: page.document)
      }
      .map { sections[$0] }
  }

  private func isUnder(_ index: Int, in document: MarkdownDocument) -> Bool {
    guard let under else { return true }
    guard let until, document.isPasted else {
      return document.sections[index].headingPath.dropLast().contains(where: under.matches)
    }
    for section in document.sections[..<index].reversed() {
      if until.matches(section.heading) { return false }
      if under.matches(section.heading) { return !until.matches(document.sections[index].heading) }
    }
    return false
  }
}

extension MarkdownSection {
  fileprivate func hasField(_ label: String) -> Bool {
    blocks.contains { block in block.fields.contains { $0.label.equalsIgnoringCase(label) } }
  }
}
