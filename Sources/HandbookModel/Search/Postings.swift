internal import Synchronization

/// The documents that have a term, each with how much the term counts in it (BM25).
struct Postings: Sendable {
  var documents: [Int32] = []
  var scores: [Float] = []

  var count: Int { documents.count }
}

/// The postings of terms that were searched for before, for all readers of a snapshot. It never changes,
/// so they stay right.
final class PostingsCache: Sendable {
  private struct State {
    var postings: [String: Postings] = [:]
    var entryCount = 0
  }

  /// In entries of 8 bytes.
  private let maximumEntryCount: Int
  private let state = Mutex(State())

  init(documentCount: Int) {
    // Room for the postings of some common words, which are the ones that take long to read.
    maximumEntryCount = min(max(1 << 13, documentCount * 8), 1 << 20)
  }

  func postings(for match: String) -> Postings? {
    state.withLock { $0.postings[match] }
  }

  func keep(_ new: Postings, for match: String) {
    // A term costs something even without documents: its key and its place in the table.
    let cost = new.count + 16
    guard cost <= maximumEntryCount / 2 else { return }
    state.withLock { state in
      if state.entryCount + cost > maximumEntryCount {
        state.postings.removeAll(keepingCapacity: true)
        state.entryCount = 0
      }
      if state.postings.updateValue(new, forKey: match) == nil { state.entryCount += cost }
    }
  }
}
