import HandbookModel
import JSON
import SQLite

/// Rows of any kind or table, filtered, ordered and paged.
enum ReadDataHandler {
  static let name = "read_data"
  private static let defaultRows = 50

  static func run(_ arguments: JSONObject, _ context: CallContext) throws -> ToolResult {
    let model = try context.model()
    let call = PageCursor.Call(name: name, arguments: arguments, snapshot: model.identifier)
    let request = try PageRequest(arguments, for: call, defaultLimit: defaultRows)
    return try model.read { connection in
      let table = try table(arguments, on: connection)
      let query = try DataQuery(arguments, of: table)
      let page = try RowQuery(query.sql).page(
        query.values, offset: request.offset, limit: request.limit, budget: request.budget,
        on: connection, context)
      var result = JSONObject()
      result.append("table", .string(table.table))
      result.append("rows", .array(page.rows))
      request.append(total: page.total, shown: page.rows.count, for: call, to: &result)
      var sources = SourceList(model)
      sources.note(pagesOf: page.rows)
      sources.append(to: &result)
      return ToolResult(result, quotesPages: true)
    }
  }

  private static func table(
    _ arguments: JSONObject, on connection: Connection
  ) throws -> TableDescription {
    let kind = arguments["kind"]?.stringValue
    let given = arguments["table"]?.stringValue
    guard let name = kind ?? given, kind == nil || given == nil else {
      throw ToolCallError.invalidArguments(
        tool: Self.name, problems: ["kind: give either 'kind' or 'table'"])
    }
    if let table = try TableDescription.named(name, on: connection) { return table }
    let tables = try TableDescription.all(on: connection)
    let problem =
      kind != nil
      ? unknown("kind", name, "kind", among: tables.map(\.kind))
      : unknown("table", name, "table", among: tables.map(\.table))
    throw ToolCallError.invalidArguments(tool: Self.name, problems: [problem])
  }
}
