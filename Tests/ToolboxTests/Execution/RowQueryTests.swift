import HandbookModel
import JSON
import SQLite
import Synchronization
import Testing

@testable import Toolbox

struct RowQueryTests {
  /// A context whose model nobody asks for.
  private static func context(
    checkpoint: @escaping @Sendable () -> Bool = { false },
    timeout: Duration = .seconds(60)
  ) -> CallContext {
    CallContext(
      model: { throw ToolCallError.failed("there is no model") }, checkpoint: checkpoint,
      queryTimeout: timeout)
  }

  private func system(_ script: String) throws -> Connection {
    let connection = try Connection(.memory)
    try connection.execute("ATTACH ':memory:' AS system;" + script)
    return connection
  }

  private func page(
    _ sql: String, _ values: [JSONValue] = [], script: String = "", offset: Int = 0,
    limit: Int = 100, tokens: Int? = nil, response: ResponseShape = .whole,
    kinds: [String: RowShape.Kind] = [:], context: CallContext = Self.context()
  ) throws -> RowQuery.Page {
    try RowQuery(sql, response: response, kinds: kinds).page(
      values, offset: offset, limit: limit, budget: TokenBudget(tokens: tokens),
      on: system(script), context)
  }

  private static func text(of byteCount: Int) -> JSONValue {
    .string(String(repeating: "b", count: byteCount))
  }

  private static let numbers = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
    SELECT i FROM n
    """

  @Test func shapesValuesByTheirDeclaredType() throws {
    let script = """
      CREATE TABLE system.t (a TEXT, b JSON, c BOOLEAN, d REAL, e INTEGER, f JSON, g BLOB);
      INSERT INTO system.t VALUES ('x', '["y", {"z": 1.50}]', 1, 2.5, -7, 'no json', x'FF00');
      INSERT INTO system.t DEFAULT VALUES;
      """
    let rows = try page("SELECT *, NULL AS h FROM system.t", script: script).rows
    #expect(
      rows.map(\.text) == [
        #"{"a":"x","b":["y",{"z":1.50}],"c":true,"d":2.5,"e":-7,"f":"no json","g":"_wA","h":null}"#,
        #"{"a":null,"b":null,"c":null,"d":null,"e":null,"f":null,"g":null,"h":null}"#,
      ])
  }

  @Test func shapesExpressionsByTheirDescription() throws {
    let rows = try page(
      "SELECT json_array(1, 2) AS a, 1 = 1 AS b, json_array(3) AS c",
      kinds: ["a": .json, "b": .boolean]
    ).rows
    #expect(rows.map(\.text) == [#"{"a":[1,2],"b":true,"c":"[3]"}"#])
  }

  @Test(arguments: [
    (ResponseShape(include: ["c", "a"]), #"{"c":null,"a":1}"#),
    (ResponseShape(exclude: ["a"]), #"{"b":2,"c":null}"#),
    (ResponseShape(stripsNulls: true), #"{"a":1,"b":2}"#),
    (ResponseShape(include: ["c"], stripsNulls: true), "{}"),
  ])
  func picksColumns(response: ResponseShape, row: String) throws {
    let rows = try page("SELECT 1 AS a, 2 AS b, NULL AS c", response: response).rows
    #expect(rows.map(\.text) == [row])
  }

  @Test func bindsEveryKindOfValue() throws {
    let values: [JSONValue] = [
      .null, true, 7, .number(JSONNumber(uncheckedText: "2.50")), "'; DROP TABLE t; --",
      [1, "a"], ["k": "v"], .number(JSONNumber(uncheckedText: "1e400")),
    ]
    let rows = try page(
      "SELECT :a AS a, :b AS b, :c AS c, :d AS d, :e AS e, :f AS f, :g AS g, :h AS h", values
    ).rows
    #expect(
      rows.map(\.text) == [
        #"{"a":null,"b":1,"c":7,"d":2.5,"e":"'; DROP TABLE t; --","f":"[1,\"a\"]","#
          + #""g":"{\"k\":\"v\"}","h":null}"#
      ])
  }

  @Test func countsWhatItDoesNotShow() throws {
    let page = try page(Self.numbers, [50], offset: 10, limit: 3)
    #expect(page.rows == [["i": 11], ["i": 12], ["i": 13]])
    #expect(page.total == 50)
  }

  @Test func stopsAtTheBudget() throws {
    // Nine rows of 8 bytes, then rows of 9, into 100 tokens of four bytes.
    let page = try page(Self.numbers, [1000], limit: 1000, tokens: 100)
    #expect(page.rows.count == 45)
    #expect(page.total == 1000)
    #expect(page.rows.reduce(0) { $0 + $1.approximateByteCount } <= 400)
  }

  @Test func givesNoRowsBeyondTheEnd() throws {
    let page = try page(Self.numbers, [5], offset: 5)
    #expect(page.rows == [])
    #expect(page.total == 5)
  }

  @Test func shortensARowThatAloneIsTooLongAndSaysSo() throws {
    let rows = try page(
      "SELECT 'a' AS a, :b AS b", [Self.text(of: 5000)], tokens: 100
    ).rows
    let text = try #require(rows.first?["b"]?.stringValue)
    #expect(rows.count == 1)
    #expect(text.hasSuffix("… [\(5000 - text.utf8.prefix { $0 == 0x62 }.count) more bytes]"))
    #expect(rows[0].approximateByteCount <= 400)
    #expect(rows[0].approximateByteCount > 350)
  }

  @Test func refusesARowThatCannotBeShortened() {
    #expect(
      throws: ToolCallError.failed(
        "row 1 alone is longer than the answer may be: ask for fewer columns or raise max_tokens")
    ) {
      try page(
        "SELECT json_array(:b) AS a", [Self.text(of: 5000)], tokens: 100, kinds: ["a": .json])
    }
  }

  @Test func refusesAValueBeyondTheLimit() {
    #expect(
      throws: ToolCallError.failed(
        "a value of column 'a' has 1048577 bytes: leave the column out or take a part of it with "
          + "substr()")
    ) { try page("SELECT :b AS a", [Self.text(of: 1_048_577)]) }
  }

  @Test func refusesToCountForEver() {
    #expect(
      throws: ToolCallError.failed("the query gives more than 100000 rows: narrow it down")
    ) { try page(Self.numbers, [100_001]) }
  }

  /// Never gives a row, never ends.
  private static let endless = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
    """

