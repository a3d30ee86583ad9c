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
    var isOpen = false
    return page.document.sections.filter { section in
      isUnder(section, in: page.document, &isOpen)
        && heading?.matches(section.heading) != false
        && labels.allSatisfy { section.hasField($0) }
    }
  }

  /// Whether the next section of a page is where the scope says.
  /// - Parameter isOpen: whether the last heading of `under` or `until` in front of it was one of `under`.
  private func isUnder(
    _ section: MarkdownSection, in document: MarkdownDocument, _ isOpen: inout Bool
  ) -> Bool {
    guard let under else { return true }
    guard let until, document.isPasted else {
      return section.headingPath.dropLast().contains(where: under.matches)
    }
    let isUnder = isOpen && !until.matches(section.heading)
    if until.matches(section.heading) {
      isOpen = false
    } else if under.matches(section.heading) {
      isOpen = true
    }
    return isUnder
  }
}

extension MarkdownSection {
  fileprivate func hasField(_ label: String) -> Bool {
    blocks.contains { block in block.fields.contains { $0.label.equalsIgnoringCase(label) } }
  }
}
