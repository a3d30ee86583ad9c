/// The text of a query, taken apart.
struct ParsedQuery: Equatable {
  /// More than that is cut off with a note; a mask of 32 bits says which of them a document has.
  static let maximumTermCount = 24

  private(set) var terms: [QueryTerm] = []
  private(set) var exclusions: [QueryTerm] = []
  /// Whether there were more terms than are searched for.
  private(set) var isCut = false

  /// Takes a text apart.
  /// - Throws: `SearchError` where nothing is left to search for.
  init(_ text: String) throws(SearchError) {
    var rest = Substring(text)[...]
    var stopWords: [QueryTerm] = []
    while let term = Self.nextTerm(&rest) {
      if term.isExcluded {
        if exclusions.count < Self.maximumTermCount { exclusions.append(term.term) }
      } else if term.term.isStopWord {
        stopWords.append(term.term)
      } else if !terms.contains(where: { $0.match == term.term.match }) {
        guard terms.count < Self.maximumTermCount else {
          isCut = true
          break
        }
        terms.append(term.term)
      }
    }
    guard terms.isEmpty else { return }
    // Common words say little beside others; alone they are what was asked for.
    for term in stopWords.prefix(Self.maximumTermCount)
    where !terms.contains(where: { $0.match == term.match }) {
      terms.append(term)
    }
    guard terms.isEmpty else { return }
    throw exclusions.isEmpty ? .noWords : .onlyExclusions
  }

  /// Takes the next term off; what has no word in it is passed over.
  private static func nextTerm(_ rest: inout Substring) -> (term: QueryTerm, isExcluded: Bool)? {
    while true {
      rest = rest.drop(while: isSpace)
      guard let first = rest.first else { return nil }
      let isDash = first == "-"
      if isDash { rest.removeFirst() }
      // `--verbose` is the name of an option.
      let isExcluded = isDash && rest.first != "-"
      if let quote = rest.first, isQuotationMark(quote) {
        rest.removeFirst()
        let phrase = rest.prefix { !isQuotationMark($0) }
        rest = rest[phrase.endIndex...].dropFirst()
        if let term = QueryTerm(phrase, isQuoted: true) { return (term, isExcluded) }
      } else {
        let word = rest.prefix { !isSpace($0) && !isQuotationMark($0) }
        rest = rest[word.endIndex...]
        if let term = term(for: word) { return (term, isExcluded) }
      }
    }
  }

  private static func isSpace(_ character: Character) -> Bool {
    // Looking up Unicode's properties takes longer than all the rest of the parsing.
    character.asciiValue.map { $0 <= 0x20 } ?? character.isWhitespace
  }

  private static func isQuotationMark(_ character: Character) -> Bool {
    character == "\"" || character == "“" || character == "”" || character == "„"
  }

  private static func term(for word: Substring) -> QueryTerm? {
    let trimmed = word.prefix { $0 != "*" }
    let isPrefix = trimmed.endIndex < word.endIndex
    return QueryTerm(withoutContraction(trimmed), isPrefix: isPrefix)
  }

  /// `team's` is about the team, `what's` is `what`: the index holds such endings as words of their own.
  private static func withoutContraction(_ word: Substring) -> Substring {
    guard let apostrophe = word.lastIndex(where: { $0 == "'" || $0 == "’" }) else { return word }
    // Punctuation may follow: `team's?`.
    let ending = word[word.index(after: apostrophe)...].prefix(while: \.isLetter)
    return ["s", "re", "ll", "ve", "d", "t", "m"].contains(ending.lowercased())
      ? word[..<apostrophe] : word
  }
}
