import Foundation
import JSON
import TestSupport
import Testing

/// What a client asks for in a recorded session of the shipped tools.
struct SessionScript: Sendable, CustomTestStringConvertible {
  /// The recording's file, without its extension.
  var name: String
  /// Sent group by group; a string is sent as it is. Each message but a notification brings one message back.
  var groups: [[JSONValue]]

  var testDescription: String { name }

  /// Every line that is sent, as a recording has it.
  var sentLines: [String] {
    groups.joined().map { message in
      (message.stringValue ?? message.text).replacing("not-recorded", with: "[redacted]")
    }
  }

  /// Records the session anew.
  func record(to path: String) throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/session.jsonl"
    let server = try ServerProcess(["--record", file])
    for group in groups {
      for message in group {
        server.client.send(message.stringValue ?? message.text)
      }
      for message in group where message["method"] == nil || message["id"] != nil {
        _ = try server.client.read()
      }
    }
    server.client.closeInput()
    _ = try server.client.readAll()
    _ = server.waitForExit()
    try Self.withoutTimes(String(contentsOfFile: file, encoding: .utf8))
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Times are no part of what is compared; numbered lines leave only what changed to review.
  private static func withoutTimes(_ recording: String) throws -> String {
    try recording.split(separator: "\n").enumerated().map { index, line in
      guard var entry = try JSONParser.parse(String(line)).objectValue else { return "\(line)\n" }
      entry["t"] = .integer(index)
      return JSONValue.object(entry).text + "\n"
    }.joined()
  }
}

extension SessionScript {
  static let all = [handshake, modern, batches]

  /// Calls with what they are to show: the examples of the shipped tools, and what goes wrong.
  private static let calls: [JSONValue] = [
    ["name": "search", "arguments": ["query": "who owns the MCP server"]],
    ["name": "search", "arguments": ["query": "effort", "kind": "vector", "limit": 3]],
    [
      "name": "search",
      "arguments": ["query": "Array team", "as_of": 1, "detail": "section", "limit": 2],
    ],
    ["name": "search", "arguments": ["query": "teem"]],
    [
      "name": "read_page", "arguments": ["path": "ai-platform.md", "section": "Getting started"],
    ],
    [
      "name": "read_page",
      "arguments": ["uri": "handbook://pages/ai-platform.md", "lines": [1, 20]],
    ],
    ["name": "read_page", "arguments": ["path": "small-teams.md", "max_tokens": 200]],
    ["name": "read_page", "arguments": ["path": "no-such-page.md"]],
    ["name": "read_taxonomy", "arguments": ["kind": "vector"]],
    [
      "name": "read_data",
      "arguments": [
        "kind": "team", "fields": ["name", "owns", "page", "first_line", "last_line"],
      ],
    ],
    [
      "name": "read_data",
      "arguments": [
        "kind": "vector", "order_by": "effort",
        "filters": [["field": "consumers", "operator": "contains", "value": "Codex"]],
      ],
    ],
    ["name": "read_data", "arguments": ["kind": "vektor"]],
    ["name": "list_vectors", "arguments": ["effort": "Low"]],
    ["name": "list_vectors", "arguments": ["effort": "None"]],
    ["name": "list_surfaces", "arguments": ["name": "Claude Code"]],
    ["name": "list_steps"],
    ["name": "list_teams", "arguments": ["name": "Signals"]],
    ["name": "find_owner", "arguments": ["subject": "MCP server"]],
    ["name": "find_owner", "arguments": ["subject": "MCP server", "password": "not-recorded"]],
    ["name": "serch"],
  ]

  /// A session of the revision 2025-11-25, one request after the other, then some at once.
  static let handshake = SessionScript(
    name: "handshake",
    groups: [
      [
        request(
          0, "initialize",
          [
            "protocolVersion": "2025-11-25", "capabilities": [:],
            "clientInfo": ["name": "test", "version": "1"],
          ])
      ],
      [["jsonrpc": "2.0", "method": "notifications/initialized"], request(1, "tools/list", [:])],
      ["not json"],
    ] + calls.enumerated().map { [request(.integer(100 + $0), "tools/call", $1)] } + [
      [
        request("a", "resources/list", [:]), request("b", "no/such/method", [:]),
        request("c", "resources/read", ["uri": "handbook://pages/small-teams.md#faq"]),
        request("d", "ping", [:]),
      ]
    ])

  /// A session of the revision 2026-07-28: no handshake, the calls pipelined.
  static let modern = SessionScript(
    name: "modern",
    groups: [
      [request(0, "server/discover", [:], meta)],
      [
        request(
          "listen", "subscriptions/listen", ["notifications": ["toolsListChanged": true]], meta)
      ],
      calls.enumerated().map { request(.integer(1 + $0), "tools/call", $1, meta) },
    ])

  /// A session of the revision 2025-03-26, which has batches.
  static let batches = SessionScript(
    name: "batches",
    groups: [
      [
        request(
          0, "initialize",
          [
            "protocolVersion": "2025-03-26", "capabilities": [:],
            "clientInfo": ["name": "test", "version": "1"],
          ])
      ],
      [
        .array([
          request(1, "ping", [:]), request(2, "tools/call", calls[1]),
          ["jsonrpc": "2.0", "method": "notifications/initialized"],
          request(3, "tools/call", ["name": "serch"]),
        ])
      ],
    ])

  private static let meta: JSONValue = [
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": [:],
  ]

  private static func request(
    _ id: JSONValue, _ method: String, _ params: JSONValue, _ meta: JSONValue? = nil
  ) -> JSONValue {
    var params = params.objectValue ?? JSONObject()
    params["_meta"] = meta
    return [
      "jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(params),
    ]
  }
}
