/// A query whose right answers are known.
package struct JudgedQuery: Sendable, Equatable {
  package var text: String
  /// The pages that answer it, any of them; by id.
  package var pages: Set<Int>
  /// The sections that answer it, where a section was named and not only a page; by page and first line.
  package var sections: Set<Section>
  /// The pages from which the query was taken. They hold its words only because they point to the answer, so
  /// they are left out of what is found.
  package var excludedPages: Set<Int>

  package struct Section: Sendable, Hashable {
    package var page: Int
    package var firstLine: Int

    package init(page: Int, firstLine: Int) {
      self.page = page
      self.firstLine = firstLine
    }
  }

  package init(
    text: String, pages: Set<Int>, sections: Set<Section> = [], excludedPages: Set<Int> = []
  ) {
    self.text = text
    self.pages = pages
    self.sections = sections
    self.excludedPages = excludedPages
  }
}
