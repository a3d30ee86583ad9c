import JSON
import TestSupport
import Testing

@testable import MCP

@Suite(.timeLimit(.minutes(5)))
struct LegacyEraTests {
  private static let versions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]

  @Test(arguments: [
    ("2024-11-05", "2024-11-05"), ("2025-03-26", "2025-03-26"), ("2025-06-18", "2025-06-18"),
    ("2025-11-25", "2025-11-25"), ("2026-07-28", "2025-11-25"), ("1999-01-01", "2025-11-25"),
    ("", "2025-11-25"),
  ])
  func agreesOnAVersion(asked: String, answered: String) throws {
    let fixture = ServerFixture()
    let answer = try fixture.client.call(1, "initialize", ServerFixture.initializeParams(asked))
    #expect(answer["result"]?["protocolVersion"]?.stringValue == answered)
  }

  @Test func introducesItselfAsTheRevisionKnows() throws {
    let old = ServerFixture()
    #expect(
      try old.client.call(1, "initialize", ServerFixture.initializeParams("2024-11-05")) == [
        "jsonrpc": "2.0", "id": 1,
        "result": [
          "protocolVersion": "2024-11-05",
          "capabilities": [
            "tools": ["listChanged": true],
            "resources": ["subscribe": true, "listChanged": true],
          ],
          "serverInfo": ["name": "fixture", "version": "1.2.3"],
          "instructions": "Call echo.",
        ],
      ])
    let new = ServerFixture()
    #expect(
      try new.client.call(1, "initialize", ServerFixture.initializeParams("2025-11-25")) == [
        "jsonrpc": "2.0", "id": 1,
        "result": [
          "protocolVersion": "2025-11-25",
          "capabilities": [
            "tools": ["listChanged": true],
            "resources": ["subscribe": true, "listChanged": true],
            "completions": [:],
          ],
          "serverInfo": [
            "name": "fixture", "version": "1.2.3", "title": "Fixture",
            "description": "For tests.",
          ],
          "instructions": "Call echo.",
        ],
      ])
  }

  @Test(arguments: [
    #"{}"#, #"{"protocolVersion":1,"capabilities":{},"clientInfo":{"name":"a","version":"1"}}"#,
    #"{"protocolVersion":"2025-06-18","clientInfo":{"name":"a","version":"1"}}"#,
    #"{"protocolVersion":"2025-06-18","capabilities":[],"clientInfo":{"name":"a","version":"1"}}"#,
    #"{"protocolVersion":"2025-06-18","capabilities":{}}"#,
    #"{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"a"}}"#,
  ])
  func refusesAnInitializeThatIsNone(params: String) throws {
    let fixture = ServerFixture()
    let answer = try fixture.client.call(1, "initialize", JSONParser.parse(params))
    #expect(answer["error"]?["code"] == -32602)
    let next = try fixture.client.call(
      2, "initialize", ServerFixture.initializeParams("2025-06-18"))
    #expect(next["result"] != nil, "the handshake is still possible")
  }

  @Test func answersPingBeforeAnythingElse() throws {
    let fixture = ServerFixture()
    #expect(
      try fixture.client.call("p", "ping") == ["jsonrpc": "2.0", "id": "p", "result": [:]])
  }

  @Test(arguments: versions)
  func resultsHaveOnlyWhatTheRevisionKnows(version: String) throws {
    let fixture = try ServerFixture.session(version)
    let tool = try fixture.client.call(1, "tools/list")["result"]?["tools"]?.arrayValue?.first
    let known =
      switch version {
      case "2024-11-05": ["name", "description", "inputSchema"]
      case "2025-03-26": ["name", "description", "inputSchema", "annotations"]
      default: ["name", "title", "description", "inputSchema", "outputSchema", "annotations"]
      }
    #expect(tool?.objectValue?.keys == known)
    let result = try fixture.client.call(
      2, "tools/call", ["name": "echo", "arguments": ["a": "é\n\"b\""]])["result"]
    var expected: JSONObject = [
      "content": [["type": "text", "text": #"{"a":"é\n\"b\""}"#]]
    ]
    if version >= "2025-06-18" { expected.append("structuredContent", ["a": "é\n\"b\""]) }
    #expect(result == .object(expected))
  }

  @Test(arguments: versions)
  func refusesBadArgumentsAsTheRevisionWants(version: String) throws {
    let fixture = try ServerFixture.session(version)
    let answer = try fixture.client.call(1, "tools/call", ["name": "picky"])
    if version >= "2025-11-25" {
      #expect(
        answer["result"] == [
          "content": [["type": "text", "text": "n: 7 is too much"]], "isError": true,
        ])
    } else {
      #expect(answer["error"] == ["code": -32602, "message": "n: 7 is too much"])
    }
  }

  @Test(arguments: [
    (#"{"name":"nope"}"#, "there is no tool 'nope'"),
    (#"{}"#, "params.name must be a string"),
    (#"{"name":7}"#, "params.name must be a string"),
    (#"{"name":"echo","arguments":[]}"#, "params.arguments must be an object"),
    (#"{"name":"echo","_meta":7}"#, "params._meta must be an object"),
    (
      #"{"name":"echo","_meta":{"progressToken":{}}}"#,
      "params._meta.progressToken must be a string or an integer"
    ),
    (#"[1]"#, "params must be an object"),
  ])
  func refusesWhatIsNoToolCall(params: String, message: String) throws {
    let fixture = try ServerFixture.session("2025-11-25")
    let answer = try fixture.client.call(1, "tools/call", JSONParser.parse(params))
    #expect(answer["error"] == ["code": -32602, "message": .string(message)])
  }

  @Test(arguments: [
    ("prompts/list", -32601), ("logging/setLevel", -32601), ("server/discover", -32601),
    ("subscriptions/listen", -32601), ("no/such", -32601), ("", -32601),
  ])
  func hasNoMethodsThatItDoesNotDeclare(method: String, code: Int) throws {
    let fixture = try ServerFixture.session("2025-11-25")
    #expect(try fixture.client.call(1, method)["error"]?["code"]?.intValue == code)
  }

  @Test func aResourceThatIsNotThereIsAnError() throws {
    let fixture = try ServerFixture.session("2025-06-18")
    #expect(
      try fixture.client.call(1, "resources/read", ["uri": "test://8"])["error"] == [
        "code": -32002, "message": "there is no resource test://8; try test://7",
        "data": ["uri": "test://8"],
      ])
    #expect(
      try fixture.client.call(2, "resources/read", ["uri": "test://7"])["result"] == [
        "contents": [["uri": "test://7", "mimeType": "text/plain", "text": "seven"]]
      ])
  }

  @Test func pagesCoverAListExactlyOnce() throws {
    let fixture = try ServerFixture.session("2025-11-25")
    var names: [String] = []
    var params: JSONValue = [:]
    while true {
      let result = try fixture.client.call(1, "resources/list", params)["result"]
      names += result?["resources"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
      guard let cursor = result?["nextCursor"] else { break }
      params = ["cursor": cursor]
    }
    #expect(names == (0..<450).map { "r\($0)" })
  }

  @Test(arguments: ["\"\"", "\"200\"", "\"200-0\"", "\"x\"", "7", "null", "{}"])
  func refusesACursorThatItDidNotGiveOut(cursor: String) throws {
    let fixture = try ServerFixture.session("2025-11-25")
    for method in ["tools/list", "resources/list", "resources/templates/list"] {
      let answer = try fixture.client.call(
        1, method, ["cursor": JSONParser.parse(cursor)])
      #expect(answer["error"]?["code"] == -32602)
    }
  }

  @Test func batchesAreOnlyThereWhereTheRevisionHasThem() throws {
    let batch = #"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","id":2,"method":"x"}]"#
    for (version, hasBatches) in [
      ("2024-11-05", true), ("2025-03-26", true), ("2025-06-18", false), ("2025-11-25", false),
    ] {
      let fixture = try ServerFixture.session(version)
      fixture.client.send(batch)
      let answer = try fixture.client.read()
      if hasBatches {
        #expect(answer.arrayValue?.map { $0["error"]?["code"] } == [nil, -32601])
      } else {
        #expect(answer["error"]?["code"] == -32600)
      }
    }
  }

  @Test func initializeIsNoPartOfABatch() throws {
    let fixture = try ServerFixture.session("2025-03-26")
    let request: JSONValue = [
      "jsonrpc": "2.0", "id": 1, "method": "initialize",
      "params": ServerFixture.initializeParams("2025-03-26"),
    ]
    fixture.client.send([request])
    #expect(try fixture.client.read().arrayValue?.first?["error"]?["code"] == -32600)
  }

  @Test func tellsASubscriberWhatChanged() throws {
    let fixture = try ServerFixture.session("2025-06-18")
    #expect(
      try fixture.client.call(1, "resources/subscribe", ["uri": "test://8"])["error"]?["code"]
        == -32002)
    #expect(
      try fixture.client.call(2, "resources/subscribe", ["uri": "test://7"])["result"] == [:])
    fixture.server.resourcesUpdated { _ in true }
    #expect(
      try fixture.client.read() == [
        "jsonrpc": "2.0", "method": "notifications/resources/updated",
        "params": ["uri": "test://7"],
      ])
    #expect(
      try fixture.client.call(3, "resources/unsubscribe", ["uri": "test://7"])["result"] == [:])
    fixture.server.resourcesUpdated { _ in true }
    fixture.server.resourcesListChanged()
    #expect(
      try fixture.client.read() == [
        "jsonrpc": "2.0", "method": "notifications/resources/list_changed", "params": [:],
      ])
  }

  @Test(arguments: [
    "notifications/initialized", "notifications/unknown", "tools/list", "ping",
    "notifications/cancelled",
  ])
  func neverAnswersANotification(method: String) throws {
    let fixture = try ServerFixture.session("2025-11-25")
    fixture.client.notify(method, ["requestId": [1]])
    fixture.client.notify(method)
    #expect(try fixture.client.call(1, "ping")["result"] == [:])
    fixture.client.closeInput()
    #expect(try fixture.client.readAll() == [])
  }
}
