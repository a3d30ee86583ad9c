internal import Diagnostics
internal import SQLite

/// A stem of the index that may be meant.
private struct NearStem {
  var stem: [UInt8]
  var distance: Int
  var documentCount: Int

  func isBetter(than other: NearStem) -> Bool {
    (distance, -documentCount) < (other.distance, -other.documentCount)
  }
}

extension Searcher {
  /// A word of the handbook that is spelt nearly like one that occurs nowhere; `nil` where none is near.
  func nearWord(to term: QueryTerm) throws(DatabaseError) -> QueryTerm? {
    let word = term.words[0]
    guard (4...NearWord.maximumLength).contains(word.count), word[0] < 0x7F else { return nil }
    // Hardly anybody mistypes the first letter, and the words that share it are few.
    let initial = String(UnicodeScalar(word[0]))
    let next = String(UnicodeScalar(word[0] + 1))
    let columns = "SELECT term, doc FROM system._vocabulary"
    if let near = try nearWord(
      to: word, "\(columns) WHERE term >= ?1 AND term < ?2", initial, next)
    {
      return near
    }
    return try nearWord(to: word, "\(columns) WHERE term < ?1 OR term >= ?2", initial, next)
  }

  /// Shortlists stems, then compares the words that have them: the index knows only `infrastructur`.
  private func nearWord(
    to word: [UInt8], _ sql: String, _ low: String, _ high: String
  ) throws(DatabaseError) -> QueryTerm? {
    var best: (word: [UInt8], distance: Int)?
    for near in try nearStems(to: word, sql, low, high) {
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
  private func nearStems(
    to word: [UInt8], _ sql: String, _ low: String, _ high: String
  ) throws(DatabaseError) -> [NearStem] {
    var nearWord = NearWord(word)
    var stems: [NearStem] = []
    let select = try connection.prepare(sql)
    try select.bind(low, to: 1)
    try select.bind(high, to: 2)
    while try select.step() {
      let near = select.withUTF8(at: 0) { stem in
        nearWord.distance(toStem: stem).map {
          NearStem(stem: Array(stem), distance: $0, documentCount: 0)
        }
      }
      guard var near else { continue }
      near.documentCount = select.int(at: 1)
      let position = stems.firstIndex { near.isBetter(than: $0) } ?? stems.count
      stems.insert(near, at: position)
      if stems.count > 8 { stems.removeLast() }
    }
    return stems
  }

  /// The words with a stem as a few documents write them.
  private func words(withStem stem: [UInt8]) throws(DatabaseError) -> [[UInt8]] {
    let select = try connection.prepare(
      """
      WITH found (id) AS (
        SELECT DISTINCT doc FROM system._occurrences WHERE term = ?1 LIMIT 4
      )
      SELECT s.text, s.path, p.title FROM found CROSS JOIN system._section AS s ON s.id = found.id
      JOIN system._page AS p ON p.id = s.page_id
      UNION ALL
      SELECT d.text, d.heading, d.title FROM found CROSS JOIN system._document AS d ON d.id = found.id
      """)
    try select.bind(utf8: stem, to: 1)
    var words: [[UInt8]] = []
    while try select.step() {
      for column in 0..<3 {
        for word in select.withUTF8(at: column, { Self.words(withStem: stem, in: $0) })
        where !words.contains(word) {
          words.append(word)
        }
      }
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
