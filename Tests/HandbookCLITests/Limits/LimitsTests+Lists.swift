import Foundation
import JSON
import TestSupport
import Testing

/// Limits of lists and subscriptions.
extension LimitsTests {
  static let lists: [Reach] = [
    Reach(limit: "resources_page") { value, root in
      for number in 0..<value { try root.write("seeds/\(number).md") }
      let (server, client) = try modern(root)
      defer { server.terminate() }
      let first = try client.call("resources/list")["result"]
      #expect(first?["resources"]?.arrayValue?.count == value)
      let cursor = try #require(first?["nextCursor"])
      let second = try client.call("resources/list", ["cursor": cursor])["result"]
      #expect(second?["resources"]?.arrayValue?.count == 3)
      #expect(second?["nextCursor"] == nil)
    },
    Reach(limit: "uri_bytes") { value, root in
      let (server, client) = try modern(root)
      defer { server.terminate() }
      for (more, start) in [(0, "there is no resource"), (1, "params.uri must be at most")] {
        let uri = "handbook://pages/" + String(repeating: "x", count: value - 17 + more)
        let error = try client.call("resources/read", ["uri": .string(uri)])["error"]
        #expect(error?["message"]?.stringValue?.hasPrefix(start) == true, "\(error ?? nil)")
        #expect(error?["code"] == -32602)
      }
    },
    Reach(limit: "subscriptions") { value, root in
      let (server, client) = try modern(root)
      for id in 0..<value {
        listen(client, 10_000 + id, ["toolsListChanged": true])
        #expect(try server.client.read()["method"] == "notifications/subscriptions/acknowledged")
      }
      listen(client, 10_000 + value)
      #expect(try server.client.read()["error"]?["code"] == -32600)
      // One that is cancelled makes room, and all others are served beside them.
      server.client.notify("notifications/cancelled", ["requestId": 10_000])
      listen(client, 10_000 + value)
      #expect(try server.client.read()["method"] == "notifications/subscriptions/acknowledged")
      #expect(try client.callTool("read_page", ["path": "page.md"])["path"] == "page.md")
      server.client.closeInput()
      #expect(try server.client.readAll().count == value)
      #expect(server.waitForExit() == 0)
    },
    Reach(limit: "subscription_bytes") { value, root in
      let (server, client) = try modern(root)
      func line(_ padding: Int) -> String {
        let params = client.complete([
          "notifications": [:], "x": .string(String(repeating: "x", count: padding)),
        ])
        return JSONValue.object([
          "jsonrpc": "2.0", "id": 1, "method": "subscriptions/listen", "params": .object(params),
        ]).text
      }
      let room = value - line(0).utf8.count
      server.client.send(line(room + 1))
      #expect(try server.client.read()["error"]?["code"] == -32602)
      server.client.send(line(room))
      #expect(try server.client.read()["method"] == "notifications/subscriptions/acknowledged")
    },
    Reach(limit: "subscribed_resources") { value, root in
      let (server, client) = try modern(root)
      for (count, isError) in [(value + 1, true), (value, false)] {
        listen(client, 1, ["resourceSubscriptions": .array((0..<count).map { .string("\($0)") })])
        #expect(try (server.client.read()["error"]?["code"] == -32602) == isError)
      }
      // In a session each is a request; one page has many spellings.
      try root.write("seeds/abcdefghijkl.md")
      let (other, session) = try legacy(root)
      defer { other.terminate() }
      func subscribe(_ number: Int) throws -> JSONValue {
        let letters = "abcdefghijkl".utf8.enumerated().map { index, letter in
          number >> index & 1 == 0
            ? String(Unicode.Scalar(letter)) : "%" + String(letter, radix: 16)
        }
        return try session.call(
          "resources/subscribe", ["uri": .string("handbook://pages/\(letters.joined()).md")])
      }
      for number in 0..<value { #expect(try subscribe(number)["result"] == [:]) }
      #expect(try subscribe(value)["error"]?["code"] == -32602)
      #expect(try subscribe(0)["result"] == [:])
    },
    Reach(limit: "tools_page") { value, root in
      for more in [0, 1] {
        try root.write("Tools/many.yaml", tools((0..<value + more).map { "list_many_\($0)" }))
        let server = try ServerProcess(["--root", root.path, "--toolset", "test"])
        defer { server.terminate() }
        try expectPages(
          of: "tools", value, more, Conversation(server.client, version: "2026-07-28"))
      }
    },
    Reach(limit: "prompts_page") { value, root in
      // One is there already.
      for number in 1..<value {
        try root.write("Skills/s-\(number)/SKILL.md", skill("s-\(number)"))
      }
      for more in [0, 1] {
        if more == 1 { try root.write("Skills/s-0/SKILL.md", skill("s-0")) }
        let (server, client) = try modern(root)
        defer { server.terminate() }
        try expectPages(of: "prompts", value, more, client)
      }
    },
    Reach(limit: "completions") { value, root in
      for number in 1..<value { try root.write("seeds/many/\(number).md") }
      for (number, hasMore) in [(value, false), (value + 1, true)] {
        try root.write("seeds/many/\(number).md")
        let (server, client) = try modern(root)
        defer { server.terminate() }
        let completion = try client.call(
          "completion/complete",
          [
            "ref": ["type": "ref/resource", "uri": "handbook://pages/{+path}"],
            "argument": ["name": "path", "value": "many/"],
          ])["result"]?["completion"]
        #expect(completion?["values"]?.arrayValue?.count == value)
        #expect((completion?["hasMore"] == true) == hasMore)
      }
    },
  ]

  /// A first page that is full, and one more on the second where there is one.
  private static func expectPages(
    of list: String, _ size: Int, _ more: Int, _ client: Conversation
  ) throws {
    let first = try client.call(list + "/list")["result"]
    #expect(first?[list]?.arrayValue?.count == size)
    guard more > 0 else {
      #expect(first?["nextCursor"] == nil)
      return
    }
    let cursor = try #require(first?["nextCursor"])
    let second = try client.call(list + "/list", ["cursor": cursor])["result"]
    #expect(second?[list]?.arrayValue?.count == more)
    #expect(second?["nextCursor"] == nil)
  }
}
