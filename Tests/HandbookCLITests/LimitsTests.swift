import Foundation
import JSON
import TestSupport
import Testing

/// What `handbook limits` says, held against what the server does.
@Suite(.timeLimit(.minutes(5)))
struct LimitsTests {
  /// A way to a limit on the wire.
  struct Reach: Sendable, CustomTestStringConvertible {
    var limit: String
    /// Goes up to the value and beyond it.
    var check: @Sendable (_ value: Int, _ root: TemporaryFolder) throws -> Void
    var testDescription: String { limit }
  }

  private static func modern(_ root: TemporaryFolder) throws -> (ServerProcess, Conversation) {
    let server = try ServerProcess(["--root", root.path])
    return (server, Conversation(server.client, version: "2026-07-28"))
  }

  private static func legacy(
    _ root: TemporaryFolder, _ version: String = "2025-11-25"
  ) throws -> (ServerProcess, Conversation) {
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: version)
    _ = try client.open()
    return (server, client)
  }

  private static func listen(_ client: Conversation, _ id: Int, _ more: JSONObject = [:]) {
    client.client.request(
      .integer(id), "subscriptions/listen",
      .object(client.complete(["notifications": .object(more)])))
  }

  private static let onTheWire: [Reach] = [
    Reach(limit: "line_bytes") { value, root in
      let (server, _) = try legacy(root)
      let frame = #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":""}}"#
      for (more, code) in [(0, nil), (1, -32600)] {
        let padding = String(repeating: "x", count: value - frame.utf8.count + more)
        server.client.send(bytes: (frame.dropLast(3) + padding + "\"}}\n").utf8)
        #expect(try server.client.read()["error"]?["code"]?.intValue == code)
      }
    },
    Reach(limit: "nesting") { value, root in
      let (server, _) = try legacy(root)
      for (levels, isError) in [(value, false), (value + 1, true)] {
        let (open, close) = (
          String(repeating: "[", count: levels - 2), String(repeating: "]", count: levels - 2)
        )
        server.client.send(
          #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"# + open + close + "}}")
        #expect(try (server.client.read()["error"]?["code"] == -32700) == isError)
      }
    },
    Reach(limit: "message_values") { value, root in
      let (server, _) = try legacy(root)
      // Objects take most: what the limit lets in is far from what a line could hold.
      for (more, isError) in [(0, false), (1, true)] {
        let values =
          String(repeating: #"{"a":1},"#, count: (value - 10) / 2)
          + Array(repeating: "1", count: 10 - 6 + value % 2 + more).joined(separator: ",")
        server.client.send(
          #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":[\#(values)]}}"#)
        #expect(try (server.client.read()["error"]?["code"] == -32700) == isError)
      }
      server.client.send("[" + String(repeating: #"{"a":1},"#, count: 2_000_000) + "1]")
      #expect(try server.client.read()["error"]?["code"] == -32700)
      if let peak = server.peakMemoryBytes { #expect(peak < 150 << 20) }
    },
    Reach(limit: "batch_messages") { value, root in
      let (server, _) = try legacy(root, "2025-03-26")
      func batch(_ count: Int) -> String {
        let pings = (0..<count).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"ping"}"# }
        return "[" + pings.joined(separator: ",") + "]"
      }
      server.client.send(batch(value))
      #expect(try server.client.read().arrayValue?.count == value)
      server.client.send(batch(value + 1))
      let error = try server.client.read()["error"]
      #expect(
        error?["message"]
          == .string("the batch has \(value + 1) messages, more than the limit of \(value)"))
      // Small messages could otherwise make large answers.
      server.client.send("[" + String(repeating: "1,", count: 90_000) + "1]")
      #expect(try server.client.read()["error"]?["code"] == -32600)
      if let peak = server.peakMemoryBytes { #expect(peak < 150 << 20) }
    },
    Reach(limit: "error_bytes") { value, root in
      let (server, client) = try modern(root)
      defer { server.terminate() }
      let error = try client.call(
        "tools/call", ["name": .string(String(repeating: "x", count: 10 * value))])
      let message = try #require(error["error"]?["message"]?.stringValue)
      #expect(message.hasPrefix("there is no tool 'xxx") && message.hasSuffix("bytes in all)"))
      #expect(message.utf8.count < value + 50)
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
    Reach(limit: "answer_tokens") { value, root in
      try root.write("seeds/long.md", String(repeating: "A line of words.\n", count: value))
      let (server, client) = try modern(root)
      defer { server.terminate() }
      let answer = try client.callTool(
        "read_page", ["path": "long.md", "max_tokens": .integer(value)])
      #expect(answer["next"]?.stringValue != nil)
      #expect((answer["withheld"]?.intValue ?? 0) > 0)
      let text = try #require(answer["content"]?.stringValue)
      #expect(text.utf8.count <= 4 * value && text.utf8.count > 3 * value)
    },
    Reach(limit: "search_words") { value, root in
      let (server, client) = try modern(root)
      defer { server.terminate() }
      for (count, isCut) in [(value, false), (value + 1, true)] {
        let words = (0..<count).map { "word\($0)" }.joined(separator: " ")
        let note = try client.callTool("search", ["query": .string(words)])["note"]?.stringValue
        #expect((note?.contains("\(value)") == true) == isCut, "\(note ?? "no note")")
      }
    },
    Reach(limit: "answer_rows") { value, root in
      let (server, client) = try modern(root)
      defer { server.terminate() }
      #expect(
        try client.callTool("read_data", ["kind": "page", "limit": .integer(value)])["total"] == 2)
      let answer = try client.call(
        "tools/call",
        ["name": "read_data", "arguments": ["kind": "page", "limit": .integer(value + 1)]])
      #expect(answer["result"]?["isError"] == true)
    },
    Reach(limit: "query_rows") { value, root in
      func rows(_ count: Int) -> String {
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < \(count)) SELECT x FROM n"
      }
      try query(root, rows(value), rows(value + 1))
    },
    Reach(limit: "sql_nesting") { value, root in
      func sum(_ count: Int) -> String {
        "SELECT " + Array(repeating: "1", count: count).joined(separator: "+") + " AS x"
      }
      try query(root, sum(value), sum(value + 1))
    },
    Reach(limit: "sql_compounds") { value, root in
      func union(_ count: Int) -> String {
        Array(repeating: "SELECT 1 AS x", count: count).joined(separator: " UNION ALL ")
      }
      try query(root, union(value), union(value + 1))
    },
    Reach(limit: "sql_columns") { value, root in
      func columns(_ count: Int) -> String {
        "SELECT " + (0..<count).map { "\($0) AS c\($0)" }.joined(separator: ", ")
      }
      try query(root, columns(value), columns(value + 1))
    },
    Reach(limit: "sql_bytes") { value, root in
      // As the SQL of a tool; what a client sends is shorter by its schema.
      let start = "SELECT path FROM system.pages -- "
      try check(root, limit: value, complaint: "list_many") { length in
        let sql = start + String(repeating: "x", count: length - start.utf8.count)
        return ("Tools/many.yaml", tools("list_many", sql: sql))
      }
    },
    Reach(limit: "tool_name") { value, root in
      try check(root, limit: value, complaint: "characters") { length in
        ("Tools/many.yaml", tools("a" + String(repeating: "b", count: length - 1)))
      }
    },
    Reach(limit: "pattern_steps") { value, root in
      try check(root, limit: value, complaint: "pattern") { length in
        let params = """
              params:
                x: {type: string, description: Something., pattern: "a{\(length)}"}

          """
        return ("Tools/many.yaml", tools("list_many") + params)
      }
    },
    Reach(limit: "skill_name") { value, root in
      try check(root, limit: value, complaint: "characters") { length in
        let name = String(repeating: "a", count: length)
        return ("Skills/\(name)/SKILL.md", skill(name))
      }
    },
    Reach(limit: "front_matter") { value, root in
      try check(root, limit: value, complaint: "Skills/reading-much") { length in
        let text = skill("reading-much")
        let padding = String(repeating: "x", count: length - (text.utf8.count - 9) - 3)
        return (
          "Skills/reading-much/SKILL.md",
          text.replacing("---\nname", with: "---\n# \(padding)\nname")
        )
      }
    },
    Reach(limit: "arguments_file") { value, root in
      try root.write("Skills/reading-much/SKILL.md", skill("reading-much"))
      try check(root, limit: value, complaint: "more than the limit of \(value)") { length in
        let text = "subject: {type: string, description: What it is about.}\n#"
        let padding = String(repeating: "x", count: length - text.utf8.count)
        return ("Skills/reading-much/arguments.yaml", text + padding)
      }
    },
    Reach(limit: "included_file") { value, root in
      try root.write(
        "Skills/reading-much/SKILL.md",
        skill("reading-much")
          .replacing("\n---\n", with: "\nmetadata: {template: \"true\"}\n---\n")
          + "{% include \"much.md\" %}\n")
      try check(root, limit: value, complaint: "more than the limit of \(value)") { length in
        ("Skills/reading-much/much.md", "{#" + String(repeating: "x", count: length - 4) + "#}")
      }
    },
  ]

  private static func tools(_ name: String, sql: String = "SELECT path FROM system.pages") -> String
  {
    """
    category: Test
    feature: test
    tools:
      \(name):
        title: List many
        description: Lists the pages that there are, for tests of limits and for nothing else.
        scopes: [handbook:read]
        annotations: {readOnly: true, destructive: false, idempotent: true}
        list: pages
        sql: "\(sql)"

    """
  }

  private static func skill(_ name: String) -> String {
    """
    ---
    name: \(name)
    description: Reads as much as there may be. Use when a limit is to be reached, and for nothing else.
    ---
    Read it.

    """
  }

  /// One query within a limit, and one beyond.
  private static func query(_ root: TemporaryFolder, _ within: String, _ beyond: String) throws {
    try root.write("Tools/modes/sql.yaml", try ShippedFile.text("Tools/modes/sql.yaml"))
    let (server, client) = try modern(root)
    defer { server.terminate() }
    for (sql, isError) in [(within, false), (beyond, true)] {
      let answer = try client.call(
        "tools/call", ["name": "execute_sql", "arguments": ["sql": .string(sql)]])
      #expect((answer["result"]?["isError"] == true) == isError, "\(answer.text.prefix(500))")
    }
  }

  /// A file of a length within a limit, and one beyond.
  private static func check(
    _ root: TemporaryFolder, limit: Int, complaint: String,
    _ file: (_ length: Int) -> (path: String, text: String)
  ) throws {
    for (length, isError) in [(limit, false), (limit + 1, true)] {
      let (path, text) = file(length)
      try root.write(path, text)
      let outcome = try HandbookProgram.run(["check", "--root", root.path])
      // The shipped examples are of another handbook.
      let findings = outcome.output.split(separator: "\n").filter {
        $0.contains(": error: ") && !$0.contains("the example") && $0.contains(complaint)
      }
      #expect(!findings.isEmpty == isError, "\(length): \(outcome.output.prefix(3000))")
      if path.hasPrefix("Skills/aaa") { try root.remove(path) }
    }
  }

  /// The tests of targets that reach a limit of theirs, by file and function.
  private static let elsewhere: [String: String] = [
    "unanswered_requests": "JSONRPCTests/BoundTests.swift readsNoFurtherWhileManyRequestsWait",
    "unanswered_bytes": "JSONRPCTests/BoundTests.swift readsNoFurtherWhileLongRequestsWait",
    "tools_page": "MCPTests/PageSizeTests.swift whatDoesNotFitComesOnTheNextPage",
    "prompts_page": "MCPTests/PageSizeTests.swift whatDoesNotFitComesOnTheNextPage",
    "file_bytes": "FilesTests/FileContentsTests.swift refusesFilesBeyondTheLimit",
    "slow_requests":
      "JSONRPCTests/ConnectionTests.swift servesFastRequestsBesideMoreSlowOnesThanMayRun",
    "completions": "MCPTests/ModernEraTests.swift completesWithAtMostAHundredValues",
    "schema_steps": "JSONSchemaTests/SchemaLimitTests.swift givesUpOnAlternativesThatMultiply",
    "argument_problems": "JSONSchemaTests/SchemaLimitTests.swift reportsAHundredErrorsAtMost",
    "listed_tokens":
      "ToolboxTests/Modes/ToolListingTests.swift manyToolsStayBelowTheBudgetAndCanAllBeCalled",
    "query_time": "ToolboxTests/Execution/SQLLimitsTests.swift timeIsBounded",
    "query_memory": "ToolboxTests/Execution/SQLLimitsTests.swift memoryIsBounded",
    "value_bytes": "ToolboxTests/Execution/RowQueryTests.swift refusesAValueBeyondTheLimit",
    "row_bytes": "ToolboxTests/Execution/SQLLimitsTests.swift aRowIsNoLongerThanALimit",
    "intermediate_bytes": "ToolboxTests/Execution/SQLLimitsTests.swift noValueBecomesTooLong",
    "like_pattern_bytes": "ToolboxTests/Execution/SQLLimitsTests.swift patternsAreShort",
    "folder_nesting": "FilesTests/FileTreeTests.swift leavesOutWhatNestsTooDeep",
    "yaml_nesting": "YAMLTests/BlockTests.swift nestsToALimit",
    "tool_description": "ToolboxTests/Definition/ToolFileTests+Tools.swift warnsOfWhatClientsCut",
    "mode_routing": "ToolboxTests/Modes/ModeFileTests.swift warnsOfALongRoutingPrompt",
    "skill_description": "SkillsTests/SkillCheckTests.swift limitsLengths",
    "inclusions": "SkillsTests/TemplateLimitTests.swift limitsDepthOfIncludes",
    "template_nesting": "SkillsTests/TemplateLimitTests.swift limitsNesting",
    "template_text": "SkillsTests/TemplateLimitTests.swift limitsOutput",
    "template_steps": "SkillsTests/TemplateLimitTests.swift limitsSteps",
    "template_calls": "SkillsTests/TemplateLimitTests.swift limitsCalls",
    "log_lines_waiting": "LoggingTests/LogTests.swift whatASlowReaderMissesIsCounted",
    "log_text": "LoggingTests/LogEntryTests.swift longNamesAreCutVisibly",
    "recording_waiting": "RecordingTests/RecorderTests.swift stopsWhereTheDiskIsTooSlow",
  ]

  private static func values() throws -> [String: Int] {
    let outcome = try HandbookProgram.run(["limits", "--json"])
    let limits = try JSONParser.parse(
      outcome.output.trimmingCharacters(in: .whitespacesAndNewlines))
    return Dictionary(
      uniqueKeysWithValues: (limits.arrayValue ?? []).map {
        ($0["name"]?.stringValue ?? "", $0["value"]?.intValue ?? 0)
      })
  }

  @Test func everyLimitHasATest() throws {
    let names = Set(try Self.values().keys)
    #expect(names == Set(Self.onTheWire.map(\.limit)).union(Self.elsewhere.keys))
    for (limit, place) in Self.elsewhere {
      let parts = place.split(separator: " ")
      let text = try String(
        contentsOfFile: Repository.path + "/Tests/" + parts[0], encoding: .utf8)
      #expect(parts.count == 2 && text.contains("func \(parts[1])("), "\(limit)")
    }
  }

  @Test(arguments: onTheWire) func answersAsIsSaidBeyondALimit(_ reach: Reach) throws {
    let value = try #require(try Self.values()[reach.limit])
    try reach.check(value, try FaultRoot.make())
  }
}
