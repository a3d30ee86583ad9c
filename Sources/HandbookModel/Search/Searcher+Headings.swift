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
    let sections = try connection.prepare("SELECT heading FROM system._section WHERE id = ?")
    let facts = try connection.prepare("SELECT name FROM system._fact WHERE id = ?")
    // Sections of one page often follow each other.
    var (lastPage, titleShare) = (-1, Float(0))
    let count = min(Self.closelyRankedCount, entries.count)
    for index in 0..<count {
      let document = entries[index].document
      if let other = space.document(document) {
        // What it is called by is title and heading at once.
        entries[index].score *= 1 + 2 * match.share(of: other.indexedTitle)
        continue
      }
      let page = Int(catalog.pageIDs[document])
      if page != lastPage {
        (lastPage, titleShare) = (page, match.share(of: model.pages[page - 1].title))
      }
      // A fact is called by its name.
      let isSection = catalog.kindNumbers[document] == SearchCatalog.sectionKind
      let select = isSection ? sections : facts
      try select.bind(document, to: 1)
      defer { select.reset() }
      let headingShare = try select.step() ? select.withUTF8(at: 0) { match.share(of: $0) } : 0
      entries[index].score *= 1 + titleShare + headingShare
    }
    entries[..<count].sort { $0.isBetter(than: $1) }
  }
}
