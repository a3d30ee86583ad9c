internal import SQLite

/// Answers queries over one connection, which nobody else uses meanwhile.
final class Searcher {
  let connection: Connection
  let space: SearchSpace
  private let cache: PostingsCache
  private var ranking: Ranking
  /// What was found for words that occur nowhere; looking costs a walk over the vocabulary.
  private var nearWords: [String: QueryTerm?] = [:]

  init(
    _ connection: Connection, _ space: SearchSpace, _ cache: PostingsCache
  ) {
    self.connection = connection
    self.space = space
    self.cache = cache
    ranking = Ranking(documentCount: space.catalog.nextID)
  }

  var catalog: SearchCatalog { space.catalog }
  var index: SearchIndex { space.index }

  /// Answers a query.
  /// - Throws: `SearchError` where there is nothing to search for, `DatabaseError` where the index fails.
  func search(_ query: SearchQuery, in model: HandbookModel) throws -> SearchOutcome {
    let parsed = try ParsedQuery(query.text)
    let filter = try SearchFilter(query, catalog, model)
    var corrections: [SearchOutcome.Correction] = []
    var terms: [QueryTerm] = []
    var postings: [Postings] = []
    var missing: [QueryTerm] = []
    for term in parsed.terms {
      for (term, found) in try lookUp(term, &corrections) where terms.count < 32 {
        guard !terms.contains(where: { $0.match == term.match }) else { continue }
        if found.count == 0 { missing.append(term) }
        terms.append(term)
        postings.append(found)
      }
    }
    defer { ranking.reset() }
    for (index, found) in postings.enumerated() { ranking.add(found, term: index) }
    for term in parsed.exclusions { ranking.remove(self.postings(of: term)) }
    let required = terms.enumerated().reduce(UInt32(0)) { mask, term in
      term.element.isQuoted ? mask | 1 << UInt32(term.offset) : mask
    }
    let wanted = max(0, query.offset) + max(0, query.maximumHitCount)
    var (entries, total, hasFullMatch) = ranking.best(
      max(wanted, Self.closelyRankedCount), termCount: terms.count, required: required
    ) { filter.permits($0, catalog) }
    if wanted > 0 { try rankByHeadings(&entries, terms, in: model) }
    entries.removeLast(max(0, entries.count - wanted))
    let documentCount = Float(index.documentCount + 1)
    let snippet = Snippet(
      terms, weights: postings.map { 1 / (1 + Float($0.count) / documentCount * 8) })
    let hits = try entries.dropFirst(max(0, query.offset)).map {
      try hit(for: $0, snippet, in: model)
    }
    return SearchOutcome(
      total: total, hits: hits, corrections: corrections,
      note: Self.note(
        parsed, missing: missing, hasFullMatch: hasFullMatch || total == 0))
  }

  /// The documents that have a term.
  func postings(of term: QueryTerm) -> Postings {
    if let known = cache.postings(for: term.match) { return known }
    let postings = index.postings(of: term)
    cache.keep(postings, for: term.match)
    return postings
  }

  /// A compound that fewer documents have is searched for in its parts too.
  private static let commonDocumentCount = 10

  /// The term with its documents. A compound (`http.Agent(options)`) that few have comes with its parts, since
  /// other pages write it apart; a word that none has is looked for in words that are spelt nearly so.
  private func lookUp(
    _ term: QueryTerm, _ corrections: inout [SearchOutcome.Correction]
  ) throws(DatabaseError) -> [(QueryTerm, Postings)] {
    let found = postings(of: term)
    guard !term.isQuoted, !term.isPrefix else { return [(term, found)] }
    if term.words.count > 1 {
      guard found.count < Self.commonDocumentCount else { return [(term, found)] }
      var results: [(QueryTerm, Postings)] = []
      if found.count > 0 { results.append((term, found)) }
      for part in term.parts where !part.isStopWord {
        results += try lookUp(part, &corrections)
      }
      return results.isEmpty ? [(term, found)] : results
    }
    guard found.count == 0 else { return [(term, found)] }
    guard let replacement = try knownNearWord(to: term) else { return [(term, found)] }
    if !corrections.contains(where: { $0.word == term.source }) {
      corrections.append(.init(word: term.source, replacement: replacement.source))
    }
    return [(replacement, postings(of: replacement))]
  }

  private func knownNearWord(to term: QueryTerm) throws(DatabaseError) -> QueryTerm? {
    if let known = nearWords[term.match] { return known }
    let found = try nearWord(to: term)
    if nearWords.count >= 256 { nearWords.removeAll() }
    nearWords[term.match] = .some(found)
    return found
  }

  private static func note(
    _ query: ParsedQuery, missing: [QueryTerm], hasFullMatch: Bool
  ) -> String? {
    var sentences: [String] = []
    if query.isCut {
      sentences.append(
        "Only the first \(ParsedQuery.maximumTermCount) words of the query were used.")
    }
    if !missing.isEmpty {
      let words = missing.map { $0.isQuoted ? "\"\($0.source)\"" : "'\($0.source)'" }
      sentences.append("Nothing has \(words.joined(separator: ", ")).")
    } else if !hasFullMatch {
      sentences.append("No result has all the words; these have some of them.")
    }
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }
}
