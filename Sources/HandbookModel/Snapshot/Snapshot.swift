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
    /// The file in which the index is kept; `nil` where it is not.
    var keptAt: String?
  }

  let image: DatabaseImage
  let contents: Contents

  /// How many ids are left free behind those of a page's sections, so that the page may grow without others having
  /// to get new ids.
  static func roomForSections(besides count: Int) -> Int { 4 + count / 4 }
}

extension Snapshot.Contents {
  /// The ids that the sections of a page may have. Those of facts follow those of the last page.
  func possibleSectionIDs(ofPage index: Int) -> Range<Int> {
    let first = sectionIDs[index].lowerBound
    guard index + 1 == sectionIDs.count else { return first..<sectionIDs[index + 1].lowerBound }
    let firstFact = catalog.kindNumbers[first...].firstIndex { $0 != SearchCatalog.sectionKind }
    return first..<(firstFact ?? catalog.nextID)
  }
}
