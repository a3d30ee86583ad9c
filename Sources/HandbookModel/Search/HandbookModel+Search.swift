extension HandbookModel {
  /// Searches the handbook, and the documents that were added to it.
  /// - Throws: `SearchError` where the query has nothing to search for; `DatabaseError` where the
  ///   index cannot be read.
  package func search(_ query: SearchQuery) throws -> SearchOutcome {
    try withSearcher { try $0.search(query, in: self) }
  }
}
