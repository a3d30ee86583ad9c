import JSON

/// Rows of an answer, as many as its budget allows.
struct BudgetedRows {
  private(set) var rows: [JSONValue] = []
  private var budget: TokenBudget

  init(_ budget: TokenBudget) {
    self.budget = budget
  }

  var count: Int { rows.count }

  /// Adds a row where it still fits. The first one is made to fit: a page without a row would never
  /// get anywhere.
  /// - Parameter number: which row it is, from 1, for the error.
  /// - Returns: whether it was added.
  /// - Throws: `ToolCallError.failed` where the first row cannot be made to fit.
  mutating func append(_ row: JSONObject, number: Int) throws(ToolCallError) -> Bool {
    var row = row
    var byteCount = row.approximateByteCount
    if rows.isEmpty, byteCount > budget.remainingBytes {
      guard row.shorten(toBytes: budget.remainingBytes) else {
        throw .failed(
          "row \(number) alone is longer than the answer may be: ask for fewer columns or raise "
            + "max_tokens")
      }
      byteCount = row.approximateByteCount
    }
    guard budget.take(bytes: byteCount) else { return false }
    rows.append(.object(row))
    return true
  }
}
