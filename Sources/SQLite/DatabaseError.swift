internal import CSQLite

/// What SQLite says went wrong. Bound values are never part of it.
package struct DatabaseError: Error, Equatable, Sendable {
  /// The extended result code; `code.primary` is the one to compare with.
  package var extendedCode: ResultCode
  /// SQLite's own words.
  package var message: String
  /// The statement, where one was concerned.
  package var sql: String?
  /// Where in the SQL the error lies, in UTF-8 bytes; `nil` where SQLite does not say.
  package var utf8Offset: Int?

  package init(
    _ extendedCode: ResultCode, _ message: String, sql: String? = nil, utf8Offset: Int? = nil
  ) {
    self.extendedCode = extendedCode
    self.message = message
    self.sql = sql
    self.utf8Offset = utf8Offset
  }

  /// The primary result code.
  package var code: ResultCode { extendedCode.primary }

  /// The last error of a connection.
  init(connection: OpaquePointer?, code: Int32, sql: String?) {
    guard let connection else {
      self.init(ResultCode(rawValue: code), String(cString: sqlite3_errstr(code)), sql: sql)
      return
    }
    let extendedCode = sqlite3_extended_errcode(connection)
    // A misuse is refused before the connection notes it: its last error is then an older one.
    guard extendedCode & 0xFF == code & 0xFF else {
      self.init(ResultCode(rawValue: code), String(cString: sqlite3_errstr(code)), sql: sql)
      return
    }
    let offset = handbook_sqlite3_error_offset(connection)
    self.init(
      ResultCode(rawValue: extendedCode), String(cString: sqlite3_errmsg(connection)), sql: sql,
      utf8Offset: offset >= 0 ? Int(offset) : nil)
  }
}

extension DatabaseError: CustomStringConvertible {
  package var description: String {
    "SQLite error \(extendedCode.rawValue): \(message)" + (sql.map { " in: \($0)" } ?? "")
  }
}
