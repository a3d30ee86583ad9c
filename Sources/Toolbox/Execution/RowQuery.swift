import HandbookModel
import JSON
import SQLite

/// One query over the handbook with its values, answered a page of rows at a time.
struct RowQuery: Sendable {
  /// What a query of a tool may read.
  static let authorization = Authorization.readOnly(schema: "system", tables: nil)

  let sql: String
  let response: ResponseShape
  /// What the definition says of columns that no table declares.
  let kinds: [String: RowShape.Kind]

  init(
    _ sql: String, response: ResponseShape = .whole, kinds: [String: RowShape.Kind] = [:]
  ) {
    self.sql = sql
    self.response = response
    self.kinds = kinds
  }

  /// A part of the rows.
  struct Page {
    let rows: [JSONValue]
    /// How many rows there are in all.
    let total: Int
  }

  /// Reads rows from an offset on, until the limit or the budget is reached, and counts the rest.
  /// - Parameter values: for the parameters 1, 2, …; objects and arrays are bound as JSON text.
  func page(
    _ values: [JSONValue], offset: Int, limit: Int, budget: TokenBudget,
    on connection: Connection, _ context: CallContext
  ) throws -> Page {
    let statement = try connection.prepare(sql, authorization: Self.authorization)
    defer { statement.reset() }
    for (index, value) in values.enumerated() { try statement.bind(value, to: index + 1) }
    let shape = RowShape(of: statement, response: response, kinds: kinds)
    return try supervise(connection, context) {
      var rows = BudgetedRows(budget)
      var total = 0
      var isFull = false
      while try statement.step() {
        total += 1
        if total > SQLLimits.maximumTotalRows {
          throw ToolCallError.failed(
            "the query gives more than \(SQLLimits.maximumTotalRows) rows: narrow it down")
        }
        guard !isFull, total > offset else { continue }
        let isAdded = try rows.append(shape.row(of: statement), number: total)
        isFull = !isAdded || rows.count == limit
      }
      return Page(rows: rows.rows, total: total)
    }
  }

  /// Runs the body with an eye on the clock and on whether the caller still waits.
  private func supervise<Result>(
    _ connection: Connection, _ context: CallContext, _ body: () throws -> Result
  ) throws -> Result {
    let deadline = ContinuousClock.now.advanced(by: context.queryTimeout)
    var isCancelled = false
    do {
      return try connection.withProgressHandler(
        everyInstructions: SQLLimits.instructionsPerCheck,
        {
          isCancelled = context.checkpoint()
          return isCancelled || ContinuousClock.now > deadline
        }, do: body)
    } catch let error as DatabaseError where error.code == .interrupt {
      if isCancelled { throw ToolCallError.cancelled }
      throw ToolCallError.failed(
        "the query ran longer than \(context.queryTimeout): narrow it down")
    }
  }
}
