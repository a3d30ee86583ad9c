import Diagnostics
import HandbookModel
import JSON
import SQLite

/// One read-only `SELECT` that the caller writes, over the tables of the handbook.
enum ExecuteSQLHandler {
  static let name = "execute_sql"

  static func run(_ arguments: JSONObject, _ context: CallContext) throws -> ToolResult {
    let model = try context.model()
    let call = PageCursor.Call(name: name, arguments: arguments, snapshot: model.snapshotIdentifier)
    let request = try PageRequest(arguments, for: call, defaultLimit: SQLLimits.defaultRows)
    let sql = try query(arguments["sql"]?.stringValue ?? "")
    return try model.read { connection in
      let page: RowQuery.Page
      do {
        page = try RowQuery(sql.text).page(
          [], offset: request.offset, limit: request.limit, budget: request.budget,
          on: connection, context)
      } catch let error as DatabaseError {
        throw try problem(explaining(error, on: connection))
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
      throw problem(([error.message] + error.notes).joined(separator: "; "))
    }
    guard sql.parameterNames.isEmpty else {
      throw problem("write values out: there is nothing to bind to ':\(sql.parameterNames[0])'")
    }
    return sql
  }

  /// SQLite's message, where in the query it points, and the nearest name there is.
  private static func explaining(
    _ error: DatabaseError, on connection: Connection
  ) throws(DatabaseError) -> String {
    var text = error.message
    if let offset = error.utf8Offset, let sql = error.sql {
      let rest = String(decoding: sql.utf8.dropFirst(offset).prefix(30), as: UTF8.self)
      if !rest.isEmpty { text += " (at \"\(rest)\")" }
    }
    if error.code == .authorization {
      return text + ": only tables of the schema 'system' may be read"
    }
    guard let wrong = error.message.split(separator: " ").last?.split(separator: ".").last else {
      return text
    }
    if error.message.hasPrefix("no such table") {
      let tables = try TableDescription.all(on: connection).map(\.table)
      if let nearest = closestMatch(to: String(wrong), in: tables) {
        text += "; did you mean 'system.\(nearest)'?"
      } else {
        text += "; there are: " + tables.map { "system." + $0 }.joined(separator: ", ")
      }
    } else if error.message.hasPrefix("no such column") {
      let select = try connection.prepare("SELECT DISTINCT name FROM system.kind_fields")
      var names: [String] = []
      while try select.step() { names.append(select.text(at: 0)) }
      if let nearest = closestMatch(to: String(wrong), in: names) {
        text += "; did you mean '\(nearest)'?"
      }
    }
    return text
  }

  private static func problem(_ text: String) -> ToolCallError {
    .invalidArguments(tool: name, problems: ["sql: " + text])
  }
}
