import JSON
import SQLite

/// The query that the arguments of `read_data` mean. Every identifier is one of the table's own.
struct DataQuery {
  let sql: String
  let values: [JSONValue]

  /// - Throws: `ToolCallError.invalidArguments` with every problem.
  init(_ arguments: JSONObject, of table: TableDescription) throws(ToolCallError) {
    let names = table.fields.map(\.name)
    var problems: [String] = []
    var filters: [FieldFilter] = []
    for (index, element) in (arguments["filters"]?.arrayValue ?? []).enumerated() {
      do throws(FilterProblem) {
        filters.append(
          try FieldFilter(
            element.objectValue ?? JSONObject(), of: table, at: "filters/\(index)"))
      } catch {
        problems.append(error.message)
      }
    }
    let fields = arguments["fields"]?.arrayValue?.compactMap(\.stringValue) ?? []
    for field in fields where !names.contains(field) {
      problems.append(unknown("fields", field, "field", among: names))
    }
    let order = arguments["order_by"]?.stringValue
    if let order, !names.contains(order) {
      problems.append(unknown("order_by", order, "field", among: names))
    }
    guard problems.isEmpty else {
      throw .invalidArguments(tool: ReadDataHandler.name, problems: problems)
    }
    let columns = fields.isEmpty ? Self.defaultColumns(of: table) : fields
    var conditions = filters.map(\.sql)
    // Answers come from the newest revisions unless the caller speaks of revisions.
    let filtersRevisions = filters.contains { ["revision", "is_newest"].contains($0.field.name) }
    if names.contains("is_newest"), !filtersRevisions { conditions.append("is_newest") }
    var sql = "SELECT " + columns.map(quoted).joined(separator: ", ")
    sql += " FROM system.\(quoted(table.table))"
    if !conditions.isEmpty { sql += " WHERE " + conditions.joined(separator: " AND ") }
    if let order = order ?? (names.contains("position") && !table.isGeneric ? "position" : nil) {
      sql += " ORDER BY \(quoted(order))"
      if arguments["descending"]?.boolValue == true { sql += " DESC" }
    }
    self.sql = sql
    values = filters.compactMap(\.value)
  }

  /// All columns but the whole text of pages, for which there is `read_page`.
  private static func defaultColumns(of table: TableDescription) -> [String] {
    table.fields.map(\.name).filter { !(table.kind == "page" && $0 == "text") }
  }
}
