internal import SQLite

extension Searcher {
  /// So many of the best entries are looked at closely.
  static let closelyRankedCount = 32

  /// Puts the best entries into the order that their titles and headings suggest: what is called by the
  /// query's words comes before what only has them.
  func rankByHeadings(
    _ entries: inout [Ranking.Entry], _ terms: [QueryTerm], in model: HandbookModel
  ) throws(DatabaseError) {
    var match = HeadingMatch(terms)
    // Sections of one page often follow each other.
    var (lastPage, titleShare) = (-1, Float(0))
    let count = min(Self.closelyRankedCount, entries.count)
    for index in 0..<count {
      let document = entries[index].document
      let page = Int(catalog.pageIDs[document])
      guard page > 0 else {
        // What it is called by is title and heading at once.
        entries[index].score *= 1 + 2 * (try headingShare(ofDocument: document, &match))
        continue
      }
      if page != lastPage {
        (lastPage, titleShare) = (page, match.share(of: model.pages[page - 1].title))
      }
      let isSection = catalog.kindNumbers[document] == SearchCatalog.sectionKind
      let headingShare =
        isSection
        ? try headingShare(ofSection: document, &match)
        : try self.headingShare(ofDocument: document, &match)
      entries[index].score *= 1 + titleShare + headingShare
    }
    entries[..<count].sort { $0.isBetter(than: $1) }
  }

  private func headingShare(
    ofSection id: Int, _ match: inout HeadingMatch
  ) throws(DatabaseError) -> Float {
    let select = try connection.prepare("SELECT heading FROM system._section WHERE id = ?")
    return try headingShare(select, id, &match)
  }

  /// A fact is called by its name; the title of a document from outside has its name before it.
  private func headingShare(
    ofDocument id: Int, _ match: inout HeadingMatch
  ) throws(DatabaseError) -> Float {
    let select = try connection.prepare(
      "SELECT iif(page_id IS NULL, title, name) FROM system._document WHERE id = ?")
    return try headingShare(select, id, &match)
  }

  private func headingShare(
    _ select: Statement, _ id: Int, _ match: inout HeadingMatch
  ) throws(DatabaseError) -> Float {
    try select.bind(id, to: 1)
    defer { select.reset() }
    return try select.step() ? select.withUTF8(at: 0) { match.share(of: $0) } : 0
  }
}
