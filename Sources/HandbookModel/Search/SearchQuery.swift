/// What to search for, and where.
///
/// The text is what people type: words, `"quoted phrases"`, beginnings of words (`capab*`) and words
/// that must not occur (`-legacy`; `--legacy` is a word). Any text is understood; none is an error of syntax.
/// A compound that few documents have (`http.Agent(options)`) is searched for in its parts too, unless it is
/// quoted.
package struct SearchQuery: Sendable, Equatable {
  package var text: String
  /// Only documents of these kinds: `section`, the names of the handbook's kinds, the kinds of other
  /// documents. Empty: sections and other documents.
  package var kinds: [String]
  /// Only pages whose path begins with this.
  package var pathPrefix: String?
  /// Which revisions to search; `nil` for the newest.
  package var asOf: AsOf?
  /// How many hits to return at most.
  package var maximumHitCount: Int
  /// How many hits to leave out before the first returned one.
  package var offset: Int

  package init(
    _ text: String, kinds: [String] = [], pathPrefix: String? = nil, asOf: AsOf? = nil,
    maximumHitCount: Int = 10, offset: Int = 0
  ) {
    self.text = text
    self.kinds = kinds
    self.pathPrefix = pathPrefix
    self.asOf = asOf
    self.maximumHitCount = maximumHitCount
    self.offset = offset
  }
}

/// Why a query cannot be answered.
package enum SearchError: Error, Equatable, Sendable {
  /// The query has no word in it.
  case noWords
  /// The query only says what must not occur.
  case onlyExclusions
  /// A kind that the handbook does not have, and those that it has.
  case unknownKind(String, known: [String])
}

extension SearchError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noWords: "the query has no word to search for"
    case .onlyExclusions: "the query only says what must not occur: add a word to search for"
    case .unknownKind(let kind, let known):
      "unknown kind '\(kind)', there are: \(known.joined(separator: ", "))"
    }
  }
}
