/// Adds up what the terms count in each document and finds the best.
///
/// Each term is looked up by itself and the sums are made here, which gives the same BM25 as one query over
/// all terms, and besides tells which terms a document has.
struct Ranking {
  /// A document with its score.
  struct Entry {
    var document: Int
    var score: Float

    /// By score, then as in the handbook.
    func isBetter(than other: Entry) -> Bool {
      if score != other.score { return score > other.score }
      return document < other.document
    }
  }

  /// How much more a document counts that has all terms.
  private static let fullMatchFactor: Float = 1.25

  /// What the terms count in a document together.
  private struct Sum {
    var score: Float = 0
    /// Bit n says that the document has term n; 0 for a document that is not touched.
    var terms: UInt32 = 0
  }

  /// By document.
  private var sums: [Sum]
  private var touched: [Int32] = []

  init(documentCount: Int) {
    sums = Array(repeating: Sum(), count: documentCount)
  }

  /// Starts over.
  mutating func reset() {
    for document in touched { sums[Int(document)] = Sum() }
    touched.removeAll(keepingCapacity: true)
  }

  /// Adds what a term counts.
  mutating func add(_ postings: Postings, term: Int) {
    for index in 0..<postings.count {
      let document = Int(postings.documents[index])
      if sums[document].terms == 0 { touched.append(postings.documents[index]) }
      sums[document].terms |= 1 << UInt32(term)
      sums[document].score += postings.scores[index]
    }
  }

  /// Takes documents out.
  mutating func remove(_ postings: Postings) {
    for document in postings.documents { sums[Int(document)].terms = 0 }
  }

  /// The best of the documents that have every required term and are permitted.
  /// - Parameters:
  ///   - termCount: of all terms, whether anything has them or not.
  ///   - required: the terms that must not be missing, as a mask.
  /// - Returns: at most `maximumCount` entries, best first; how many there are in all; and whether any has all
  ///   terms.
  func best(
    _ maximumCount: Int, termCount: Int, required: UInt32, where isPermitted: (Int) -> Bool
  ) -> (entries: [Entry], total: Int, hasFullMatch: Bool) {
    var entries: [Entry] = []
    entries.reserveCapacity(min(maximumCount, touched.count) + 1)
    var total = 0
    var hasFullMatch = false
    // What has more of the terms is preferred, and what has all once more, but not at any price: a page
    // that is called by most of the words is meant, and not another that happens to have them all.
    var coverages = (0...termCount).map { Float($0) / Float(max(1, termCount)) }
    coverages[termCount] *= Self.fullMatchFactor
    // What the last of enough entries counts: most documents are below.
    var least = -Float.infinity
    for touchedDocument in touched {
      let document = Int(touchedDocument)
      let sum = sums[document]
      guard sum.terms != 0, sum.terms & required == required, isPermitted(document) else {
        continue
      }
      total += 1
      let count = sum.terms.nonzeroBitCount
      if count == termCount { hasFullMatch = true }
      let entry = Entry(document: document, score: sum.score * coverages[count])
      if entry.score < least { continue }
      if entries.count == maximumCount, let last = entries.last, !entry.isBetter(than: last) {
        continue
      }
      var position = entries.count
      while position > 0, entry.isBetter(than: entries[position - 1]) { position -= 1 }
      entries.insert(entry, at: position)
      if entries.count > maximumCount { entries.removeLast() }
      if entries.count == maximumCount, let last = entries.last { least = last.score }
    }
    return (entries, total, hasFullMatch)
  }
}