  @Test func stopsAQueryThatRunsTooLong() {
    #expect(
      throws: ToolCallError.failed("the query ran longer than 0.0 seconds: narrow it down")
    ) { try page(Self.endless, context: Self.context(timeout: .zero)) }
  }

  @Test func stopsAQueryWhoseCallerHasGone() {
    let looks = Mutex(0)
    let context = Self.context(checkpoint: {
      looks.withLock {
        $0 += 1
        return $0 == 5
      }
    })
    #expect(throws: ToolCallError.cancelled) { try page(Self.endless, context: context) }
    #expect(looks.withLock { $0 } == 5)
  }

  @Test(arguments: [
    "SELECT * FROM sqlite_master", "SELECT * FROM main.secret", "SELECT load_extension('x')",
    "SELECT * FROM pragma_table_info('t')",
  ])
  func readsNothingButTheHandbook(sql: String) {
    let error = #expect(throws: DatabaseError.self) {
      try page(sql, script: "CREATE TABLE main.secret (a);")
    }
    #expect(error?.code == .authorization || error?.code == .error)
  }

  @Test func writesNothing() {
    let error = #expect(throws: DatabaseError.self) {
      try page(
        "WITH x AS (SELECT 1) INSERT INTO system.t SELECT * FROM x",
        script: "CREATE TABLE system.t (a);")
    }
    #expect(error?.code == .authorization)
  }

  @Test func leavesTheConnectionUsableAfterAnError() throws {
    let connection = try system("")
    let endless = RowQuery(Self.endless)
    let budget = TokenBudget(tokens: nil)
    #expect(throws: ToolCallError.self) {
      try endless.page(
        [], offset: 0, limit: 1, budget: budget, on: connection, Self.context(timeout: .zero))
    }
    let page = try RowQuery("SELECT 1 AS a").page(
      [], offset: 0, limit: 1, budget: budget, on: connection, Self.context())
    #expect(page.rows == [["a": 1]])
  }

  @Test func showsWhatCannotBeSeenInRows() throws {
    let rows = try page(
      #"SELECT 'a' || char(8238) AS a, json_array(char(8203)) AS b, '["\u202e"]' AS c"#,
      kinds: ["b": .json, "c": .json]
    ).rows
    #expect(rows == [["a": #"a\u{202E}"#, "b": [#"\u{200B}"#], "c": [#"\u{202E}"#]]])
  }
}
