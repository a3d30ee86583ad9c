internal import Diagnostics
internal import SQLite

/// A stem of the index that may be meant.
private struct NearStem {
  var stem: [UInt8]
  var distance: Int
  var documentCount: Int

  func isBetter(than other: NearStem) -> Bool {
    if distance != other.distance { return distance < other.distance }
    if documentCount != other.documentCount { return documentCount > other.documentCount }
    return stem.lexicographicallyPrecedes(other.stem)
  }
}

extension Searcher {
  /// A word of the handbook that is spelt nearly like one that occurs nowhere; `nil` where none is near.
  func nearWord(to term: QueryTerm) throws(DatabaseError) -> QueryTerm? {
    let word = term.words[0]
    guard (4...NearWord.maximumLength).contains(word.count), word[0] < 0x7F else { return nil }
    // Hardly anybody mistypes the first letter, and the words that share it are few.
    if let near = try nearWord(to: word, sharingInitial: true) { return near }
    return try nearWord(to: word, sharingInitial: false)
  }

  /// Shortlists stems, then compares the words that have them: the index knows only `infrastructur`.
  private func nearWord(
    to word: [UInt8], sharingInitial: Bool
  ) throws(DatabaseError) -> QueryTerm? {
    var best: (word: [UInt8], distance: Int)?
    for near in nearStems(to: word, sharingInitial: sharingInitial) {
      for written in try words(withStem: near.stem) {
        var distance = editDistance(written, word)
        if distance > NearWord.maximumDistance(for: word) {
          // Perhaps only another form of the meant word occurs: better than nothing.
          guard near.distance == 0, near.stem.count >= 5 else { continue }
          distance = 3
        }
        if distance < best?.distance ?? .max { best = (written, distance) }
      }
    }
    return best.flatMap { QueryTerm(String(decoding: $0.word, as: UTF8.self)) }
  }

  /// The nearest stems, of those equally near the most frequent first.
  private func nearStems(to word: [UInt8], sharingInitial: Bool) -> [NearStem] {
    var nearWord = NearWord(word)
    var found: [[UInt8]: NearStem] = [:]
    for segment in index.segments {
      let sharing = segment.firstTerm(from: [word[0]])..<segment.firstTerm(from: [word[0] + 1])
      let other = [0..<sharing.lowerBound, sharing.upperBound..<segment.termCount]
      for term in (sharingInitial ? [sharing] : other).joined() {
        let near = segment.withTerm(term) { stem in
          nearWord.distance(toStem: stem).map {
            NearStem(stem: Array(stem), distance: $0, documentCount: 0)
          }
        }
        guard let near else { continue }
        let count = index.documentCount(ofTerm: term, in: segment)
        if count > 0 { found[near.stem, default: near].documentCount += count }
      }
    }
    return Array(found.values.sorted { $0.isBetter(than: $1) }.prefix(8))
  }

  /// The words with a stem as a few documents write them.
  private func words(withStem stem: [UInt8]) throws(DatabaseError) -> [[UInt8]] {
    let sections = try connection.prepare(
      """
      SELECT s.text, s.path, p.title FROM system._section AS s
      JOIN system._page AS p ON p.id = s.page_id WHERE s.id = ?
      """)
    let facts = try connection.prepare("SELECT text, heading, title FROM system._fact WHERE id = ?")
    let ids = index.documents(withStem: stem, maximum: 4)
    var words: [[UInt8]] = []
    func add(_ text: UnsafeBufferPointer<UInt8>) {
      for word in Self.words(withStem: stem, in: text) where !words.contains(word) {
        words.append(word)
      }
    }
    for select in [sections, facts] {
      for id in ids {
        try select.bind(id, to: 1)
        while try select.step() {
          for column in 0..<3 { select.withUTF8(at: column, add) }
        }
      }
    }
    for document in ids.compactMap(space.document) {
      for var text in [document.text, document.indexedTitle] { text.withUTF8(add) }
    }
    return words
  }

  private static func words(
    withStem stem: [UInt8], in text: UnsafeBufferPointer<UInt8>
  ) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var scanner = WordScanner(text)
    while let range = scanner.next() {
      let word = WordFolding.folded(UnsafeBufferPointer(rebasing: text[range]))
      guard word.first == stem.first, !words.contains(word) else { continue }
      var wordStem = word
      PorterStemmer.stem(&wordStem)
      if wordStem == stem { words.append(word) }
    }
    return words
  }
}
