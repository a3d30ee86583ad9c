import SQLite

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
  /// All values of one row together.
  package static let maximumRowBytes = 4 << 20
  /// What a query may hold in memory at one time, for sorting for instance.
  package static let maximumMemoryBytes = 128 << 20
  /// How long a query may run.
  package static let defaultTimeout: Duration = .seconds(5)
  /// How many instructions of SQLite's virtual machine run between two looks at the clock and the
  /// caller: a few microseconds, but each may work on a value of two megabytes.
  static let instructionsPerCheck = 200

  /// The longest text or blob, and the longest row, that a query may make on its way. This and the
  /// length of patterns bound the time that one instruction takes, which nothing can interrupt.
  package static let maximumIntermediateBytes = 2 << 20
  /// The longest pattern of LIKE and GLOB, whose time grows with it times the length of the text.
  package static let maximumPatternBytes = 200
  /// The text of a query.
  package static let maximumSQLBytes = 100_000
  /// How deep expressions may nest.
  package static let maximumExpressionDepth = 200
  /// The queries that `UNION` and the like put together.
  package static let maximumCompoundTerms = 50
  /// Of a result, a table or an index.
  package static let maximumColumns = 200
  /// What SQLite itself enforces, far beyond what queries need: those of values and patterns bound the
  /// running, the others the compiling with its stack.
  static let limits: KeyValuePairs<Connection.Limit, Int> = [
    .valueBytes: maximumIntermediateBytes,
    .sqlBytes: maximumSQLBytes,
    .likePatternBytes: maximumPatternBytes,
    .expressionDepth: maximumExpressionDepth,
    .compoundSelectTerms: maximumCompoundTerms,
    .columns: maximumColumns,
  ]
}
