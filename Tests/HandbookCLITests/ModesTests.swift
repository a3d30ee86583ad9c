import JSON
import TestSupport
import Testing

/// Modes and ceilings through the built program.
@Suite(.timeLimit(.minutes(5)))
struct ModesTests {
  private func toolNames(_ client: Conversation) throws -> [String] {
    try client.call("tools/list", [:])["result"]?["tools"]?.arrayValue?
      .compactMap { $0["name"]?.stringValue } ?? []
  }

  @Test func aSessionSeesTheToolsOfAModeThatItTurnsOn() throws {
    let server = try ServerProcess()
    let client = Conversation(server.client, version: "2025-11-25")
    _ = try client.open()
    let before = try toolNames(client)
    #expect(!before.contains("list_steps"))
    server.client.request(
      "on", "tools/call", ["name": "enable_mode", "arguments": ["mode": "platform"]])
    // The answer and the notification may come in either order.
    let messages = try [server.client.read(), server.client.read()]
    #expect(
      messages.contains([
        "jsonrpc": "2.0", "method": "notifications/tools/list_changed", "params": [:],
      ]))
    let after = try toolNames(client)
    #expect(Set(after).subtracting(before) == ["list_surfaces", "list_steps", "list_teams"])
    // Once more, and nothing has changed: the next message is the answer.
    #expect(try client.callTool("enable_mode", ["mode": "platform"])["mode"] == "platform")
    // A modern request on the same connection sees nothing of it.
    let modern = Conversation(server.client, version: "2026-07-28")
    #expect(try toolNames(modern) == before)
  }

  @Test func aClientThatNeverListsAgainTurnsOnAModeAndCalls() throws {
    let server = try ServerProcess()
    let client = Conversation(server.client, version: "2026-07-28")
    let names = try toolNames(client)
    let found = try client.callTool(
      "search", ["query": "steps of getting started", "kind": "tool"])
    #expect(found["results"]?.arrayValue?.first?["name"] == "list_steps")
    let brief = try client.callTool("enable_mode", ["mode": "platform"])
    let schema = brief["tools"]?.arrayValue?.first { $0["name"] == "list_steps" }?["inputSchema"]
    #expect(schema?["properties"]?["revision"] != nil)
    let steps = try client.callTool(
      "call_tool", ["name": "list_steps", "arguments": ["limit": 1]])
    #expect(steps["steps"]?.arrayValue?.count == 1)
    #expect(try client.callTool("list_steps", ["limit": 1]) == steps)
    #expect(try toolNames(client) == names)
    // What is wrong is said of the tool that was to be called.
    let wrong = try client.call(
      "tools/call",
      ["name": "call_tool", "arguments": ["name": "list_steps", "arguments": ["revison": 1]]])
    #expect(
      wrong["result"]?["content"]?.arrayValue?.first?["text"]
        == "the arguments do not fit list_steps:\n- revison: unknown property; did you mean \"revision\"?"
    )
  }

  @Test func aModeCanBeOnFromTheStart() throws {
    let server = try ServerProcess(["--mode", "platform"])
    let client = Conversation(server.client, version: "2026-07-28")
    #expect(try toolNames(client).contains("list_steps"))
  }

  /// A root with a tool that says that it writes.
  private func root() throws -> TemporaryFolder {
    try TemporaryFolder([
      "seeds/page.md": "# A page\n",
      "Tools/t.yaml": """
      feature: things
      tools:
        read_things:
          description: Reads the things that there are, for tests of ceilings.
          scopes: [things:read]
          annotations: {readOnly: true}
          sql: SELECT path FROM system.pages
          list: true
        write_things:
          description: Says that it writes things, for tests of ceilings.
          scopes: [things:write]
          annotations: {readOnly: false}
          handler: read_taxonomy
      """,
    ])
  }

  @Test(
    arguments: [
      (["--read-only"], [:], ["read_things"]),
      ([], ["HANDBOOK_READ_ONLY": "1"], ["read_things"]),
      ([], ["HANDBOOK_READ_ONLY": "0"], ["read_things", "write_things"]),
      (["--tool", "write_things"], [:], ["write_things"]),
      (["--tool", "write_things", "--read-only"], [:], []),
      (["--tool", "write_things"], ["HANDBOOK_READ_ONLY": "true"], []),
      ([], ["HANDBOOK_TOOLS": "write_things,read_things"], ["read_things", "write_things"]),
      (["--tool", "read_things"], ["HANDBOOK_TOOLS": "write_things"], ["read_things"]),
      (["--scope", "things:read"], [:], ["read_things"]),
      ([], ["HANDBOOK_SCOPES": "*:write"], ["write_things"]),
      (["--toolset", "things"], [:], ["read_things", "write_things"]),
      ([], ["HANDBOOK_TOOLSETS": "things"], ["read_things", "write_things"]),
    ] as [([String], [String: String], [String])])
  func nothingAboveTheCeilingIsListedOrCallable(
    options: [String], environment: [String: String], names: [String]
  ) throws {
    let root = try root()
    let server = try ServerProcess(["--root", root.path] + options, environment: environment)
    let client = Conversation(server.client, version: "2025-11-25")
    _ = try client.open()
    #expect(try toolNames(client) == names)
    for name in ["read_things", "write_things"] {
      let answer = try client.call("tools/call", ["name": .string(name)])
      #expect((answer["result"] != nil) == names.contains(name), "\(name): \(answer)")
    }
  }

  @Test(arguments: [
    (
      ["serve", "--tool", "serch"],
      "handbook: there is no tool 'serch', which '--tool' asks for\ndid you mean 'search'?\n'handbook tools' lists what there is\n"
    ),
    (
      ["tools", "--toolset", "team"],
      "handbook: there is no toolset 'team', which '--toolset' asks for\ndid you mean 'teams'?\n'handbook modes' lists what there is\n"
    ),
    (
      ["modes", "--mode", "platfrom"],
      "handbook: there is no mode 'platfrom', which '--mode' asks for\ndid you mean 'platform'?\n'handbook modes' lists what there is\n"
    ),
    (
      ["serve", "--mode", "platform", "--tool", "search"],
      "handbook: the mode 'platform' cannot be turned on: 'list_surfaces' is not served: it is not among the tools chosen with --tool\n"
    ),
  ])
  func refusesNamesThatMeanNothing(words: [String], errors: String) throws {
    #expect(
      try HandbookProgram.run(words) == .init(output: "", errors: errors, exitCode: 64))
  }

  @Test func listsToolsWithTheirStateAndTheReason() throws {
    let root = try root()
    #expect(
      try HandbookProgram.run(["tools", "--root", root.path, "--read-only"])
        == .init(
          output: """
            read_things   Read things (Tools/t.yaml:3)
            write_things  not served: it writes, and the server is started with --read-only (Tools/t.yaml:9)

            """,
          errors:
            "can be called: 1; listed from the start: 1, about 126 tokens of a model's context\n",
          exitCode: 0))
    #expect(
      try HandbookProgram.run(["modes"]).output == """
        authoring  Adding tools and skills: brings scaffold, check_definition, list_states, find_reviewer (Tools/modes/authoring.yaml:2)
        platform   The way onto the AI platform: brings list_surfaces, list_steps, list_teams (Tools/modes/platform.yaml:2)
        sql        SQL over the handbook: brings execute_sql (Tools/modes/sql.yaml:2)

        """)
  }
}
