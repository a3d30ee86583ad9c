internal import SQLite

extension Searcher {
  /// Reads what there is to show of a document.
  func hit(
    for entry: Ranking.Entry, _ snippet: Snippet, in model: HandbookModel
  ) throws(DatabaseError) -> SearchHit {
    let pageID = Int(catalog.pageIDs[entry.document])
    let page = pageID > 0 ? model.pages[pageID - 1] : nil
    let kind = catalog.kindNumbers[entry.document]
    let isSection = kind == SearchCatalog.sectionKind && page != nil
    let select =
      isSection
      ? try connection.prepare(
        "SELECT path, first_line, last_line, text FROM system._section WHERE id = ?")
      : try connection.prepare(
        """
        SELECT path, first_line, last_line, text, name, title FROM system._document WHERE id = ?
        """)
    try select.bind(entry.document, to: 1)
    defer { select.reset() }
    var hit = SearchHit(
      kind: catalog.kinds[Int(kind)], name: nil, page: page, title: page?.title ?? "",
      headingPath: [], lines: nil, snippet: "", score: Double(entry.score))
    guard try select.step() else { return hit }
    hit.headingPath = select.withUTF8(at: 0) { strings(ofJSONArray: $0) }
    if !select.isNull(at: 1) { hit.lines = lineRange(select.int(at: 1), select.int(at: 2)) }
    hit.snippet = select.withUTF8(at: 3) { snippet.make(from: $0) }
    guard !isSection else { return hit }
    hit.name = select.text(at: 4)
    // The title was stored with the name before it, as the index has it.
    if page == nil, let name = hit.name {
      hit.title = String(select.text(at: 5).dropFirst(name.count + 1))
    }
    return hit
  }
}
