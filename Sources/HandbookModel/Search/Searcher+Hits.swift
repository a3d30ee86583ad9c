internal import SQLite

extension Searcher {
  /// Reads what there is to show of a document.
  func hit(
    for entry: Ranking.Entry, _ snippet: Snippet, in model: HandbookModel
  ) throws(DatabaseError) -> SearchHit {
    let kind = space.catalog.kindNumbers[entry.document]
    var hit = SearchHit(
      kind: space.catalog.kinds[Int(kind)], name: nil, page: nil, title: "", headingPath: [],
      lines: nil, snippet: "", score: Double(entry.score))
    if let document = space.document(entry.document) {
      hit.name = document.name
      hit.title = document.title
      var text = document.text
      hit.snippet = text.withUTF8 { snippet.make(from: $0) }
      return hit
    }
    let page = model.pages[Int(space.catalog.pageIDs[entry.document]) - 1]
    hit.page = page
    hit.title = page.title
    let isSection = kind == SearchCatalog.sectionKind
    let select = try connection.prepare(
      isSection
        ? "SELECT path, first_line, last_line, text FROM system._section WHERE id = ?"
        : "SELECT path, first_line, last_line, text, name FROM system._fact WHERE id = ?")
    try select.bind(entry.document, to: 1)
    defer { select.reset() }
    guard try select.step() else { return hit }
    hit.headingPath = select.withUTF8(at: 0) { strings(ofJSONArray: $0) }
    hit.lines = lineRange(select.int(at: 1), select.int(at: 2))
    hit.snippet = select.withUTF8(at: 3) { snippet.make(from: $0) }
    if !isSection { hit.name = select.text(at: 4) }
    return hit
  }
}
