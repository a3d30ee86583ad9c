import HandbookModel
import JSON
import SQLite
import TestSupport
import Testing

@testable import Toolbox

/// Queries that would take all of the machine, each stopped by the limit that is named.
struct SQLLimitsTests {
  private let model: HandbookModel

  init() throws {
    model = try SmallHandbook.model()
  }

  private func failure(of sql: String, timeout: Duration = .seconds(60)) -> String? {
    let context = CallContext(model: { [model] in model }, queryTimeout: timeout)
    let error = #expect(throws: ToolCallError.self) {
      try ExecuteSQLHandler.run(["sql": .string(sql), "max_tokens": 8000], context)
    }
    return error?.description
  }

  private func expectThatTheModelStillAnswers() throws {
    let result = try ExecuteSQLHandler.run(
      ["sql": "SELECT count(*) AS n FROM system.teams"], SmallHandbook.context(model))
    #expect(result.structured["rows"] == [["n": 4]])
    // What runs out of memory ends the transaction that readers have open all the time.
    try model.read { #expect($0.isInTransaction) }
  }

  /// A table `s` whose last row is a text of two to the power of so many bytes.
  private static func doubling(_ power: Int) -> String {
    """
    s(x) AS (SELECT 'a' UNION ALL SELECT x || x FROM s WHERE length(x) < \(1 << power)),
    t(x) AS (SELECT x FROM s ORDER BY length(x) DESC LIMIT 1)
    """
  }

  private static func count(to number: Int) -> String {
    "n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(number))"
  }

  private static let longValues = [
    "WITH RECURSIVE \(doubling(22)) SELECT length(x) FROM t",
    "WITH RECURSIVE \(count(to: 250_000)) SELECT length(json_group_array('abcdefghij')) FROM n",
    "WITH RECURSIVE \(doubling(20)) SELECT length(hex(x) || x) FROM t",
    "WITH RECURSIVE \(doubling(20)) SELECT length(replace(x, 'a', 'aaa')) FROM t",
    "WITH RECURSIVE \(doubling(20)) SELECT length(json_array(x, x, x)) FROM t",
    "WITH RECURSIVE \(doubling(20)) SELECT length(quote(x) || quote(x) || x) FROM t",
    "WITH RECURSIVE \(doubling(20)) SELECT count(*) FROM (SELECT DISTINCT x, x || 'b', 'c' || x FROM t)",
  ]
  /// Past a half of the limit SQLite makes room for one row at a time, which a sanitizer watches or copies each time.
  private static let longConcatenations =
    Sanitizer.current != nil
    ? [] : ["WITH RECURSIVE \(count(to: 250_000)) SELECT length(group_concat('abcdefghij')) FROM n"]

  @Test(arguments: longValues + longConcatenations)
  func noValueBecomesTooLong(sql: String) throws {
    #expect(
      failure(of: sql)
        == "the query makes a value or a row of more than 2 MiB: take parts of long texts with substr()"
    )
    try expectThatTheModelStillAnswers()
  }

  @Test(arguments: [
    // A sort, also of long values; a hash of groups; what UNION has seen; what a recursion has to do.
    "WITH RECURSIVE \(doubling(19)), \(count(to: 1_000)) SELECT i, substr(x, i) AS y FROM n, t ORDER BY y",
    "WITH RECURSIVE \(doubling(16)), \(count(to: 5_000)) SELECT count(DISTINCT i || x) FROM n, t",
    "WITH RECURSIVE \(doubling(16)), \(count(to: 5_000)) SELECT i || x FROM n, t UNION SELECT 1",
    "WITH RECURSIVE \(doubling(16)), \(count(to: 5_000)) SELECT length(max(x || i)) FROM n, t GROUP BY i || x",
    "WITH RECURSIVE \(doubling(16)), \(count(to: 5_000)) SELECT i, lag(x || i) OVER (ORDER BY i) FROM n, t",
    "WITH RECURSIVE \(doubling(14)), r(x) AS (SELECT x FROM t UNION ALL SELECT x || 'a' FROM r, (VALUES (1), (2))) SELECT count(*) FROM r",
    // Each clause doubles what is to be compiled: no row is ever read.
    "WITH c0 AS (SELECT 1), "
      + (1...30).map { "c\($0) AS (SELECT 1 FROM c\($0 - 1) AS a, c\($0 - 1) AS b)" }
      .joined(separator: ", ") + " SELECT 1 FROM c30",
  ])
  func memoryIsBounded(sql: String) throws {
    #expect(
      failure(of: sql)
        == "the query needs more than 128 MiB of memory: sort or group fewer or shorter values")
    try expectThatTheModelStillAnswers()
  }

  @Test func aRowIsNoLongerThanALimit() {
    let sql = """
      WITH RECURSIVE s(x) AS (SELECT 'a' UNION ALL SELECT x || x FROM s WHERE length(x) < 1000000)
      SELECT x AS a, x AS b, x AS c, x AS d, x AS e FROM s WHERE length(x) = 1048576
      """
    #expect(failure(of: sql) == "a row has more than 4 MiB: ask for fewer columns")
  }

  @Test(arguments: [
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0",
    "SELECT count(*) FROM system.sections AS a, system.sections AS b, system.sections AS c, "
      + "system.sections AS d, system.sections AS e, system.sections AS f, system.sections AS g, "
      + "system.sections AS h, system.sections AS i, system.sections AS j, system.sections AS k",
  ])
  func timeIsBounded(sql: String) throws {
    #expect(
      failure(of: sql, timeout: .zero)
        == "the query ran longer than 0.0 seconds: narrow it down")
    try expectThatTheModelStillAnswers()
  }

  /// A pattern as long as SQLite itself allows takes a minute on a long text, within one instruction that
  /// nothing can stop.
  @Test(arguments: ["LIKE", "GLOB"])
  func patternsAreShort(operation: String) throws {
    let pattern = String(repeating: "%a", count: 100) + "b"
    #expect(
      failure(of: "SELECT 'a' \(operation) '\(pattern)'")
        == """
        the arguments do not fit execute_sql:
        - sql: error: LIKE or GLOB pattern too complex
        note: a pattern has at most 200 bytes; instr() looks for longer texts
        """)
  }

  @Test(arguments: [
    (
      "SELECT " + repeatElement("1", count: 202).joined(separator: "+"),
      "sql: error: Expression tree is too large (maximum depth 200)"
    ),
    (
      repeatElement("SELECT 1", count: 51).joined(separator: " UNION ALL "),
      "sql: error: too many terms in compound SELECT"
    ),
    (
      "SELECT " + repeatElement("1", count: 201).joined(separator: ","),
      "sql: error: too many columns in result set"
    ),
    ("SELECT '" + String(repeating: "a", count: 100_000) + "'", "sql: error: statement too long"),
  ])
  func queriesAreOfAReasonableSize(sql: String, message: String) {
    #expect(failure(of: sql) == "the arguments do not fit execute_sql:\n- \(message)")
  }

  @Test func theLimitsHoldForQueriesOnly() throws {
    let long = String(repeating: "Long text. ", count: 300_000)
    let model = try SmallHandbook.model([("long.md", "# Long\n\n" + long)])
    #expect(throws: ToolCallError.self) {
      try ExecuteSQLHandler.run(
        ["sql": "SELECT length(text) FROM system.pages"], SmallHandbook.context(model))
    }
    let page = try SmallHandbook.call(
      "read_page", ["path": "long.md", "max_tokens": 100], in: model)
    #expect(page["content"]?.stringValue?.hasPrefix("# Long") == true)
  }
}
