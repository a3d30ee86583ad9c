internal import CSQLite

/// A connection to a database, with the statements that were prepared on it.
///
/// ```swift
/// let connection = try Connection(.memory)
/// try connection.execute("CREATE TABLE team (name TEXT)")
/// let insert = try connection.prepare("INSERT INTO team VALUES (:name)")
/// try insert.bind("Signals", to: 1)
/// try insert.run()
/// ```
///
/// A connection has one owner at a time: it takes no locks of its own, so it may move between
/// threads but must not be used by two at once. Hence it is not `Sendable`.
package final class Connection {
  /// What to open.
  package enum Location {
    /// A private database in memory, gone when the connection closes.
    case memory
    /// A private database in memory that lies in one piece, so that it can become a `DatabaseImage`.
    case image
    case file(String, Mode)
    /// A new database, written page by page.
    case pages(PageFileWriter)
    /// A finished database that is to be changed.
    case change(PageFileChange)
  }

  /// What may be done with a file.
  package enum Mode {
    case readOnly, readWrite
    /// Creates the file where there is none.
    case create
  }

  /// SQLite's handle; valid while the connection lives.
  let handle: OpaquePointer
  /// What keeps the memory alive that the connection reads from.
  var retained: [AnyObject] = []
  var progressHandler: (() -> Bool)?
  var hasHarmlessTables = false
  private var cache = StatementCache()

  /// Opens a database.
  /// - Throws: `DatabaseError` where the file cannot be opened.
  package init(_ location: Location) throws(DatabaseError) {
    precondition(SQLiteLibrary.isConfigured, "SQLite could not be initialised")
    let (name, flags, vfs) =
      switch location {
      // An image in a file is attached by an address with parameters.
      case .memory: (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, nil as String?)
      // A name without a leading slash is private to the connection (https://sqlite.org/src/file/src/memdb.c).
      case .image: ("image", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "memdb")
      case .pages(let file): ("\(file.number)", SQLITE_OPEN_READWRITE, PageFileSystem.name)
      case .change(let file): ("\(file.number)", SQLITE_OPEN_READWRITE, PageFileSystem.name)
      case .file(let path, .readOnly): (path, SQLITE_OPEN_READONLY, nil)
      case .file(let path, .readWrite): (path, SQLITE_OPEN_READWRITE, nil)
      case .file(let path, .create): (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
      }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      name, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, vfs)
    guard code == SQLITE_OK, let opened else {
      defer { sqlite3_close_v2(opened) }
      throw DatabaseError(connection: opened, code: code, sql: nil)
    }
    handle = opened
    replaceSlowFunctions()
  }

  deinit {
    // Statements that are still held elsewhere keep the handle alive until they are finalized.
    sqlite3_close_v2(handle)
  }

  /// Runs a script: any number of statements, their rows dropped.
  package func execute(_ sql: String) throws(DatabaseError) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else {
      throw DatabaseError(connection: handle, code: code, sql: sql)
    }
  }

  /// The statement for the SQL, reset and without bindings; prepared once and kept.
  ///
  /// A statement that is still in use (rows are being read) is never handed out twice.
  /// - Throws: `DatabaseError` where the SQL is wrong, refused by the authorization, empty, or more
  ///   than one statement.
  package func prepare(
    _ sql: String, authorization: Authorization = .unrestricted
  ) throws(DatabaseError) -> Statement {
    if let statement = cache.statement(for: sql, authorization) { return statement }
    let statement = try statement(sql, authorization: authorization)
    cache.keep(statement, for: sql, authorization)
    return statement
  }

  /// Ends the reading of rows that was left off half-way, for the connection's next owner.
  package func resetStatements() {
    cache.resetStatements()
  }

  /// Finalizes the kept statements.
  func removeCachedStatements() {
    cache = StatementCache()
  }

  /// Runs the body in a transaction, which is rolled back where the body throws.
  package func transaction<Result>(
    _ body: () throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> Result {
    try execute("BEGIN IMMEDIATE")
    do throws(DatabaseError) {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // Some errors have rolled back already. What is reported is the first error.
      if isInTransaction { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// Whether a transaction is open. A statement that ran out of memory has rolled it back.
  package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// The rows that the last INSERT, UPDATE or DELETE touched.
  package var changedRowCount: Int { Int(sqlite3_changes(handle)) }

  /// The row id of the last INSERT.
  package var lastInsertedRowID: Int { Int(sqlite3_last_insert_rowid(handle)) }

  /// Gives back the memory that caches hold and that is not needed at the moment.
  package func releaseMemory() {
    sqlite3_db_release_memory(handle)
  }
}
