import JSON
import TestSupport
import Testing

/// `execute_sql` over the wire: what only the real server shows.
@Suite(.timeLimit(.minutes(5)))
struct ExecuteSQLTests {
  private let server: ServerProcess
  private let client: Conversation

  init() throws {
    server = try ServerProcess(["--mode", "sql"])
    client = Conversation(server.client, version: "2026-07-28")
  }

  private func query(_ sql: String) -> JSONObject {
    ["name": "execute_sql", "arguments": ["sql": .string(sql)]]
  }

  private static let endless = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
    """

  @Test func aQueryIsCancelledWhileItRuns() throws {
    var params = client.complete(query(Self.endless))
    var meta = params["_meta"]?.objectValue ?? [:]
    meta.append("progressToken", "slow")
    params["_meta"] = .object(meta)
    server.client.request("slow", "tools/call", .object(params))
    // Progress is reported only while the query runs.
    while true {
      let message = try server.client.read()
      #expect(message["id"] == nil, "it ended before it was cancelled")
      if message["params"]?["progressToken"] == "slow" { break }
    }
    server.client.notify("notifications/cancelled", ["requestId": "slow"])
    let answer = try client.call("tools/call", query("SELECT 1 AS a"))
    #expect(answer["result"]?["structuredContent"]?["rows"] == [["a": 1]])
    server.client.closeInput()
    let rest = try server.client.readAll()
    #expect(rest.filter { $0["id"] == "slow" } == [], "nothing is sent for what was cancelled")
    #expect(server.waitForExit() == 0)
  }

  @Test func queriesThatTakeAllMemoryEndAndOthersGoOn() throws {
    // Long texts, so that memory runs out long before time does.
    let hungry = """
      WITH RECURSIVE s(x) AS (SELECT 'a' UNION ALL SELECT x || x FROM s WHERE length(x) < 1000000),
      n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000)
      SELECT i, x || i AS y FROM n, s WHERE length(x) = 1048576 ORDER BY y
      """
    for id in 0..<4 {
      server.client.request(.integer(id), "tools/call", .object(client.complete(query(hungry))))
    }
    server.client.request(
      "small", "tools/call",
      .object(client.complete(query("SELECT count(*) AS n FROM system.teams"))))
    for _ in 0..<5 {
      let answer = try server.client.read()
      if answer["id"] == "small" {
        #expect(answer["result"]?["structuredContent"]?["rows"] == [["n": 7]])
      } else {
        let text = answer["result"]?["content"]?.arrayValue?.first?["text"]?.stringValue
        #expect(
          text?.hasPrefix("the query needs more than 128 MiB of memory") == true, "\(answer.text)")
      }
    }
    server.client.closeInput()
    #expect(server.waitForExit() == 0)
  }

  /// The threads of calls have small stacks.
  @Test(arguments: [
    "SELECT json_valid(replace(hex(hex(hex(hex(hex(hex(hex(hex('aaaaaaaaaaaaaaaaaa')))))))), '3', '['))",
    "SELECT " + String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000),
    "SELECT " + String(repeating: "(SELECT ", count: 1_000) + "1"
      + String(repeating: ")", count: 1_000),
    "SELECT " + String(repeating: "NOT ", count: 4_000) + "1",
    "SELECT " + String(repeating: "- ", count: 9_000) + "1",
    "SELECT 1" + String(repeating: " + 1", count: 4_000),
    "SELECT 1 WHERE 1" + String(repeating: " OR 1", count: 3_000),
    "SELECT 1" + String(repeating: " UNION SELECT 1", count: 1_000),
    "SELECT * FROM " + String(repeating: "(SELECT * FROM ", count: 1_000) + "system.teams"
      + String(repeating: ")", count: 1_000),
    "SELECT 1 FROM system.teams" + String(repeating: " JOIN system.teams", count: 900),
    "SELECT CASE " + String(repeating: "WHEN 1 THEN ", count: 900) + "1 END",
    "SELECT replace(" + repeatElement("replace('a', 'a', 'b')", count: 200).joined(separator: ", ")
      + ")",
  ])
  func nestingHarmsNobody(sql: String) throws {
    let answer = try client.call("tools/call", query(sql))
    #expect(answer["result"] != nil || answer["error"] != nil)
    let next = try client.call("tools/call", query("SELECT 1 AS a"))
    #expect(next["result"]?["structuredContent"]?["rows"] == [["a": 1]])
  }
}
