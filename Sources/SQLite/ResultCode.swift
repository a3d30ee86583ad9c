internal import CSQLite

/// A result code of SQLite, primary or extended: https://sqlite.org/rescode.html
package struct ResultCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// The primary code that an extended one refines; a primary code itself.
  package var primary: ResultCode { ResultCode(rawValue: rawValue & 0xFF) }

  package static let error = ResultCode(rawValue: SQLITE_ERROR)
  package static let busy = ResultCode(rawValue: SQLITE_BUSY)
  package static let outOfMemory = ResultCode(rawValue: SQLITE_NOMEM)
  package static let readOnly = ResultCode(rawValue: SQLITE_READONLY)
  /// A progress handler or `Connection.interrupt()` stopped the statement.
  package static let interrupt = ResultCode(rawValue: SQLITE_INTERRUPT)
  package static let full = ResultCode(rawValue: SQLITE_FULL)
  /// A string, a blob or the SQL itself is longer than the limit.
  package static let tooBig = ResultCode(rawValue: SQLITE_TOOBIG)
  package static let constraint = ResultCode(rawValue: SQLITE_CONSTRAINT)
  package static let misuse = ResultCode(rawValue: SQLITE_MISUSE)
  /// An `Authorization` refused the statement.
  package static let authorization = ResultCode(rawValue: SQLITE_AUTH)
  package static let range = ResultCode(rawValue: SQLITE_RANGE)
}
