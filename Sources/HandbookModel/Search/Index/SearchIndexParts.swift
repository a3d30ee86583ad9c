/// The segments of an index while they are being written: those of the pages, which may come from several
/// threads, and one of the facts.
struct SearchIndexParts {
  private var finished: [IndexSegment] = []
  private var facts = IndexSegmentBuilder()
  private var factIDs: [Int32] = []

  /// Adds a fact of a page.
  mutating func add(id: Int, title: String, heading: String, text: String) {
    facts.add(title: title, heading: heading, text: Array(text.utf8))
    factIDs.append(Int32(id))
  }

  /// Adds the sections of pages that were indexed elsewhere.
  /// - Parameter ids: of the sections in the order in which they were indexed, ascending.
  mutating func add(_ parts: IndexSegment.Parts, ids: [Int32]) {
    guard !ids.isEmpty else { return }
    var parts = parts
    parts.documents = ids
    finished.append(IndexSegment(parts))
  }

  /// The segments of all.
  consuming func finish() -> [IndexSegment] {
    if !factIDs.isEmpty { add(facts.finish(), ids: factIDs) }
    return finished
  }
}
