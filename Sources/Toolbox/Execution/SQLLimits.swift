/// What a query may use.
package enum SQLLimits {
  /// The rows of a page where the caller does not say.
  package static let defaultRows = 100
  /// The most rows that a page may have.
  package static let maximumRows = 1_000
  /// More rows than this are not counted: the query is refused as too wide.
  package static let maximumTotalRows = 100_000
  /// The longest single value that is read into an answer.
  package static let maximumValueBytes = 1 << 20
  /// How long a query may run.
  package static let defaultTimeout: Duration = .seconds(5)
  /// How many instructions of SQLite's virtual machine run between two looks at the clock and the
  /// caller: some 20 microseconds.
  static let instructionsPerCheck = 2_000
}
