/// The prepared statements of a connection, by SQL text and by what they were allowed to do.
struct StatementCache {
  private struct Key: Hashable {
    var sql: String
    var authorization: Authorization
  }

  /// Bounded because the SQL of agents differs from call to call; the program's own statements are
  /// far fewer.
  private let maximumCount = 128
  private var statements: [Key: Statement] = [:]

  /// A kept statement, ready for use; `nil` where there is none or it is in use.
  func statement(for sql: String, _ authorization: Authorization) -> Statement? {
    guard let statement = statements[Key(sql: sql, authorization: authorization)],
      !statement.isBusy
    else { return nil }
    statement.clearBindings()
    return statement
  }

  /// Resets those that are in use.
  func resetStatements() {
    for statement in statements.values where statement.isBusy { statement.reset() }
  }

  /// Keeps a statement, unless one for the same SQL is kept already.
  mutating func keep(_ statement: Statement, for sql: String, _ authorization: Authorization) {
    let key = Key(sql: sql, authorization: authorization)
    guard statements[key] == nil else { return }
    // Starting over is rare and costs microseconds; an order of use would cost every call.
    if statements.count >= maximumCount { statements.removeAll() }
    statements[key] = statement
  }
}
