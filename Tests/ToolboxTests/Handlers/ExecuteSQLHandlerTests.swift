import HandbookModel
import JSON
import Measurement
import TestSupport
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
      """
      sql:1:8: error: no such column: nam
        SELECT nam FROM system.teams
               ^
      note: did you mean 'name'?
      """
    ),
    (
      "SELECT name\nFROM system.teams AS t\nWHERE t.siz > 3",
      """
      sql:3:7: error: no such column: t.siz
        WHERE t.siz > 3
              ^
      note: did you mean 'size'?
      """
    ),
    (
      "SELECT tema.name FROM system.teams AS team",
      """
      sql:1:8: error: no such column: tema.name
        SELECT tema.name FROM system.teams AS team
               ^
      note: did you mean 'team'?
      """
    ),
    (
      "SELECT name AS called FROM system.teams ORDER BY caled",
      """
      sql:1:50: error: no such column: caled
        SELECT name AS called FROM system.teams ORDER BY caled
                                                         ^
      note: did you mean 'called'?
      """
    ),
    (
      "SELECT salary FROM teams",
      """
      sql:1:8: error: no such column: salary
        SELECT salary FROM teams
               ^
      note: columns of system.teams: position, name, size, owns, page, section, first_line, last_line, revision, is_newest
      """
    ),
    (
      "SELECT heading FROM system.sections AS s JOIN system.teams AS t WHERE page = 'a'",
      """
      sql:1:71: error: ambiguous column name: page
        SELECT heading FROM system.sections AS s JOIN system.teams AS t WHERE page = 'a'
                                                                              ^
      note: say which: s.page, t.page
      """
    ),
    (
      "SELECT * FROM system.taems",
      """
      sql:1:22: error: no such table: system.taems
        SELECT * FROM system.taems
                             ^
      note: did you mean 'system.teams'?
      """
    ),
    (
      "SELECT 'taems' FROM taems -- a string, and a table that is not there",
      """
      sql:1:21: error: no such table: taems
        SELECT 'taems' FROM taems -- a string, and a table that is not there
                            ^
      note: did you mean 'system.teams'?
      """
    ),
    (
      "SELECT uper(name) FROM system.teams",
      """
      sql:1:8: error: no such function: uper
        SELECT uper(name) FROM system.teams
               ^
      note: did you mean 'upper'?
      """
    ),
    (
      "SELECT name FORM system.teams",
      """
      sql:1:18: error: near "system": syntax error
        SELECT name FORM system.teams
                         ^
      note: 'FORM' may be meant to be FROM
      """
    ),
    (
      "SELECT 1; SELECT 2",
      """
      sql:1:11: error: the query goes on after its end
        SELECT 1; SELECT 2
                  ^
      note: a tool runs one SELECT: make the second one a tool of its own
      """
    ),
    (
      "DELETE FROM system.teams",
      """
      sql:1:1: error: the query begins with 'DELETE': only SELECT is allowed
        DELETE FROM system.teams
        ^
      note: write one SELECT, or WITH … SELECT
      """
    ),
    (
      "SELECT * FROM system.teams WHERE name = :name",
      """
      sql:1:41: error: there is nothing to bind to ':name'
        SELECT * FROM system.teams WHERE name = :name
                                                ^
      note: write the value out
      """
    ),
    (
      "SELECT name, printf('%3d', size) FROM system.teams",
      """
      sql:1:14: error: the function 'printf' may not be used
        SELECT name, printf('%3d', size) FROM system.teams
                     ^
      note: join texts with || and round numbers with round(x, digits)
      """
    ),
    (
      "SELECT load_extension('x')",
      """
      sql:1:8: error: the function 'load_extension' may not be used
        SELECT load_extension('x')
               ^
      note: functions must only compute, and give the same result each time
      """
    ),
    (
      "SELECT path FROM system._page",
      """
      sql:1:25: error: the table 'system._page' may not be read
        SELECT path FROM system._page
                                ^
      note: only tables of the handbook may be read: system.teams, system.pages, system.sections, system.links, \
      system.fields, system.list_items, system.table_rows, system.questions
      """
    ),
    ("SELECT (", "sql: error: incomplete input"),
  ])
  func saysWhatIsWrong(sql: String, message: String) {
    let error = #expect(throws: ToolCallError.self) { try execute(sql) }
    #expect(error == .invalidArguments(tool: "execute_sql", problems: [message]))
  }

  @Test func whatItSaysPointsIntoAnyQuery() throws {
    let sources = [
      "SELECT t.nam, uper(x) FROM system.teams AS t WHERE \"a b\" = 'ä' -- c",
      "WITH x AS (SELECT 1)",
      "SELECT [a], `b` FROM system.taems /* d */ JOIN pages p ON p.id = '",
    ]
    let pieces = [
      "'", "\"", "[", "]", "--", "/*", ";", ":a", ".", " AS ", "ä", "(", "system.", "\n",
    ]
    var random = SeededRandom(seed: 3)
    for _ in 0..<1_500 {
      var sql = Array(sources.randomElement(using: &random)!)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<sql.count, using: &random)
        sql.replaceSubrange(
          place..<min(sql.count, place + Int.random(in: 0...3, using: &random)),
          with: pieces.randomElement(using: &random)!)
      }
      do {
        _ = try execute(String(sql))
      } catch ToolCallError.invalidArguments(_, let problems) {
        #expect(problems.first?.hasPrefix("sql:") == true, "\(String(sql))")
      } catch ToolCallError.failed {
      }
    }
  }
}
