/// What a search found.
package struct SearchOutcome: Sendable, Equatable {
  /// How many documents match at least one word, and all that is required.
  package var total: Int
  /// Best first. Of the words rare ones count more than common ones, and all of them more in titles and
  /// headings, most where a heading consists of them.
  package var hits: [SearchHit]
  /// Words that occur nowhere, with those that were searched for in their place.
  package var corrections: [Correction]
  /// What else the reader should know, in sentences; `nil` where there is nothing.
  package var note: String?

  /// A word and what it was taken for.
  package struct Correction: Sendable, Equatable {
    package var word: String
    package var replacement: String
  }
}

/// A document that a search found.
package struct SearchHit: Sendable, Equatable {
  /// `section`, a kind of the handbook, or the kind of another document.
  package var kind: String
  /// What a fact or another document is called; `nil` for a section.
  package var name: String?
  /// The page; `nil` for a document from outside the handbook.
  package var page: PageInfo?
  /// The page's title, or the title of a document from outside.
  package var title: String
  /// The headings above the place, outermost first.
  package var headingPath: [String]
  /// 1-based; `nil` for a document from outside.
  package var lines: ClosedRange<Int>?
  /// The telling part of the text on one line, matched words between `**`, `…` where it was cut.
  package var snippet: String
  /// Higher is better; comparable within one search only.
  package var score: Double
}
