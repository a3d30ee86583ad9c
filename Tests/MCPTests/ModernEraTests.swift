import JSON
import TestSupport
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(5)))
struct ModernEraTests {
  private let serverInfo: JSONValue = [
    "io.modelcontextprotocol/serverInfo": [
      "name": "fixture", "version": "1.2.3", "title": "Fixture", "description": "For tests.",
    ]
  ]

  @Test func discoversWithoutAHandshake() throws {
    let fixture = ServerFixture()
    #expect(
      try fixture.client.call(1, "server/discover", ServerFixture.modern()) == [
        "jsonrpc": "2.0", "id": 1,
        "result": [
          "resultType": "complete", "_meta": serverInfo, "ttlMs": 60000, "cacheScope": "public",
          "supportedVersions": ["2026-07-28"],
          "capabilities": [
            "tools": ["listChanged": true],
            "resources": ["subscribe": true, "listChanged": true],
            "completions": [:],
          ],
          "instructions": "Call echo.",
        ],
      ])
  }

  @Test func marksResultsAsTheRevisionWants() throws {
    let fixture = ServerFixture()
    let marks: [(String, JSONObject, [String])] = [
      ("tools/list", [:], ["resultType", "_meta", "ttlMs", "cacheScope", "tools"]),
      (
        "resources/templates/list", [:],
        ["resultType", "_meta", "ttlMs", "cacheScope", "resourceTemplates"]
      ),
      (
        "resources/read", ["uri": "test://7"],
        ["resultType", "_meta", "ttlMs", "cacheScope", "contents"]
      ),
      ("tools/call", ["name": "echo"], ["resultType", "_meta", "content", "structuredContent"]),
      ("tools/call", ["name": "fail"], ["resultType", "_meta", "content", "isError"]),
      (
        "completion/complete",
        [
          "ref": ["type": "ref/resource", "uri": "test://{path}"],
          "argument": ["name": "path", "value": ""],
        ], ["resultType", "_meta", "completion"]
      ),
    ]
    for (method, params, members) in marks {
      let result = try fixture.client.call(1, method, ServerFixture.modern(params))["result"]
      #expect(result?.objectValue?.keys == members, "\(method)")
      #expect(result?["resultType"] == "complete")
      #expect(result?["_meta"] == serverInfo)
    }
  }

  @Test(arguments: [
    "tools/list", "server/discover", "tools/call", "no/such", "initialize", "ping",
  ])
  func refusesAVersionThatItDoesNotServe(method: String) throws {
    let fixture = ServerFixture()
    for version in ["2025-11-25", "2027-01-01", ""] {
      let answer = try fixture.client.call(
        1, method,
        [
          "_meta": [
            "io.modelcontextprotocol/protocolVersion": .string(version),
            "io.modelcontextprotocol/clientCapabilities": [:],
          ]
        ])
      #expect(answer["error"]?["code"] == -32022)
      #expect(
        answer["error"]?["data"]
          == ["supported": ["2026-07-28"], "requested": .string(version)])
    }
  }

  @Test(arguments: [
    #"{}"#, #"{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}"#,
    #"{"io.modelcontextprotocol/protocolVersion":20260728,"io.modelcontextprotocol/clientCapabilities":{}}"#,
    #"{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":[]}"#,
    #"{"io.modelcontextprotocol/clientCapabilities":{}}"#,
    #"{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/logLevel":"loud"}"#,
    #"{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"io.modelcontextprotocol/clientInfo":"me"}"#,
    #"{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},"progressToken":1.5}"#,
    #"[]"#,
  ])
  func refusesAMetaThatLacksSomething(meta: String) throws {
    let fixture = ServerFixture()
    // An earlier request's `_meta` must not stand in for this one's.
    _ = try fixture.client.call(0, "tools/list", ServerFixture.modern())
    for method in ["tools/list", "server/discover", "resources/list"] {
      let answer = try fixture.client.call(1, method, ["_meta": JSONParser.parse(meta)])
      #expect(answer["error"]?["code"] == -32602)
    }
  }

  @Test(arguments: [
    "ping", "initialize", "logging/setLevel", "resources/subscribe", "resources/unsubscribe",
    "prompts/list", "tasks/list",
  ])
  func hasNotWhatTheRevisionRemoved(method: String) throws {
    let fixture = ServerFixture()
    let answer = try fixture.client.call(1, method, ServerFixture.modern())
    #expect(answer["error"]?["code"] == -32601)
  }

  @Test func servesBothErasSideBySide() throws {
    let fixture = ServerFixture()
    #expect(try fixture.client.call(1, "tools/list", ServerFixture.modern())["result"] != nil)
    #expect(try fixture.client.call(2, "tools/list")["error"]?["code"] == -32602)
    _ = try fixture.client.call(
      3, "initialize", ServerFixture.initializeParams("2025-06-18"))
    let legacy = try fixture.client.call(4, "tools/list")["result"]
    #expect(legacy?["resultType"] == nil)
    #expect(legacy?["tools"]?.arrayValue?.count == 1)
    let modern = try fixture.client.call(5, "tools/list", ServerFixture.modern())["result"]
    #expect(modern?["resultType"] == "complete")
  }

  @Test func aResourceThatIsNotThereHasTheModernCode() throws {
    let fixture = ServerFixture()
    let answer = try fixture.client.call(
      1, "resources/read", ServerFixture.modern(["uri": "test://8"]))
    #expect(
      answer["error"] == [
        "code": -32602, "message": "there is no resource test://8; try test://7",
        "data": ["uri": "test://8"],
      ])
  }

  @Test func completesWithAtMostAHundredValues() throws {
    let fixture = ServerFixture()
    func complete(_ reference: JSONValue, _ name: String, _ value: String) throws -> JSONValue {
      try fixture.client.call(
        1, "completion/complete",
        ServerFixture.modern([
          "ref": reference, "argument": ["name": .string(name), "value": .string(value)],
        ]))
    }
    let template: JSONValue = ["type": "ref/resource", "uri": "test://{path}"]
    let all = try complete(template, "path", "")["result"]?["completion"]
    #expect(all?["values"]?.arrayValue?.count == 100)
    #expect(all?["total"] == 120)
    #expect(all?["hasMore"] == true)
    #expect(
      try complete(template, "path", "page-7")["result"]?["completion"]?["values"]?.arrayValue?
        .count == 11)
    #expect(try complete(template, "no", "")["error"]?["code"] == -32602)
    #expect(try complete(["type": "ref/prompt", "name": "x"], "a", "")["error"]?["code"] == -32602)
    #expect(try complete(["type": "ref/other"], "a", "")["error"]?["code"] == -32602)
  }

  // MARK: - Progress, cancellation, readiness

  @Test func reportsProgressOnceAValueAndStopsWhenCancelled() throws {
    let fixture = ServerFixture()
    fixture.client.request(
      1, "tools/call", ServerFixture.modern(["name": "slow"], meta: ["progressToken": "t"]))
    #expect(
      try fixture.client.read() == [
        "jsonrpc": "2.0", "method": "notifications/progress",
        "params": ["progressToken": "t", "progress": 1, "total": 2, "message": "half way"],
      ])
    fixture.client.notify("notifications/cancelled", ["requestId": 1, "reason": "enough"])
    #expect(try fixture.client.call(2, "tools/list", ServerFixture.modern())["id"] == 2)
    fixture.client.closeInput()
    #expect(try fixture.client.readAll() == [])
  }

  @Test func listsToolsWhileTheFeaturesAreNotReady() throws {
    let fixture = ServerFixture(isReady: false)
    fixture.client.request(
      1, "tools/call", ServerFixture.modern(["name": "echo"], meta: ["progressToken": 5]))
    fixture.client.request(2, "resources/list", ServerFixture.modern())
    #expect(try fixture.client.call(3, "tools/list", ServerFixture.modern())["result"] != nil)
    fixture.gate.reportProgress(whenWaiting: 2)
    #expect(
      try fixture.client.read()["params"] == [
        "progressToken": 5, "progress": 3, "total": 10, "message": "reading",
      ])
    fixture.gate.open()
    #expect(try fixture.client.read()["id"] == 1)
    #expect(try fixture.client.read()["id"] == 2)
  }

  @Test func aCancelledRequestThatWaitsIsForgotten() throws {
    let fixture = ServerFixture(isReady: false)
    fixture.client.request(1, "tools/call", ServerFixture.modern(["name": "echo"]))
    fixture.client.request(2, "tools/call", ServerFixture.modern(["name": "echo"]))
    fixture.gate.reportProgress(whenWaiting: 2)
    fixture.client.notify("notifications/cancelled", ["requestId": 1])
    _ = try fixture.client.call(3, "tools/list", ServerFixture.modern())
    fixture.gate.open()
    #expect(try fixture.client.read()["id"] == 2)
    fixture.client.closeInput()
    #expect(try fixture.client.readAll() == [])
  }

  // MARK: - Subscriptions

  private func listen(_ id: JSONValue, _ filter: JSONValue, on fixture: ServerFixture) throws
    -> JSONValue
  {
    fixture.client.request(
      id, "subscriptions/listen", ServerFixture.modern(["notifications": filter]))
    return try fixture.client.read()
  }

  private func meta(_ id: JSONValue) -> JSONValue {
    ["io.modelcontextprotocol/subscriptionId": id]
  }

  @Test func acknowledgesWhatItWillHonour() throws {
    let fixture = ServerFixture()
    #expect(
      try listen(
        7,
        [
          "toolsListChanged": true, "promptsListChanged": true, "resourcesListChanged": true,
          "resourceSubscriptions": ["test://7"],
        ], on: fixture) == [
          "jsonrpc": "2.0", "method": "notifications/subscriptions/acknowledged",
          "params": [
            "_meta": meta(7),
            // The server has no prompts.
            "notifications": [
              "toolsListChanged": true, "resourcesListChanged": true,
              "resourceSubscriptions": ["test://7"],
            ],
          ],
        ])
    #expect(
      try listen("7", [:], on: fixture)["params"] == ["_meta": meta("7"), "notifications": [:]])
  }

  @Test func sendsEachStreamWhatItAskedForAndEndsItWithItsResult() throws {
    let fixture = ServerFixture()
    _ = try listen(1, ["resourcesListChanged": true], on: fixture)
    _ = try listen("1", ["resourceSubscriptions": ["test://7", "test://9"]], on: fixture)
    fixture.server.resourcesUpdated { $0 == "test://9" }
    #expect(try fixture.client.read()["params"] == ["_meta": meta("1"), "uri": "test://9"])
    fixture.server.resourcesListChanged()
    #expect(try fixture.client.read()["params"] == ["_meta": meta(1)])
    fixture.client.notify("notifications/cancelled", ["requestId": 1])
    _ = try fixture.client.call(2, "tools/list", ServerFixture.modern())
    fixture.server.resourcesListChanged()
    fixture.client.closeInput()
    let rest = try fixture.client.readAll()
    #expect(rest.map { $0["id"] } == ["1"])
    #expect(rest.first?["result"]?["resultType"] == "complete")
    #expect(
      rest.first?["result"]?["_meta"]?["io.modelcontextprotocol/subscriptionId"] == "1")
  }

  @Test(arguments: [
    #"null"#, #"[]"#, #"{"toolsListChanged":1}"#, #"{"resourcesListChanged":"yes"}"#,
    #"{"resourceSubscriptions":"test://7"}"#, #"{"resourceSubscriptions":[7]}"#,
  ])
  func refusesAFilterThatIsNone(filter: String) throws {
    let fixture = ServerFixture()
    let answer = try listen(1, JSONParser.parse(filter), on: fixture)
    #expect(answer["error"]?["code"] == -32602)
  }
}
