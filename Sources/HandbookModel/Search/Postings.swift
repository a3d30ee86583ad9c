/// The documents that have a term, in ascending order, each with how much the term counts in it (BM25).
struct Postings {
  var documents: [Int32] = []
  var scores: [Float] = []

  var count: Int { documents.count }
}

/// The postings of terms that were searched for before. A snapshot never changes, so they stay right.
struct PostingsCache {
  /// In entries of 8 bytes: 512 KiB.
  private let maximumEntryCount = 1 << 16
  private var entryCount = 0
  private var postings: [String: Postings] = [:]

  func postings(for match: String) -> Postings? { postings[match] }

  mutating func keep(_ new: Postings, for match: String) {
    // A term costs something even without documents: its key and its place in the table.
    let cost = new.count + 16
    guard cost <= maximumEntryCount / 2 else { return }
    if entryCount + cost > maximumEntryCount {
      postings.removeAll(keepingCapacity: true)
      entryCount = 0
    }
    postings[match] = new
    entryCount += cost
  }
}
