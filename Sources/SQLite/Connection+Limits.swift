internal import CSQLite

extension Connection {
  /// A limit that SQLite enforces on a connection: https://sqlite.org/limits.html
  package enum Limit {
    /// Bytes of a string, a blob or a row.
    case valueBytes
    case sqlBytes
    case expressionDepth
    case compoundSelectTerms
    case programInstructions
    case attachedDatabases
    case likePatternBytes
    /// Columns of a result, a table or an index; terms of ORDER BY and GROUP BY.
    case columns

    fileprivate var category: Int32 {
      switch self {
      case .valueBytes: SQLITE_LIMIT_LENGTH
      case .sqlBytes: SQLITE_LIMIT_SQL_LENGTH
      case .expressionDepth: SQLITE_LIMIT_EXPR_DEPTH
      case .compoundSelectTerms: SQLITE_LIMIT_COMPOUND_SELECT
      case .programInstructions: SQLITE_LIMIT_VDBE_OP
      case .attachedDatabases: SQLITE_LIMIT_ATTACHED
      case .likePatternBytes: SQLITE_LIMIT_LIKE_PATTERN_LENGTH
      case .columns: SQLITE_LIMIT_COLUMN
      }
    }
  }

  /// Lowers or raises a limit, at most to the one that the library was built with.
  /// - Returns: what it was before.
  @discardableResult
  package func set(_ limit: Limit, to value: Int) -> Int {
    Int(sqlite3_limit(handle, limit.category, Int32(clamping: value)))
  }

  /// Runs the body with other limits, which hold for what is compiled and for what runs in it.
  package func withLimits<Result, Failure: Error>(
    _ limits: KeyValuePairs<Limit, Int>, do body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = limits.map { ($0.key, set($0.key, to: $0.value)) }
    defer { for (limit, value) in before { set(limit, to: value) } }
    return try body()
  }

  /// Stops the statement that runs; it throws `interrupt`.
  package func interrupt() {
    sqlite3_interrupt(handle)
  }

  /// Runs the body and asks the handler about every so many virtual machine instructions whether to
  /// stop. A stopped statement throws a `DatabaseError` with the code `interrupt`.
  ///
  /// ```swift
  /// try connection.withProgressHandler(everyInstructions: 1000) { clock.now > deadline } do: {
  ///   while try statement.step() { … }
  /// }
  /// ```
  package func withProgressHandler<Result, Failure: Error>(
    everyInstructions instructionCount: Int, _ shouldStop: @escaping () -> Bool,
    do body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let outer = progressHandler
    progressHandler = shouldStop
    sqlite3_progress_handler(
      handle, Int32(clamping: instructionCount),
      { context in
        guard let context else { return 0 }
        let connection = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        return connection.progressHandler?() == true ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
    defer {
      progressHandler = outer
      if outer == nil { sqlite3_progress_handler(handle, 0, nil, nil) }
    }
    return try body()
  }
}
