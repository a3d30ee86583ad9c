internal import CSQLite

/// What a statement may do, checked by SQLite while it compiles the statement.
package enum Authorization: Hashable, Sendable {
  /// Anything: for the program's own SQL.
  case unrestricted
  /// One SELECT over tables and views of one schema: for SQL that a user or an agent wrote.
  ///
  /// - Parameter tables: the names that may be read, `nil` for every one that does not begin with
  ///   `sqlite_`. What a permitted view reads is permitted with it.
  case readOnly(schema: String, tables: Set<String>?)

  /// Table-valued functions without side effects.
  fileprivate static let harmlessTables: Set<String> = ["json_each", "json_tree"]

  /// Functions that reach outside the database or into the library.
  private static let deniedFunctions: Set<String> = [
    "load_extension", "fts3_tokenizer", "fts5", "sqlite_compileoption_get",
    "sqlite_compileoption_used", "sqlite_log",
  ]

  /// SQLite's question about one action, with its four arguments.
  func permits(
    _ action: Int32, _ first: String?, _ second: String?, schema: String?, view: String?
  ) -> Bool {
    guard case .readOnly(let permittedSchema, let tables) = self else { return true }
    switch action {
    case SQLITE_SELECT, SQLITE_RECURSIVE:
      return true
    case SQLITE_FUNCTION:
      return second.map { !Self.deniedFunctions.contains($0.lowercased()) } ?? false
    case SQLITE_READ:
      guard let table = first else { return false }
      if let view, isReadable(view, tables) { return true }
      if Self.harmlessTables.contains(table) { return true }
      // Where no column is read (`SELECT count(*) FROM …`) SQLite passes the schema as it was written.
      // Without one the name may also be the statement's own (WITH), so more than the listed
      // tables must pass; all that can be learnt this way is a number of rows.
      guard let schema else { return !Self.isReserved(table) }
      return schema == permittedSchema && isReadable(table, tables)
    default:
      return false
    }
  }

  private func isReadable(_ table: String, _ tables: Set<String>?) -> Bool {
    if let tables { return tables.contains(table) }
    return !Self.isReserved(table)
  }

  private static func isReserved(_ table: String) -> Bool {
    let name = table.lowercased()
    return name.hasPrefix("sqlite_") || name.hasPrefix("pragma_")
  }
}

extension Connection {
  /// Compiles a statement while SQLite asks the authorization about everything that it would do.
  func statement(
    _ sql: String, authorization: Authorization
  ) throws(DatabaseError) -> Statement {
    if authorization == .unrestricted { return try Statement(sql, on: handle) }
    prepareHarmlessTables()
    let box = AuthorizationBox(authorization)
    sqlite3_set_authorizer(
      handle,
      { context, action, first, second, schema, view in
        guard let context else { return SQLITE_DENY }
        let box = Unmanaged<AuthorizationBox>.fromOpaque(context).takeUnretainedValue()
        let isPermitted = box.authorization.permits(
          action, first.map { String(cString: $0) }, second.map { String(cString: $0) },
          schema: schema.map { String(cString: $0) }, view: view.map { String(cString: $0) })
        if !isPermitted { box.hasRefused = true }
        return isPermitted ? SQLITE_OK : SQLITE_DENY
      }, Unmanaged.passUnretained(box).toOpaque())
    defer { sqlite3_set_authorizer(handle, nil, nil) }
    return try withExtendedLifetime(box) { () throws(DatabaseError) in
      do throws(DatabaseError) {
        let statement = try Statement(sql, on: handle)
        // VACUUM is the statement that SQLite does not ask about.
        guard statement.isReadOnly else {
          throw DatabaseError(.authorization, "not authorized", sql: sql)
        }
        return statement
      } catch {
        // A refusal deep inside SQLite can surface as some other error.
        guard box.hasRefused, error.code != .authorization else { throw error }
        throw DatabaseError(.authorization, "not authorized", sql: sql)
      }
    }
  }

  /// Lets SQLite set up the table-valued functions: it does so at their first use by a CREATE TABLE
  /// of its own, which an authorization would refuse.
  private func prepareHarmlessTables() {
    guard !hasHarmlessTables else { return }
    hasHarmlessTables = true
    for table in Authorization.harmlessTables {
      // A library without JSON functions has no such table, and then nothing can use it.
      _ = try? Statement("SELECT 1 FROM \(table)('null')", on: handle)
    }
  }
}

/// A value that C can point to.
private final class AuthorizationBox {
  let authorization: Authorization
  var hasRefused = false

  init(_ authorization: Authorization) {
    self.authorization = authorization
  }
}
