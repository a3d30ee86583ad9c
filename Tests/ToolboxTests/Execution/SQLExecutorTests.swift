import Diagnostics
import HandbookModel
import JSON
import Testing

@testable import Toolbox

struct SQLExecutorTests {
  private let model: HandbookModel

  init() throws {
    model = try SmallHandbook.model()
  }

  private func toolbox(_ keys: String) -> Toolbox {
    Toolbox(
      sources: [SourceText(path: "t.yaml", ToolboxTests.file(("t", keys)))],
      handlers: HandbookHandlers.all)
  }

  private func call(_ keys: String, _ arguments: JSONValue = [:]) throws -> ToolResult {
    let toolbox = toolbox(keys)
    #expect(toolbox.diagnostics.filter { $0.severity == .error }.map(\.rendered) == [])
    return try toolbox.call("t", arguments: object(arguments), SmallHandbook.context(model))
  }

  @Test func answersAListWithWhatItLeftOut() throws {
    let keys = """
      sql: SELECT name, size FROM system.teams WHERE is_newest ORDER BY name DESC
          list: teams
      """
    let result = try call(keys, ["limit": 2])
    #expect(result.quotesPages)
    #expect(result.structured.keys == ["teams", "total", "withheld", "next"])
    #expect(
      result.structured["teams"] == [
        ["name": "Growth", "size": 12], ["name": "Billing", "size": .null],
      ])
    #expect(result.structured["total"] == 3)
    #expect(result.structured["withheld"] == 1)
    let next = try #require(result.structured["next"])
    let rest = try call(keys, ["limit": 2, "cursor": next])
    #expect(
      rest.structured
        == object([
          "teams": [["name": "Alerts", "size": 3]], "total": 3, "withheld": 0, "next": .null,
        ]))
  }

  @Test func citesTheSourcesOfRows() throws {
    let result = try call(
      """
      sql: SELECT name, page FROM system.teams ORDER BY position
          list: true
      """)
    #expect(result.structured.keys == ["rows", "total", "withheld", "next", "sources"])
    #expect(
      result.structured["sources"]?.arrayValue?.compactMap { $0["path"]?.stringValue }
        == ["old/guide-1.md", "guide.md"])
  }

  @Test func bindsArgumentsByName() throws {
    let keys = """
      params: {b: {type: string}, a: {type: array, items: {type: string}}}
          sql: SELECT :a AS a, :b AS b, :a AS c
      """
    #expect(
      try call(keys, ["b": "x", "a": ["y"]]).structured
        == object(["a": #"["y"]"#, "b": "x", "c": #"["y"]"#]))
    #expect(try call(keys).structured == object(["a": .null, "b": .null, "c": .null]))
  }

  @Test func answersOneRowAsItsObject() throws {
    let keys = "sql: SELECT name, owns FROM system.teams WHERE name = 'Billing'"
    #expect(
      try call(keys).structured == object(["name": "Billing", "owns": ["invoices"]]))
    #expect(
      throws: ToolCallError.failed("nothing in the handbook fits these arguments")
    ) { try call("sql: SELECT 1 WHERE 0") }
    #expect(
      throws: ToolCallError.failed(
        "the query gives 4 rows where one is expected: its definition needs 'list: true'")
    ) { try call("sql: SELECT name FROM system.teams") }
  }

  @Test func leavesLimitToAQueryThatHasIt() throws {
    let keys = """
      params: {limit: {type: integer, default: 2}}
          sql: SELECT name FROM system.teams ORDER BY position LIMIT :limit
          list: true
      """
    #expect(try call(keys).structured["total"] == 2)
    #expect(try call(keys, ["limit": 3]).structured["total"] == 3)
  }

  @Test func takesAnotherDefaultForTheLimit() throws {
    let keys = """
      params: {limit: {type: integer, minimum: 1, maximum: 3, default: 1}}
          sql: SELECT name FROM system.teams
          list: true
      """
    #expect(try call(keys).structured["withheld"] == 3)
    #expect(toolbox(keys).diagnostics.map(\.message) == [])
  }

  @Test func buildsTheSchemas() throws {
    let tool = try #require(
      toolbox(
        """
        params: {b: {type: string, required: true}, a: {type: integer, default: 1}}
            sql: SELECT :a AS a, :b AS b, 1 AS c
            list: rows
            response: {include: [c, a]}
            output: {a: {type: integer}, b: {type: string}, c: {type: integer}}
        """
      ).tool(named: "t"))
    #expect(
      tool.inputSchema["properties"]?.objectValue?.keys
        == ["b", "a", "limit", "max_tokens", "cursor"])
    #expect(tool.inputSchema["required"] == ["b"])
    #expect(tool.inputSchema["additionalProperties"] == false)
    let output = try #require(tool.outputSchema)
    #expect(output["required"] == ["rows", "total", "withheld", "next"])
    #expect(
      output["properties"]?["rows"] == [
        "type": "array",
        "items": [
          "type": "object",
          "properties": ["c": ["type": "integer"], "a": ["type": "integer"]],
          "required": ["c", "a"], "additionalProperties": false,
        ],
      ])
  }

  @Test func saysWhatIsWrongWithAQueryThatFails() {
    #expect(
      throws: ToolCallError.failed("the query of 't' failed: no such table: system.vectors")
    ) { try call("sql: SELECT * FROM system.vectors") }
  }

  @Test func cancelsAQuery() {
    let toolbox = toolbox(
      """
      sql: WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
      """)
    let context = CallContext(model: { [model] in model }, checkpoint: { true })
    #expect(throws: ToolCallError.cancelled) {
      try toolbox.call("t", arguments: JSONObject(), context)
    }
  }

  @Test(arguments: [
    (
      "sql: SELECT nam FROM system.teams",
      """
      t.yaml:6:17: error: the query of 't' does not run: no such column: nam
            sql: SELECT nam FROM system.teams
                        ^
      """
    ),
    (
      "sql: SELECT name FROM main.sqlite_master",
      """
      t.yaml:6:32: error: the query of 't' does not run: the table 'main.sqlite_master' may not be read
            sql: SELECT name FROM main.sqlite_master
                                       ^
      """
    ),
    (
      "sql: |\n      WITH x AS (SELECT 1)\n      INSERT INTO system.teams DEFAULT VALUES",
      "t.yaml:6:10: error: the query of 't' does not run: "
    ),
    (
      "sql: SELECT name, size FROM system.teams\n    list: true\n    output: {nam: {type: string}, size: {type: integer}}",
      """
      t.yaml:8:14: error: 'output' describes 'nam', which the query does not give
            output: {nam: {type: string}, size: {type: integer}}
                     ^
      note: did you mean 'name'?
      t.yaml:6:10: error: 'output' does not describe 'name', which the query gives
            sql: SELECT name, size FROM system.teams
                 ^
      note: did you mean 'nam'?
      """
    ),
    (
      "sql: SELECT name FROM system.teams\n    response: {include: [names]}",
      """
      t.yaml:6:10: error: 'response' names 'names', which the query does not give
            sql: SELECT name FROM system.teams
                 ^
      note: did you mean 'name'?
      """
    ),
  ])
  func checksQueriesAgainstTheHandbook(keys: String, expected: String) throws {
    let found = try toolbox(keys).check(against: model).map(\.rendered).joined(separator: "\n")
    #expect(found.hasPrefix(expected), "\(found)")
    #expect(!found.isEmpty)
  }
}
