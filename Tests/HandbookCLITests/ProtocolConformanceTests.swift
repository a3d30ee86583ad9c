import JSON
import TestSupport
import Testing

/// Whole conversations with the built server at every revision, each message checked against the published
/// schema of the revision.
@Suite(.timeLimit(.minutes(5)))
struct ProtocolConformanceTests {
  static let versions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"]

  /// A method with its params, and whether the answer is an error.
  private static let conversation: [(method: String, params: JSONObject, isError: Bool)] = [
    ("tools/list", [:], false),
    ("tools/call", ["name": "list_vectors"], false),
    ("tools/call", ["name": "list_vectors", "arguments": ["effort": "Low"]], false),
    ("tools/call", ["name": "search", "arguments": ["query": "small teams"]], false),
    (
      "tools/call", ["name": "search", "arguments": ["query": "teem", "detail": "section"]], false
    ),
    ("tools/call", ["name": "read_taxonomy"], false),
    ("tools/call", ["name": "read_page", "arguments": ["path": "small-teams.md"]], false),
    ("tools/call", ["name": "read_data", "arguments": ["kind": "team"]], false),
    ("tools/call", ["name": "no_such_tool"], true),
    ("tools/call", [:], true),
    ("resources/list", [:], false),
    ("resources/templates/list", [:], false),
    ("resources/read", ["uri": "handbook://pages/small-teams.md"], false),
    ("resources/read", ["uri": "handbook://pages/small-teams.md#faq"], false),
    ("resources/read", ["uri": "handbook://pages/no-such-page.md"], true),
    ("resources/read", ["uri": "file:///etc/passwd"], true),
    (
      "completion/complete",
      [
        "ref": ["type": "ref/resource", "uri": "handbook://pages/{+path}"],
        "argument": ["name": "path", "value": "sm"],
      ], false
    ),
    ("tools/list", ["cursor": "made-up"], true),
    ("prompts/list", [:], false),
    ("prompts/get", ["name": "choosing-an-integration-vector"], false),
    ("prompts/get", ["name": "finding-the-owner", "arguments": ["subject": "Codex"]], false),
    ("prompts/get", ["name": "no-such-skill"], true),
    ("tools/call", ["name": "list_skills"], false),
    ("tools/call", ["name": "read_skill", "arguments": ["name": "writing-skills"]], false),
    ("resources/read", ["uri": "skill://writing-skills/SKILL.md"], false),
    ("resources/read", ["uri": "skill://writing-skills/../../Package.swift"], true),
    ("resources/read", ["uri": "skill://writing-skills/%2e%2e/%2e%2e/Package.swift"], true),
    ("no/such/method", [:], true),
  ]

  @Test(.enabled(if: SharedFolder.isThere), arguments: versions)
  func everyMessageFitsTheSchemaOfItsRevision(version: String) throws {
    let schema = try #require(try ProtocolSchema(version: version))
    let server = try ServerProcess()
    let client = Conversation(server.client, version: version)
    func check(_ message: JSONValue, answering method: String?) throws {
      let problems = try schema.problems(of: message, answering: method)
      #expect(problems == [], "\(method ?? "notification"): \(message.text.prefix(500))")
    }
    let hello = try client.open()
    if let hello { try check(hello, answering: "initialize") }
    for (method, params, isError) in Self.conversation {
      let answer = try client.call(method, params)
      try check(answer, answering: method)
      #expect((answer["error"] != nil) == isError, "\(method): \(answer.text.prefix(500))")
    }
    for (method, params) in client.methodsOfItsOwn {
      try check(try client.call(method, params), answering: method)
    }
    server.client.closeInput()
    for message in try server.client.readAll() {
      try check(message, answering: message["id"] == nil ? nil : "subscriptions/listen")
    }
    #expect(server.waitForExit() == 0)
  }
}

/// A client that speaks one revision.
struct Conversation {
  let client: WireClient
  let version: String
  private let ids = Counter()

  private final class Counter {
    var last = 0
  }

  init(_ client: WireClient, version: String) {
    self.client = client
    self.version = version
  }

  var isModern: Bool { version >= "2026" }

  /// Shakes hands where the revision has that.
  /// - Returns: the answer to `initialize`; `nil` for modern revisions.
  func open() throws -> JSONValue? {
    guard !isModern else { return nil }
    let answer = try client.call(
      "hello", "initialize",
      [
        "protocolVersion": .string(version), "capabilities": [:],
        "clientInfo": ["name": "tests", "version": "1"],
      ])
    client.notify("notifications/initialized")
    return answer
  }

  func call(_ method: String, _ params: JSONObject = [:]) throws -> JSONValue {
    ids.last += 1
    return try client.call(.integer(ids.last), method, .object(complete(params)))
  }

  /// The result of a tool as it was meant: its structured content, or the text's JSON.
  func callTool(_ name: String, _ arguments: JSONObject = [:]) throws -> JSONValue {
    let answer = try call("tools/call", ["name": .string(name), "arguments": .object(arguments)])
    let text = answer["result"]?["content"]?.arrayValue?.first?["text"]?.stringValue ?? ""
    return try answer["result"]?["structuredContent"] ?? JSONParser.parse(text)
  }

  /// The params as the revision wants them.
  func complete(_ params: JSONObject) -> JSONObject {
    guard isModern else { return params }
    var params = params
    params.append(
      "_meta",
      [
        "io.modelcontextprotocol/protocolVersion": .string(version),
        "io.modelcontextprotocol/clientCapabilities": [:],
      ])
    return params
  }

  var methodsOfItsOwn: [(String, JSONObject)] {
    let uri: JSONObject = ["uri": "handbook://pages/small-teams.md"]
    return isModern
      ? [
        ("server/discover", [:]), ("skills/list", [:]),
        ("skills/get", ["uri": "skill://writing-skills/SKILL.md"]),
      ]
      : [("ping", [:]), ("resources/subscribe", uri), ("resources/unsubscribe", uri)]
  }
}
