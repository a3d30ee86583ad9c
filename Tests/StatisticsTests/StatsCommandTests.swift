import Foundation
import JSON
import TestSupport
import Testing

/// `handbook stats` of the built program.
@Suite(.timeLimit(.minutes(5)))
struct StatsCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private static let recording = """
    {"t":0,"dir":"meta","message":{"format":1,"server":"handbook","version":"1"}}
    {"t":100,"dir":"in","message":{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"clientInfo":{"name":"test","version":"1"}}}}
    {"t":1300,"dir":"out","message":{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25"}}}
    {"t":2000,"dir":"in","message":{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search"}}}
    {"t":2010,"dir":"in","message":{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"search"}}}
    {"t":2020,"dir":"in","message":{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"bell\\u0007"}}}
    {"t":2500,"dir":"out","message":{"jsonrpc":"2.0","id":1,"result":{"content":[]}}}
    {"t":1236010,"dir":"out","message":{"jsonrpc":"2.0","id":2,"result":{"content":[],"isError":true}}}

    """

  @Test func aTableIsPrinted() throws {
    try folder.write("a.jsonl", Self.recording)
    let outcome = try HandbookProgram.run(["stats", folder.path + "/a.jsonl"])
    #expect(
      outcome
        == .init(
          output: """
            sessions:  1
            clients:   test 1 (4)
            protocols: legacy 2025-11-25 (4)
            recorded:  1.236 s

            method       calls  errors  cancelled  unanswered  p50 ms    p95 ms    max ms  tokens  a call
            tools/call       3       1          0           1   0.500  1234.000  1234.000      12       4
              search         2       1          0           0   0.500  1234.000  1234.000      12       6
              bell\\u{7}      1       0          0           1       -         -         -       0       0
            initialize       1       0          0           0   1.200     1.200     1.200       8       8
            total            4       1          0           1   1.200  1234.000  1234.000      20       5

            """, errors: "", exitCode: 0))
  }

  @Test func jsonIsForMachines() throws {
    try folder.write("a.jsonl", Self.recording)
    let outcome = try HandbookProgram.run(["stats", folder.path + "/a.jsonl", "--json"])
    let search: JSONObject = [
      "calls": 2, "errors": 1, "tool_errors": 1, "cancelled": 0, "unanswered": 0, "p50_us": 500,
      "p95_us": 1_234_000, "max_us": 1_234_000, "result_bytes": 43, "result_tokens": 12,
      "tokens_per_call": 6,
    ]
    let none: JSONObject = [
      "calls": 1, "errors": 0, "tool_errors": 0, "cancelled": 0, "unanswered": 1, "p50_us": nil,
      "p95_us": nil, "max_us": nil, "result_bytes": 0, "result_tokens": 0, "tokens_per_call": 0,
    ]
    let calls: JSONObject = [
      "calls": 3, "errors": 1, "tool_errors": 1, "cancelled": 0, "unanswered": 1, "p50_us": 500,
      "p95_us": 1_234_000, "max_us": 1_234_000, "result_bytes": 43, "result_tokens": 12,
      "tokens_per_call": 4,
    ]
    let initialize: JSONObject = [
      "calls": 1, "errors": 0, "tool_errors": 0, "cancelled": 0, "unanswered": 0, "p50_us": 1200,
      "p95_us": 1200, "max_us": 1200, "result_bytes": 32, "result_tokens": 8, "tokens_per_call": 8,
    ]
    let total: JSONObject = [
      "calls": 4, "errors": 1, "tool_errors": 1, "cancelled": 0, "unanswered": 1, "p50_us": 1200,
      "p95_us": 1_234_000, "max_us": 1_234_000, "result_bytes": 75, "result_tokens": 20,
      "tokens_per_call": 5,
    ]
    func named(_ key: String, _ name: String, _ figures: JSONObject, parts: [JSONValue] = [])
      -> JSONValue
    {
      var object: JSONObject = [key: .string(name)]
      object.members += figures.members
      if !parts.isEmpty { object.append("parts", .array(parts)) }
      return .object(object)
    }
    #expect(
      try JSONParser.parse(outcome.output) == [
        "sessions": 1, "clients": [["name": "test 1", "calls": 4]],
        "protocols": [["name": "legacy 2025-11-25", "calls": 4]], "first": nil, "last": nil,
        "recorded_us": 1_236_010, "skipped_lines": 0, "dropped_entries": 0, "notes": [],
        "total": .object(total),
        "methods": [
          named(
            "method", "tools/call", calls,
            parts: [named("name", "search", search), named("name", "bell\u{7}", none)]),
          named("method", "initialize", initialize),
        ],
      ])
  }

  /// A summary without what a recording and a log do not share: times, and how long things took.
  private func settled(_ output: String) throws -> JSONValue {
    func settled(_ value: JSONValue) -> JSONValue {
      switch value {
      case .object(let object):
        let timed = ["p50_us", "p95_us", "max_us", "first", "last", "recorded_us"]
        return .object(
          object.members.filter { !timed.contains($0.key) }.map {
            .init(key: $0.key, value: settled($0.value))
          })
      case .array(let elements): return .array(elements.map(settled))
      default: return value
      }
    }
    return settled(try JSONParser.parse(output))
  }

  @Test func aRecordingAndALogOfTheSameSessionAgree() throws {
    let path = folder.path + "/session.jsonl"
    let server = try ServerProcess(["--record", path, "--log", "json", "--log-level", "debug"])
    let client = server.client
    _ = try client.call(
      0, "initialize",
      [
        "protocolVersion": "2025-03-26", "capabilities": [:],
        "clientInfo": ["name": "test", "version": "1"],
      ])
    client.notify("notifications/initialized")
    _ = try client.call("a", "tools/call", ["name": "search", "arguments": ["query": "MCP é"]])
    _ = try client.call(1, "tools/call", ["name": "read_page", "arguments": ["path": "none"]])
    _ = try client.call(2, "tools/call", ["name": "serch"])
    _ = try client.call(3, "prompts/get", ["name": "writing-skills"])
    _ = try client.call(4, "resources/read", ["uri": "handbook://pages/small-teams.md"])
    client.send("nonsense")
    _ = try client.read()
    client.send([
      ["jsonrpc": "2.0", "id": 5, "method": "ping"], 7,
      ["jsonrpc": "2.0", "id": 6, "method": "tools/call", "params": ["name": "list_vectors"]],
    ])
    _ = try client.read()
    _ = try client.call(
      7, "tools/list",
      [
        "_meta": [
          "io.modelcontextprotocol/protocolVersion": "2026-07-28",
          "io.modelcontextprotocol/clientCapabilities": [:],
          "io.modelcontextprotocol/clientInfo": ["name": "other", "version": "2"],
        ]
      ])
    client.closeInput()
    _ = try client.readAll()
    #expect(server.waitForExit() == 0)
    let log = try server.readErrors()
    let ofLog = try HandbookProgram.run(["stats", "-", "--json"], input: log)
    let ofRecording = try HandbookProgram.run(["stats", path, "--json"])
    #expect(ofLog.exitCode == 0, "\(ofLog.errors)")
    #expect(try settled(ofLog.output) == settled(ofRecording.output))
    #expect(try JSONParser.parse(ofLog.output)["total"]?["calls"] == 11)
    let both = try HandbookProgram.run(["stats", "-", path], input: log)
    #expect(both.output.hasPrefix("sessions:  2\nclients:   test 1 (16), other 2 (2)\n"))
  }

  @Test func whatCannotBeReadIsSaid() throws {
    try folder.write("other.txt", "hello\n")
    let other = folder.path + "/other.txt"
    #expect(
      try HandbookProgram.run(["stats", other])
        == .init(
          output: "",
          errors: """
            \(other):1:1: error: this is neither a recording nor a log
              hello
              ^
            note: 'handbook serve --record FILE' makes a recording, and '--log json' a log; '--log text' is for people alone
            handbook: there is nothing to summarise in what cannot be read

            """, exitCode: 66))
    let missing = folder.path + "/missing"
    #expect(
      try HandbookProgram.run(["stats", missing])
        == .init(
          output: "",
          errors: "handbook: a file cannot be read: \(missing): no such file or directory\n",
          exitCode: 66))
    #expect(
      try HandbookProgram.run(["stats", "-", "-"]).errors
        == "handbook: standard input can be read once\n")
    #expect(
      try HandbookProgram.run(["stats"])
        == .init(
          output: "",
          errors: """
            handbook: which recording or log?
            usage: handbook stats FILE… [--json]
            'handbook serve --record FILE' makes a recording, 'handbook serve --log json' a log; - reads standard input

            """, exitCode: 64))
  }
}
