internal import CSQLite

/// A compiled SQL statement: values are bound, rows are stepped through, columns are read.
///
/// ```swift
/// let statement = try connection.prepare("SELECT name FROM vectors WHERE effort = :effort")
/// try statement.bind("Low", to: 1)
/// while try statement.step() { print(statement.text(at: 0)) }
/// ```
///
/// Belongs to the owner of its connection.
package final class Statement {
  /// The SQL as it was given.
  package let sql: String
  let handle: OpaquePointer
  /// Valid as long as the statement: a connection that closes earlier waits for its statements.
  private let connection: OpaquePointer

  init(_ sql: String, on connection: OpaquePointer) throws(DatabaseError) {
    var sql = sql
    let (code, statement, end, byteCount) = sql.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { text in
        var statement: OpaquePointer?
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(
          connection, text.baseAddress, Int32(clamping: text.count),
          UInt32(SQLITE_PREPARE_PERSISTENT), &statement, &tail)
        let end = tail.flatMap { tail in text.baseAddress.map { tail - $0 } } ?? 0
        return (code, statement, end, text.count)
      }
    }
    guard code == SQLITE_OK else {
      throw DatabaseError(connection: connection, code: code, sql: sql)
    }
    guard let statement else {
      throw DatabaseError(.error, "there is no statement", sql: sql)
    }
    if end < byteCount, Self.holdsSQL(sql.utf8.dropFirst(end), on: connection) {
      sqlite3_finalize(statement)
      throw DatabaseError(.error, "more than one statement", sql: sql, utf8Offset: end)
    }
    self.sql = sql
    self.handle = statement
    self.connection = connection
  }

  deinit {
    sqlite3_finalize(handle)
  }

  /// Whether anything but white space, comments and semicolons is left, which SQLite itself knows best.
  private static func holdsSQL(
    _ tail: Substring.UTF8View.SubSequence, on connection: OpaquePointer
  ) -> Bool {
    var rest = tail
    while true {
      rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ";")].contains($0) }
      guard !rest.isEmpty else { return false }
      var text = String(Substring(rest))
      let (code, isStatement, end) = text.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) { text in
          var statement: OpaquePointer?
          var tail: UnsafePointer<CChar>?
          let code = sqlite3_prepare_v3(
            connection, text.baseAddress, Int32(clamping: text.count), 0, &statement, &tail)
          defer { sqlite3_finalize(statement) }
          let end = tail.flatMap { tail in text.baseAddress.map { tail - $0 } } ?? text.count
          return (code, statement != nil, end)
        }
      }
      // A comment compiles to nothing; go on behind it.
      guard code == SQLITE_OK, !isStatement else { return true }
      guard end > 0 else { return false }
      rest = rest.dropFirst(end)
    }
  }

  /// Goes to the next row; `false` at the end, where the statement resets itself.
  /// - Throws: `DatabaseError`; the statement is then reset.
  package func step() throws(DatabaseError) -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    guard code == SQLITE_DONE else {
      let error = DatabaseError(connection: connection, code: code, sql: sql)
      sqlite3_reset(handle)
      throw error
    }
    sqlite3_reset(handle)
    return false
  }

  /// Runs to the end, whatever rows there are.
  package func run() throws(DatabaseError) {
    while try step() {}
  }

  /// Goes back to before the first row; bindings stay.
  package func reset() {
    sqlite3_reset(handle)
  }

  /// Makes every parameter NULL.
  package func clearBindings() {
    sqlite3_clear_bindings(handle)
  }

  /// Whether rows are being read.
  var isBusy: Bool { sqlite3_stmt_busy(handle) != 0 }

  /// Whether the statement leaves the database as it is.
  package var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  /// Throws the error of a call that failed.
  func check(_ code: Int32) throws(DatabaseError) {
    guard code == SQLITE_OK else {
      throw DatabaseError(connection: connection, code: code, sql: sql)
    }
  }
}
