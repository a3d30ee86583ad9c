import HandbookModel
import JSON
import SQLite

/// Which kinds of facts there are, with their fields, types, counts and example values.
enum ReadTaxonomyHandler {
  static let name = "read_taxonomy"

  static func run(_ arguments: JSONObject, _ context: CallContext) throws -> ToolResult {
    let model = try context.model()
    let call = PageCursor.Call(name: name, arguments: arguments, snapshot: model.identifier)
    let request = try PageRequest(
      arguments, for: call, defaultLimit: SQLLimits.maximumRows, ignoresLimit: true)
    return try model.read { connection in
      let tables = try tables(arguments, on: connection)
      let isBrief = arguments["kind"] == nil
      var rows = BudgetedRows(request.budget)
      for index in tables.indices.dropFirst(request.offset) {
        let row = row(of: tables[index], isBrief: isBrief)
        guard try rows.append(row, number: index + 1) else { break }
      }
      var result = JSONObject()
      result.append("kinds", .array(rows.rows))
      request.append(total: tables.count, shown: rows.count, for: call, to: &result)
      return ToolResult(result, quotesPages: true)
    }
  }

  /// All tables with their fields, or the one that is asked for, its fields explained.
  private static func tables(
    _ arguments: JSONObject, on connection: Connection
  ) throws -> [TableDescription] {
    guard let wanted = arguments["kind"]?.stringValue else {
      return try TableDescription.allWithFields(on: connection)
    }
    guard var table = try TableDescription.named(wanted, on: connection) else {
      let kinds = try TableDescription.all(on: connection).map(\.kind)
      throw ToolCallError.invalidArguments(
        tool: name, problems: [unknown("kind", wanted, "kind", among: kinds)])
    }
    try table.readExplanations(on: connection)
    return [table]
  }

  /// - Parameter isBrief: whether only the names and types of the kind's own fields are answered.
  private static func row(of table: TableDescription, isBrief: Bool) -> JSONObject {
    let fields = table.fields.filter {
      !isBrief || !TableDescription.citationFields.contains($0.name)
    }
    var row = JSONObject()
    row.append("kind", .string(table.kind))
    row.append("table", .string(table.table))
    row.append("description", .string(UntrustedText.escaped(table.description)))
    row.append("rows", .integer(table.rowCount))
    row.append("is_generic", .bool(table.isGeneric))
    row.append(
      "fields",
      .array(
        fields.map { field in
          var object = JSONObject()
          object.append("name", .string(field.name))
          object.append("type", .string(field.type.rawValue))
          if !isBrief {
            object.append("description", .string(UntrustedText.escaped(field.description)))
            object.append("examples", UntrustedText.escaped(field.examples))
          }
          return .object(object)
        }))
    return row
  }
}
