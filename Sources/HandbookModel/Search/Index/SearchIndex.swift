/// Which documents have which words: some segments together, less the documents that are gone.
///
/// What a term counts is the BM25 of SQLite's FTS5 (https://sqlite.org/fts5.html#the_bm25_function) with the
/// same constants, computed over all documents that are there. How they are spread over segments makes
/// no difference.
struct SearchIndex: Sendable {
  let segments: [IndexSegment]
  let documentCount: Int
  private let averageTokenCount: Double

  init(_ segments: [IndexSegment]) {
    self.segments = segments
    var (documents, tokens) = (0, 0)
    for segment in segments {
      for (document, count) in segment.parts.tokenCounts.enumerated()
      where segment.isLive(document) {
        documents += 1
        tokens += Int(count)
      }
    }
    documentCount = documents
    averageTokenCount = documents == 0 ? 1 : Double(tokens) / Double(documents)
  }

  /// The documents that have a term, with what it counts in each.
  func postings(of term: QueryTerm) -> Postings {
    var found: [(segment: Int, weights: DocumentWeights)] = []
    var documentCount = 0
    for (number, segment) in segments.enumerated() {
      let weights = weights(of: term, in: segment)
      documentCount += weights.documents.count
      found.append((number, weights))
    }
    return postings(found, documentCount: documentCount)
  }

  private func postings(
    _ found: [(segment: Int, weights: DocumentWeights)], documentCount: Int
  ) -> Postings {
    var postings = Postings()
    postings.documents.reserveCapacity(documentCount)
    postings.scores.reserveCapacity(documentCount)
    let inverseFrequency = self.inverseFrequency(ofTermIn: documentCount)
    for (number, weights) in found {
      let segment = segments[number]
      for (index, document) in weights.documents.enumerated() {
        let weight = weights.weights[index]
        let length = Double(segment.parts.tokenCounts[document])
        let score =
          inverseFrequency
          * ((weight * (Self.k1 + 1))
            / (weight + Self.k1 * (1 - Self.b + Self.b * length / averageTokenCount)))
        postings.documents.append(Int32(segment.id(of: document)))
        postings.scores.append(Float(score))
      }
    }
    return postings
  }

  private static let k1 = 1.2
  private static let b = 0.75

  /// How telling a term is that so many documents have.
  private func inverseFrequency(ofTermIn count: Int) -> Double {
    let value = naturalLogarithm(
      (Double(documentCount - count) + 0.5) / (Double(count) + 0.5))
    // A term that more than half of all have still counts a little.
    return value > 0 ? value : 1e-6
  }

  /// How many documents have the term at a place of a segment's.
  func documentCount(ofTerm term: Int, in segment: IndexSegment) -> Int {
    guard segment.isGone != nil else { return Int(segment.parts.documentCounts[term]) }
    return documents(ofTerm: term, in: segment, maximum: .max).count
  }

  /// The ids of the first documents that have a stem, ascending.
  func documents(withStem stem: [UInt8], maximum: Int) -> [Int] {
    var ids: [Int] = []
    for segment in segments {
      guard let term = segment.term(stem) else { continue }
      ids += documents(ofTerm: term, in: segment, maximum: maximum)
    }
    return Array(ids.sorted().prefix(maximum))
  }

  private func documents(ofTerm term: Int, in segment: IndexSegment, maximum: Int) -> [Int] {
    var ids: [Int] = []
    segment.forEachDocument(of: term) { document in
      if segment.isLive(document) { ids.append(segment.id(of: document)) }
      return ids.count < maximum
    }
    return ids
  }
}
