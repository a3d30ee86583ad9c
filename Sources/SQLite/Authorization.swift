internal import CSQLite

/// What a statement may do, checked by SQLite while it compiles the statement.
package enum Authorization: Hashable, Sendable {
  /// Anything: for the program's own SQL.
  case unrestricted
  /// One SELECT over tables and views of one schema: for SQL that a user or an agent wrote.
  ///
  /// - Parameter tables: the names that may be read, `nil` for every one that is neither SQLite's
  ///   own nor begins with `_`. What a permitted view reads is permitted with it.
  case readOnly(schema: String, tables: Set<String>?)

  /// Table-valued functions without side effects.
  fileprivate static let harmlessTables: Set<String> = ["json_each", "json_tree"]

  /// What is wrong with one action of a statement, in words; `nil` where it is permitted.
  func objection(
    to action: Int32, _ first: String?, _ second: String?, schema: String?, view: String?
  ) -> String? {
    guard case .readOnly(let permittedSchema, let tables) = self else { return nil }
    switch action {
    case SQLITE_SELECT, SQLITE_RECURSIVE:
      return nil
    case SQLITE_FUNCTION:
      let name = second?.lowercased() ?? ""
      return PermittedFunctions.names.contains(name)
        ? nil : "the function '\(name)' may not be used"
    case SQLITE_READ:
      let table = first ?? ""
      if Self.harmlessTables.contains(table) { return nil }
      // SQLite gives the name of a WITH clause just like that of a view, so a statement can lend a
      // view's name to itself. What it gains are the tables behind the views, which hold the same
      // facts; SQLite's own tables and those of other schemas it does not gain.
      if let view, isReadable(view, tables), schema == permittedSchema,
        !Self.isOfLibrary(table)
      {
        return nil
      }
      // Where no column is read (`SELECT count(*) FROM …`) SQLite passes the schema as it was written.
      // Without one the name may also be the statement's own (WITH) or stand in a view, so more than
      // the listed tables must pass; all that can be learnt this way is a number of rows.
      let isPermitted =
        if let schema {
          schema == permittedSchema && isReadable(table, tables)
        } else {
          !Self.isOfLibrary(table)
        }
      if isPermitted { return nil }
      let name = schema.map { "\($0).\(table)" } ?? table
      return "the table '\(name)' may not be read"
    default:
      return "only reading is permitted"
    }
  }

  private func isReadable(_ table: String, _ tables: Set<String>?) -> Bool {
    if let tables { return tables.contains(table) }
    return !Self.isReserved(table)
  }

  /// Whether the name is one of SQLite's own tables, or of those that stand behind the views.
  private static func isReserved(_ table: String) -> Bool {
    table.hasPrefix("_") || isOfLibrary(table)
  }

  private static func isOfLibrary(_ table: String) -> Bool {
    let name = table.lowercased()
    return name.hasPrefix("sqlite_") || name.hasPrefix("pragma_") || libraryTables.contains(name)
  }

  /// Tables that the library brings, in whichever build: they show its inner state.
  private static let libraryTables: Set<String> = [
    "bytecode", "completion", "dbstat", "fts3tokenize", "tables_used",
  ]
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
        let objection = box.authorization.objection(
          to: action, first.map { String(cString: $0) }, second.map { String(cString: $0) },
          schema: schema.map { String(cString: $0) }, view: view.map { String(cString: $0) })
        if box.objection == nil { box.objection = objection }
        return objection == nil ? SQLITE_OK : SQLITE_DENY
      }, Unmanaged.passUnretained(box).toOpaque())
    defer { sqlite3_set_authorizer(handle, nil, nil) }
    return try withExtendedLifetime(box) { () throws(DatabaseError) in
      do throws(DatabaseError) {
        let statement = try Statement(sql, on: handle)
        // VACUUM is the statement that SQLite does not ask about.
        guard statement.isReadOnly else {
          throw DatabaseError(.authorization, "only reading is permitted", sql: sql)
        }
        return statement
      } catch {
        // A refusal deep inside SQLite can surface as some other error, and never says what was refused.
        guard let objection = box.objection else { throw error }
        throw DatabaseError(.authorization, objection, sql: sql, utf8Offset: error.utf8Offset)
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
  /// The first one.
  var objection: String?

  init(_ authorization: Authorization) {
    self.authorization = authorization
  }
}
