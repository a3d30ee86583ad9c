extension SearchQuery {
  /// How many words are searched for; those beyond are left out, and the answer says so.
  package static let maximumWordCount = ParsedQuery.maximumTermCount
}
