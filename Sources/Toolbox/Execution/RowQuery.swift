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
    try supervise(connection, context) {
      let statement = try connection.prepare(sql, authorization: Self.authorization)
      defer { statement.reset() }
      for (index, value) in values.enumerated() { try statement.bind(value, to: index + 1) }
      return try read(statement, offset: offset, limit: limit, BudgetedRows(budget))
    }
  }

  private func read(
    _ statement: Statement, offset: Int, limit: Int, _ budgeted: BudgetedRows
  ) throws -> Page {
    let shape = RowShape(of: statement, response: response, kinds: kinds)
    var rows = budgeted
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

  /// Runs the body within the limits of queries, with an eye on the clock and on whether the caller
  /// still waits.
  private func supervise<Result>(
    _ connection: Connection, _ context: CallContext, _ body: () throws -> Result
  ) throws -> Result {
    let deadline = ContinuousClock.now.advanced(by: context.queryTimeout)
    var end: ToolCallError?
    let shouldStop = {
      if context.checkpoint() {
        end = .cancelled
      } else if ContinuousClock.now > deadline {
        end = .failed("the query ran longer than \(context.queryTimeout): narrow it down")
      }
      return end != nil
    }
    do {
      return try connection.withLimits(SQLLimits.limits) {
        try MemoryBudget.with(bytes: SQLLimits.maximumMemoryBytes, shouldStop: shouldStop) {
          try connection.withProgressHandler(
            everyInstructions: SQLLimits.instructionsPerCheck, shouldStop, do: body)
        }
      }
    } catch let error as DatabaseError {
      if let end { throw end }
      throw Self.limit(behind: error) ?? error
    }
  }

  /// The limit that a query has run into.
  private static func limit(behind error: DatabaseError) -> ToolCallError? {
    switch error.code {
    case .outOfMemory:
      .failed(
        "the query needs more than \(SQLLimits.maximumMemoryBytes >> 20) MiB of memory: sort or "
          + "group fewer or shorter values")
    case .tooBig where error.message.hasPrefix("string or blob"):
      .failed(
        "the query makes a value or a row of more than "
          + "\(SQLLimits.maximumIntermediateBytes >> 20) MiB: take parts of long texts with "
          + "substr()")
    default: nil
    }
  }
}
