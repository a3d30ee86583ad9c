/// All that search looks at: a snapshot of the handbook, and documents that come from outside it.
///
/// Those are few and stay in memory, so that other ones take their place without any work on the handbook.
struct SearchSpace: Sendable {
  let catalog: SearchCatalog
  let index: SearchIndex
  private let documents: [SearchDocument]
  private let firstDocumentID: Int

  init(_ handbook: Snapshot.Contents, _ documents: [SearchDocument]) {
    var catalog = handbook.catalog
    let builder = IndexSegmentBuilder()
    self.documents = documents
    firstDocumentID = catalog.nextID
    for document in documents {
      let kind = catalog.number(ofKind: document.kind)
      _ = catalog.append(page: 0, kind: kind)
      builder.add(title: document.indexedTitle, heading: "", text: Array(document.text.utf8))
    }
    self.catalog = catalog
    var parts = builder.finish()
    parts.documents = (firstDocumentID..<catalog.nextID).map { Int32($0) }
    index = SearchIndex(handbook.segments + [IndexSegment(parts)])
  }

  /// The document from outside with an id; `nil` where it is of the handbook.
  func document(_ id: Int) -> SearchDocument? {
    id >= firstDocumentID ? documents[id - firstDocumentID] : nil
  }
}

extension SearchDocument {
  /// What is indexed as its title: the name counts as much.
  var indexedTitle: String { "\(name) \(title)" }
}
