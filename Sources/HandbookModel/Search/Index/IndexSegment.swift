/// What of a document a word stands in.
enum IndexColumn: Int {
  case title, heading, text

  /// How much more a word counts in the title and in the headings than in the text.
  static let weights: [Double] = [8, 5, 1]
}

/// Some documents with the terms that they have: which, how often and where. A term is the stem of a
/// folded word.
///
/// A segment never changes. Documents are counted from 0 in it; `documents` says what their ids are.
final class IndexSegment: Sendable {
  /// What a segment consists of.
  struct Parts: Sendable, Equatable {
    /// Of all terms one after the other, ascending.
    var termBytes: [UInt8] = []
    /// Where each term ends in the bytes.
    var termEnds: [UInt32] = []
    /// How many documents have each term.
    var documentCounts: [UInt32] = []
    /// Of all terms one after the other; see `PostingsDecoder`.
    var postings: [UInt8] = []
    /// Where those of each term end.
    var postingEnds: [UInt32] = []
    /// The ids of the documents, ascending.
    var documents: [Int32] = []
    /// How many words each document has.
    var tokenCounts: [UInt32] = []
  }

  let parts: Parts

  init(_ parts: Parts) {
    self.parts = parts
  }

  var termCount: Int { parts.termEnds.count }

  /// The document's id by its place.
  func id(of document: Int) -> Int { Int(parts.documents[document]) }

  /// The place of a term; `nil` where no document has it.
  func term(_ stem: [UInt8]) -> Int? {
    let place = firstTerm(from: stem)
    guard place < termCount, withTerm(place, { $0.elementsEqual(stem) }) else { return nil }
    return place
  }

  /// The terms that begin with some bytes.
  func terms(startingWith prefix: [UInt8]) -> Range<Int> {
    let first = firstTerm(from: prefix)
    var end = first
    while end < termCount, withTerm(end, { $0.starts(with: prefix) }) { end += 1 }
    return first..<end
  }

  /// The first term that is not below some bytes.
  func firstTerm(from bytes: [UInt8]) -> Int {
    var (low, high) = (0, termCount)
    while low < high {
      let middle = (low + high) / 2
      if withTerm(middle, { $0.lexicographicallyPrecedes(bytes) }) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// Lends the bytes of a term.
  func withTerm<Result>(_ term: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let start = term == 0 ? 0 : Int(parts.termEnds[term - 1])
    return parts.termBytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<Int(parts.termEnds[term])]))
    }
  }

  /// Calls the body for every place where a term stands, in ascending order.
  @inline(__always)
  func forEachOccurrence(
    of term: Int, _ body: (_ document: Int, _ column: Int, _ position: Int) -> Void
  ) {
    let start = term == 0 ? 0 : Int(parts.postingEnds[term - 1])
    parts.postings.withUnsafeBufferPointer { postings in
      var decoder = PostingsDecoder(
        UnsafeBufferPointer(rebasing: postings[start..<Int(parts.postingEnds[term])]))
      while decoder.next() { body(decoder.document, decoder.column, decoder.position) }
    }
  }
}
