import HandbookModel
import JSON
import Testing

@testable import Toolbox

struct ExecuteSQLHandlerTests {
  private let model: HandbookModel

  init() throws {
    model = try SmallHandbook.model()
  }

  private func execute(_ sql: String, _ more: JSONValue = [:]) throws -> JSONObject {
    var arguments = object(more)
    arguments["sql"] = .string(sql)
    return try ExecuteSQLHandler.run(arguments, SmallHandbook.context(model)).structured
  }

  @Test func answersRows() throws {
    let result = try execute(
      """
      SELECT t.name, count(*) AS things FROM system.teams AS t, json_each(t.owns)
      WHERE t.is_newest GROUP BY 1 ORDER BY 2 DESC;
      """)
    #expect(
      result
        == object([
          "rows": [["name": "Alerts", "things": 2], ["name": "Billing", "things": 1]], "total": 2,
          "withheld": 0, "next": .null,
        ]))
  }

  @Test func goesOnWhereItStopped() throws {
    let sql = "SELECT name FROM system.teams WHERE is_newest ORDER BY name"
    let first = try execute(sql, ["limit": 2])
    #expect(first["withheld"] == 1)
    let second = try execute(sql, ["limit": 2, "cursor": first["next"] ?? .null])
    #expect(second["rows"] == [["name": "Growth"]])
  }

  @Test(arguments: [
    (
      "SELECT nam FROM system.teams",
      #"no such column: nam (at "nam FROM system.teams"); did you mean 'name'?"#
    ),
    ("SELECT * FROM system.taems", "no such table: system.taems; did you mean 'system.teams'?"),
    (
      "SELECT 1; SELECT 2",
      "the query goes on after its end; a tool runs one SELECT: make the second one a tool of its own"
    ),
    (
      "DELETE FROM system.teams",
      "the query begins with 'DELETE': only SELECT is allowed; write one SELECT, or WITH … SELECT"
    ),
    ("SELECT :a", "write values out: there is nothing to bind to ':a'"),
    (
      "SELECT * FROM pragma_table_list",
      "not authorized: only tables of the schema 'system' may be read"
    ),
    (
      "SELECT load_extension('x')", "not authorized: only tables of the schema 'system' may be read"
    ),
    ("SELECT (", "incomplete input"),
  ])
  func saysWhatIsWrong(sql: String, message: String) {
    let error = #expect(throws: ToolCallError.self) { try execute(sql) }
    #expect(error == .invalidArguments(tool: "execute_sql", problems: ["sql: " + message]))
  }
}
