import HandbookModel
import JSON

/// Runs the query of a definition.
struct SQLExecutor: Sendable {
  private let toolName: String
  private let query: RowQuery
  /// The names of the arguments for the parameters 1, 2, …
  private let parameterNames: [String]
  private let rowsKey: String?
  /// The rows of a page where the caller does not say.
  private let defaultLimit: Int
  /// Whether `limit` is a parameter of the query itself.
  private let bindsLimit: Bool

  init(_ definition: ToolDefinition, _ sql: ToolSQL) {
    toolName = definition.name
    parameterNames = sql.parameterNames
    rowsKey = definition.rowsKey
    bindsLimit = sql.parameterNames.contains("limit")
    let limit = definition.parameters.first { $0.name == "limit" }
    defaultLimit = limit?.schema["default"]?.intValue ?? SQLLimits.defaultRows
    query = RowQuery(
      sql.text, response: definition.response, kinds: Self.kinds(of: definition.output ?? []))
  }

  func run(_ arguments: JSONObject, _ context: CallContext) throws -> ToolResult {
    let values = parameterNames.map { arguments[$0] ?? .null }
    let model = try context.model()
    guard let rowsKey else { return try single(values, model, context) }
    let call = PageCursor.Call(
      name: toolName, arguments: arguments, snapshot: model.identifier)
    let request = try PageRequest(
      arguments, for: call, defaultLimit: bindsLimit ? SQLLimits.maximumRows : defaultLimit,
      ignoresLimit: bindsLimit)
    let page = try model.read { connection in
      try query.page(
        values, offset: request.offset, limit: request.limit, budget: request.budget,
        on: connection, context)
    }
    var result = JSONObject()
    result.members.reserveCapacity(5)
    result.append(rowsKey, .array(page.rows))
    request.append(total: page.total, shown: page.rows.count, for: call, to: &result)
    var sources = SourceList(model)
    sources.note(pagesOf: page.rows)
    sources.append(to: &result)
    return ToolResult(result, quotesPages: true)
  }

  private func single(
    _ values: [JSONValue], _ model: HandbookModel, _ context: CallContext
  ) throws -> ToolResult {
    let page = try model.read { connection in
      try query.page(
        values, offset: 0, limit: 1, budget: TokenBudget(tokens: TokenBudget.maximumTokens),
        on: connection, context)
    }
    guard case .object(let row)? = page.rows.first else {
      throw ToolCallError.failed("nothing in the handbook fits these arguments")
    }
    guard page.total == 1 else {
      throw ToolCallError.failed(
        "the query gives \(page.total) rows where one is expected: its definition needs "
          + "'list: true'"
      )
    }
    return ToolResult(row, quotesPages: true)
  }

  /// What `output` says of columns that are expressions and so have no declared type.
  private static func kinds(of output: [ToolParameter]) -> [String: RowShape.Kind] {
    var kinds: [String: RowShape.Kind] = [:]
    for column in output {
      let types =
        column.schema["type"]?.arrayValue?.compactMap(\.stringValue)
        ?? [column.schema["type"]?.stringValue].compactMap { $0 }
      if types.contains("boolean") { kinds[column.name] = .boolean }
      if types.contains("array") || types.contains("object") { kinds[column.name] = .json }
    }
    return kinds
  }
}
