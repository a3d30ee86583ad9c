#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Documents of a segment, ascending, with how often a term stands in each, columns weighted.
struct DocumentWeights {
  var documents: [Int] = []
  var weights: [Double] = []

  fileprivate mutating func append(_ document: Int, _ weight: Double) {
    documents.append(document)
    weights.append(weight)
  }
}

extension SearchIndex {
  func weights(of term: QueryTerm, in segment: IndexSegment) -> DocumentWeights {
    if term.stems.count > 1 { return weights(ofPhrase: term, in: segment) }
    guard let stem = term.stems.first else { return DocumentWeights() }
    if term.isPrefix {
      return weights(ofTerms: segment.terms(startingWith: stem), in: segment)
    }
    guard let place = segment.term(stem) else { return DocumentWeights() }
    var found = DocumentWeights()
    found.documents.reserveCapacity(Int(segment.parts.documentCounts[place]))
    found.weights.reserveCapacity(Int(segment.parts.documentCounts[place]))
    let columnWeights = IndexColumn.weights
    var (document, weight) = (0, 0.0)
    segment.forEachOccurrence(of: place) { next, column, _ in
      if next != document {
        if weight > 0, segment.isLive(document) { found.append(document, weight) }
        (document, weight) = (next, 0)
      }
      weight += columnWeights[column]
    }
    if weight > 0, segment.isLive(document) { found.append(document, weight) }
    return found
  }

  /// Of several terms as one: of the words with a beginning.
  private func weights(ofTerms terms: Range<Int>, in segment: IndexSegment) -> DocumentWeights {
    var sums = Array(repeating: 0.0, count: segment.parts.documents.count)
    segment.forEachOccurrence(ofTerms: terms) { document, column, _ in
      sums[document] += IndexColumn.weights[column]
    }
    var found = DocumentWeights()
    for (document, sum) in sums.enumerated() where sum > 0 && segment.isLive(document) {
      found.append(document, sum)
    }
    return found
  }

  /// Of words in a row.
  private func weights(ofPhrase phrase: QueryTerm, in segment: IndexSegment) -> DocumentWeights {
    var starts: [Place] = []
    for (offset, stem) in phrase.stems.enumerated() {
      let isBeginning = phrase.isPrefix && offset == phrase.stems.count - 1
      let terms =
        isBeginning
        ? segment.terms(startingWith: stem) : segment.term(stem).map { $0..<$0 + 1 } ?? 0..<0
      var places: [Place] = []
      segment.forEachOccurrence(ofTerms: terms) { document, column, position in
        guard position >= offset else { return }
        places.append(Place(document: document, column: column, position: position - offset))
      }
      if terms.count > 1 { places.sort() }
      starts = offset == 0 ? places : Self.common(starts, places)
      if starts.isEmpty { break }
    }
    var found = DocumentWeights()
    for start in starts where segment.isLive(start.document) {
      let weight = IndexColumn.weights[start.column]
      if found.documents.last == start.document {
        found.weights[found.weights.count - 1] += weight
      } else {
        found.append(start.document, weight)
      }
    }
    return found
  }

  /// A place in a segment: places compare as they follow one another.
  private struct Place: Comparable {
    private let value: UInt64

    init(document: Int, column: Int, position: Int) {
      value = UInt64(document) << 32 | UInt64(column) << 30 | UInt64(position)
    }

    var document: Int { Int(value >> 32) }
    var column: Int { Int(value >> 30 & 3) }

    static func < (left: Place, right: Place) -> Bool { left.value < right.value }
  }

  private static func common(_ left: [Place], _ right: [Place]) -> [Place] {
    var common: [Place] = []
    var (first, second) = (0, 0)
    while first < left.count, second < right.count {
      if left[first] == right[second] {
        common.append(left[first])
        first += 1
        second += 1
      } else if left[first] < right[second] {
        first += 1
      } else {
        second += 1
      }
    }
    return common
  }
}

func naturalLogarithm(_ value: Double) -> Double { log(value) }
