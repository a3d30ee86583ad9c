import Diagnostics
import HandbookModel
import JSON
import SQLite

/// One read-only `SELECT` that the caller writes, over the tables of the handbook.
enum ExecuteSQLHandler {
  static let name = "execute_sql"

  static func run(_ arguments: JSONObject, _ context: CallContext) throws -> ToolResult {
    let model = try context.model()
    let call = PageCursor.Call(name: name, arguments: arguments, snapshot: model.identifier)
    let request = try PageRequest(arguments, for: call, defaultLimit: SQLLimits.defaultRows)
    let sql = try query(arguments["sql"]?.stringValue ?? "")
    return try model.read { connection in
      let page: RowQuery.Page
      do {
        page = try RowQuery(sql.text).page(
          [], offset: request.offset, limit: request.limit, budget: request.budget,
          on: connection, context)
      } catch let error as DatabaseError {
        throw problem(
          SQLExplanation(of: error, in: sql.text, on: connection).rendered(in: sql.text))
      }
      var result = JSONObject()
      result.append("rows", .array(page.rows))
      request.append(total: page.total, shown: page.rows.count, for: call, to: &result)
      var sources = SourceList(model)
      sources.note(pagesOf: page.rows)
      sources.append(to: &result)
      return ToolResult(result, quotesPages: true)
    }
  }

  private static func query(_ text: String) throws(ToolCallError) -> ToolSQL {
    let sql: ToolSQL
    do throws(ToolSQL.Problem) {
      sql = try ToolSQL(text)
    } catch {
      throw problem(
        Diagnostic(
          .error, error.message, in: SourceText(path: "sql", text), at: error.utf8Offset,
          notes: error.notes
        ).rendered)
    }
    guard sql.parameterNames.isEmpty else {
      let name = ":" + sql.parameterNames[0]
      throw problem(
        Diagnostic(
          .error, "there is nothing to bind to '\(name)'", in: SourceText(path: "sql", text),
          at: SQLWords(text).utf8Offset(ofParameter: sql.parameterNames[0]) ?? 0,
          notes: ["write the value out"]
        ).rendered)
    }
    return sql
  }

  private static func problem(_ text: String) -> ToolCallError {
    .invalidArguments(tool: name, problems: [text])
  }
}
