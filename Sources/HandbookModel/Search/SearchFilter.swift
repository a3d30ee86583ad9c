/// Which documents may be hits.
struct SearchFilter {
  /// By page id; 0 stands for documents without a page.
  private let isPagePermitted: [Bool]
  /// By kind number; `nil` for sections and documents without a page.
  private let isKindPermitted: [Bool]?

  init(
    _ query: SearchQuery, _ catalog: SearchCatalog, _ model: HandbookModel
  ) throws(SearchError) {
    if query.kinds.isEmpty {
      isKindPermitted = nil
    } else {
      for kind in query.kinds where !catalog.kinds.contains(kind) {
        throw .unknownKind(kind, known: catalog.kinds)
      }
      isKindPermitted = catalog.kinds.map { query.kinds.contains($0) }
    }
    var permitted = model.isPageNewest
    if let asOf = query.asOf {
      for index in permitted.indices { permitted[index] = false }
      for revisions in model.pageIndices.groups {
        if let page = asOf.choose(from: revisions.map { model.pages[$0] }) {
          permitted[page.id] = true
        }
      }
    }
    permitted[0] = query.pathPrefix == nil
    if let prefix = query.pathPrefix.map(Self.relative) {
      for page in model.pages where permitted[page.id] {
        permitted[page.id] = page.path.hasPrefix(prefix) || page.revision.page.hasPrefix(prefix)
      }
    }
    isPagePermitted = permitted
  }

  private static func relative(_ prefix: String) -> String {
    if prefix.hasPrefix("./") { return String(prefix.dropFirst(2)) }
    return prefix.hasPrefix("/") ? String(prefix.dropFirst()) : prefix
  }

  func permits(_ document: Int, _ catalog: SearchCatalog) -> Bool {
    let page = Int(catalog.pageIDs[document])
    guard isPagePermitted[page] else { return false }
    let kind = catalog.kindNumbers[document]
    guard let isKindPermitted else { return page == 0 || kind == SearchCatalog.sectionKind }
    return isKindPermitted[Int(kind)]
  }
}
