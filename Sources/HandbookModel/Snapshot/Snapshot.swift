internal import SQLite

/// What a builder makes: the database of a handbook at one moment, and what is kept of it in memory.
struct Snapshot: Sendable {
  /// What is kept in memory.
  struct Contents: Sendable {
    var pages: [PageInfo] = []
    /// The ids of each page's sections, in the order of pages.
    var sectionIDs: [Range<Int>] = []
    var catalog = SearchCatalog()
    /// The index of sections and facts.
    var segments: [IndexSegment] = []
  }

  let image: DatabaseImage
  let contents: Contents
}
