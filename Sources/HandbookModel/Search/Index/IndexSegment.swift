/// What of a document a word stands in.
enum IndexColumn: Int {
  case title, heading, text

  /// How much more a word counts in the title and in the headings than in the text.
  static let weights: [Double] = [8, 5, 1]
}

/// Some documents with the terms that they have: which, how often and where. A term is the stem of a
/// folded word.
///
/// A segment never changes. Documents are counted from 0 in it; `documents` says what their ids are. A document whose
/// page has been indexed anew stays in it and is passed over.
struct IndexSegment: Sendable {
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

  /// Without the postings.
  private let shared: Shared
  /// By the place of the document, whether it is gone; `nil` where none is.
  private(set) var isGone: [Bool]?

  private final class Shared: Sendable {
    let parts: Parts
    let postings: PostingBytes

    init(_ parts: Parts, _ postings: PostingBytes) {
      self.parts = parts
      self.postings = postings
    }
  }

  init(_ parts: Parts) {
    var parts = parts
    let postings = parts.postings
    parts.postings = []
    self.init(parts, postings: .memory(postings))
  }

  /// - Parameter parts: those of which the postings are elsewhere.
  init(_ parts: Parts, postings: PostingBytes) {
    shared = Shared(parts, postings)
  }

  var parts: Parts { _read { yield shared.parts } }
  var postings: PostingBytes { shared.postings }

  /// Takes out the documents whose ids are in a range.
  mutating func remove(_ ids: Range<Int>) {
    for document in firstDocument(from: ids.lowerBound)..<firstDocument(from: ids.upperBound) {
      if isGone == nil { isGone = Array(repeating: false, count: parts.documents.count) }
      isGone?[document] = true
    }
  }

  /// Whether any document is left.
  var isEmpty: Bool { isGone?.allSatisfy(\.self) ?? parts.documents.isEmpty }

  private func firstDocument(from id: Int) -> Int {
    var (low, high) = (0, parts.documents.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(parts.documents[middle]) < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a document, by its place, is still there.
  @inline(__always)
  func isLive(_ document: Int) -> Bool {
    guard let isGone else { return true }
    return !isGone[document]
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
    forEachOccurrence(ofTerms: term..<term + 1, body)
  }

  /// The same for terms that follow one another, one after the other; their postings are read at once.
  @inline(__always)
  func forEachOccurrence(
    ofTerms terms: Range<Int>,
    _ body: (_ document: Int, _ column: Int, _ position: Int) -> Void
  ) {
    guard let last = terms.last else { return }
    let start = postingStart(of: terms.lowerBound)
    postings.withBytes(start..<Int(parts.postingEnds[last])) { bytes in
      // There are none where they could not be read.
      guard !bytes.isEmpty else { return }
      for term in terms {
        var decoder = PostingsDecoder(
          UnsafeBufferPointer(
            rebasing: bytes[postingStart(of: term) - start..<Int(parts.postingEnds[term]) - start]))
        while decoder.next() { body(decoder.document, decoder.column, decoder.position) }
      }
    }
  }

  /// Calls the body for every document that has a term, ascending by their places, until it returns `false`.
  @inline(__always)
  func forEachDocument(of term: Int, _ body: (_ document: Int) -> Bool) {
    postings.withBytes(postingStart(of: term)..<Int(parts.postingEnds[term])) { bytes in
      guard !bytes.isEmpty else { return }
      var decoder = PostingsDecoder(bytes)
      var last = -1
      while decoder.next() {
        guard decoder.document != last else { continue }
        last = decoder.document
        guard body(last) else { return }
      }
    }
  }

  private func postingStart(of term: Int) -> Int {
    term == 0 ? 0 : Int(parts.postingEnds[term - 1])
  }
}
