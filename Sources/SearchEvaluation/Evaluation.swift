package import HandbookModel

/// Judged queries asked of a handbook's search and of plain BM25 over whole pages.
package struct Evaluation: Sendable {
  /// So many hits are looked at to find ten different pages and to leave pages out.
  private static let hitCount = 100

  package let queries: [JudgedQuery]
  /// Pages, in the order of their best hits.
  package private(set) var search = Measures()
  /// Hits as they are answered: the right section, of the queries that name one.
  package private(set) var sections = Measures()
  package private(set) var plain = Measures()

  package init(_ queries: [JudgedQuery], of model: HandbookModel) throws {
    self.queries = queries
    let plainSearch = try PlainSearch(of: model)
    for query in queries {
      let hits = Self.hits(for: query, in: model)
      search.note(Self.distinct(hits.map(\.page)).map(query.pages.contains))
      if !query.sections.isEmpty { sections.note(hits.map(query.sections.contains)) }
      let pages = try plainSearch.search(
        query.text, maximumCount: Measures.depth + query.excludedPages.count)
      plain.note(pages.filter { !query.excludedPages.contains($0) }.map(query.pages.contains))
    }
  }

  private static func hits(
    for query: JudgedQuery, in model: HandbookModel
  ) -> [JudgedQuery.Section] {
    // A search that refuses the words has found nothing.
    let outcome = try? model.search(SearchQuery(query.text, maximumHitCount: hitCount))
    // Tools are no part of a folder of pages, so each hit has a page and lines.
    return (outcome?.hits ?? []).compactMap { hit in
      guard let page = hit.page, let lines = hit.lines, !query.excludedPages.contains(page.id)
      else { return nil }
      return JudgedQuery.Section(page: page.id, firstLine: lines.lowerBound)
    }
  }

  private static func distinct(_ pages: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return pages.filter { seen.insert($0).inserted }
  }
}
