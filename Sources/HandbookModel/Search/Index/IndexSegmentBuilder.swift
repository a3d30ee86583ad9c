#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes an `IndexSegment`, document by document.
///
/// Not for two threads at once; each thread that reads pages writes a segment of its own.
final class IndexSegmentBuilder {
  /// What a term has so far. The postings grow where they lie; see `PostingsDecoder` for their form.
  private struct Term {
    var bytes: UnsafeMutablePointer<UInt8>?
    var count = 0
    var capacity = 0
    var documentCount: UInt32 = 0
    var lastDocument = -1
    var lastColumn = 0
    var lastPosition = 0

    mutating func append(_ byte: UInt8) {
      if count == capacity {
        capacity = max(8, capacity + capacity / 2)
        bytes = realloc(bytes, capacity)?.assumingMemoryBound(to: UInt8.self)
        precondition(bytes != nil, "no memory for the index")
      }
      // Not nil: the capacity is above 0.
      bytes![count] = byte
      count += 1
    }

    mutating func append(varint value: Int) {
      var rest = UInt(bitPattern: value)
      while rest >= 0x80 {
        append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func append(document: Int, column: Int, position: Int) {
      if document != lastDocument {
        if documentCount > 0 { append(PostingsDecoder.endOfDocument) }
        append(varint: document - max(0, lastDocument))
        documentCount += 1
        (lastDocument, lastColumn, lastPosition) = (document, 0, 0)
      }
      if column != lastColumn {
        append(PostingsDecoder.nextColumn)
        append(UInt8(column))
        (lastColumn, lastPosition) = (column, 0)
      }
      append(varint: position - lastPosition + PostingsDecoder.positionOffset)
      lastPosition = position
    }
  }

  /// Words as they are written, so that each is folded and stemmed once.
  private let words = WordTable()
  /// The number of the term by the number of the word; -1 for a word that is none.
  private var termsOfWords: [Int32] = []
  private let stems = WordTable()
  /// By the number of the stem.
  private var terms = UnsafeMutablePointer<Term>.allocate(capacity: 1 << 8)
  private var termCapacity = 1 << 8
  private var tokenCounts: [UInt32] = []

  /// How many documents there are.
  var documentCount: Int { tokenCounts.count }

  deinit {
    for number in 0..<stems.count { free(terms[number].bytes) }
    terms.deallocate()
  }

  /// Adds a document.
  /// - Parameter columns: the texts of its columns in their order, see `IndexColumn`.
  func add(_ columns: [UnsafeBufferPointer<UInt8>]) {
    let document = tokenCounts.count
    var tokenCount = 0
    for (column, text) in columns.enumerated() {
      var scanner = WordScanner(text)
      var position = 0
      while let range = scanner.next() {
        let term = term(of: UnsafeBufferPointer(rebasing: text[range]))
        guard term >= 0 else { continue }
        terms[term].append(document: document, column: column, position: position)
        position += 1
      }
      tokenCount += position
    }
    tokenCounts.append(UInt32(tokenCount))
  }

  /// Adds a document of a title, headings and a text.
  func add(title: String, heading: String, text: [UInt8]) {
    var (title, heading) = (title, heading)
    title.withUTF8 { title in
      heading.withUTF8 { heading in
        text.withUnsafeBufferPointer { add([title, heading, $0]) }
      }
    }
  }

  private func term(of word: UnsafeBufferPointer<UInt8>) -> Int {
    let (number, isNew) = words.number(of: word)
    if !isNew { return Int(termsOfWords[number]) }
    var stem = WordFolding.folded(word)
    // A diacritical mark alone.
    guard !stem.isEmpty else {
      termsOfWords.append(-1)
      return -1
    }
    PorterStemmer.stem(&stem)
    let (term, isNewTerm) = stem.withUnsafeBufferPointer { stems.number(of: $0) }
    if isNewTerm { addTerm(number: term) }
    termsOfWords.append(Int32(term))
    return term
  }

  private func addTerm(number: Int) {
    if number == termCapacity {
      let larger = UnsafeMutablePointer<Term>.allocate(capacity: termCapacity * 2)
      larger.moveInitialize(from: terms, count: number)
      terms.deallocate()
      terms = larger
      termCapacity *= 2
    }
    (terms + number).initialize(to: Term())
  }

  /// What the segment of all that was added consists of, but for the ids of the documents; nothing can be
  /// added afterwards.
  func finish() -> IndexSegment.Parts {
    let order = (0..<stems.count).sorted { stems[$0].lexicographicallyPrecedes(stems[$1]) }
    var parts = IndexSegment.Parts()
    parts.tokenCounts = tokenCounts
    parts.postings.reserveCapacity(order.reduce(0) { $0 + terms[$1].count })
    for number in order {
      parts.termBytes.append(contentsOf: stems[number])
      parts.termEnds.append(UInt32(parts.termBytes.count))
      parts.documentCounts.append(terms[number].documentCount)
      parts.postings.append(
        contentsOf: UnsafeBufferPointer(start: terms[number].bytes, count: terms[number].count))
      parts.postingEnds.append(UInt32(parts.postings.count))
      free(terms[number].bytes)
      terms[number].bytes = nil
    }
    return parts
  }
}
