import Clients
import Testing

@testable import Doctor

@Suite(.timeLimit(.minutes(5)))
struct ClientLimitsTests {
  /// A server, and what clients make of it; clients that are not named find nothing.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var server = "handbook"
    var script: String
    var findings: [String: [String]]
  }

  private static func tools(_ names: String...) -> String {
    "[" + names.map { #"{"name":"\#($0)"}"# }.joined(separator: ",") + "]"
  }

  private static func a(_ count: Int) -> String { String(repeating: "a", count: count) }

  private static let cases = [
    Case(
      testDescription: "names that everybody takes",
      script: ScriptedServer.script(tools: tools(a(44), "A-b_9")), findings: [:]),
    Case(
      testDescription: "a name that is too long with the server's", server: "company",
      script: ScriptedServer.script(tools: tools(a(53), a(54), "b")),
      findings: [
        "claude-code": [
          "error: 2 tool names of more than 64 characters: too long for Claude Code, which fails at "
            + "the model (the longest is 'mcp__company__\(a(54))' with 68)",
          "  a shorter name of the server helps: 'handbook install claude-code --name NAME', at most "
            + "3 characters", "  as users of Claude Code report",
        ],
        "cursor": [
          "warning: 2 tool names of more than 59 characters: too long for Cursor, which drops such "
            + "tools without a word (the longest is 'company\(a(54))' with 61)",
          "  a shorter name of the server helps: 'handbook install cursor --name NAME', at most "
            + "5 characters", "  as users of Cursor report",
        ],
        "vscode": [
          "warning: 2 tool names of more than 64 characters: too long for VS Code, which cuts such "
            + "names (the longest is 'mcp_company_\(a(54))' with 66)",
          "  a shorter name of the server helps: 'handbook install vscode --name NAME', at most "
            + "5 characters", "  as users of VS Code report",
        ],
        "codex": [
          "warning: 2 tool names of more than 64 characters: too long for Codex, which puts a hash "
            + "at the end (the longest is 'mcp__company__\(a(54))' with 68)",
          "  a shorter name of the server helps: 'handbook install codex --name NAME', at most "
            + "3 characters",
        ],
        "gemini-cli": [
          "warning: 2 tool names of more than 63 characters: too long for Gemini CLI, which cuts out "
            + "the middle (the longest is 'mcp_company_\(a(54))' with 66)",
          "  a shorter name of the server helps: 'handbook install gemini-cli --name NAME', at most "
            + "4 characters",
        ],
      ]),
    Case(
      testDescription: "a name that is too long by itself", server: "h",
      script: ScriptedServer.script(tools: tools(a(65))),
      findings: [
        "claude-code": [
          "error: 1 tool name of more than 64 characters: too long for Claude Code, which fails at "
            + "the model (the longest is 'mcp__h__\(a(65))' with 73)",
          "  the tools need shorter names", "  as users of Claude Code report",
        ],
        "claude-desktop": [
          "error: 1 tool name of more than 64 characters: too long for Claude Desktop, which refuses "
            + "every tool (the longest is '\(a(65))' with 65)",
          "  the tools need shorter names", "  as users of Claude Desktop report",
        ],
        "cursor": [
          "warning: 1 tool name of more than 59 characters: too long for Cursor, which drops such "
            + "tools without a word (the longest is 'h\(a(65))' with 66)",
          "  the tools need shorter names", "  as users of Cursor report",
        ],
        "vscode": [
          "warning: 1 tool name of more than 64 characters: too long for VS Code, which cuts such "
            + "names (the longest is 'mcp_h_\(a(65))' with 71)",
          "  the tools need shorter names", "  as users of VS Code report",
        ],
        "codex": [
          "warning: 1 tool name of more than 64 characters: too long for Codex, which puts a hash at "
            + "the end (the longest is 'mcp__h__\(a(65))' with 73)",
          "  the tools need shorter names",
        ],
        "gemini-cli": [
          "warning: 1 tool name of more than 63 characters: too long for Gemini CLI, which cuts out "
            + "the middle (the longest is 'mcp_h_\(a(65))' with 71)",
          "  the tools need shorter names",
        ],
        "zed": [
          "warning: 1 tool name of more than 64 characters: too long for Zed, which cuts the end "
            + "(the longest is '\(a(65))' with 65)", "  the tools need shorter names",
        ],
        "copilot-cli": [
          "error: 1 tool name of more than 64 characters: too long for Copilot CLI, which fails at "
            + "the model (the longest is 'h-\(a(65))' with 67)",
          "  the tools need shorter names", "  as users of Copilot CLI report",
        ],
        "opencode": [
          "error: 1 tool name of more than 64 characters: too long for OpenCode, which fails at the "
            + "model (the longest is 'h_\(a(65))' with 67)",
          "  the tools need shorter names", "  as users of OpenCode report",
        ],
        "windsurf": [
          "error: 1 tool name of more than 64 characters: too long for Windsurf, which fails at the "
            + "model (the longest is '\(a(65))' with 65)",
          "  the tools need shorter names", "  as users of Windsurf report",
        ],
      ]),
    Case(
      testDescription: "a dot", script: ScriptedServer.script(tools: tools("a.b", "ok")),
      findings: [
        "claude-desktop": [
          "error: 1 tool name with other characters than letters, digits, '_' and '-': not for "
            + "Claude Desktop, which refuses every tool ('a.b')",
          "  the tools need other names", "  as users of Claude Desktop report",
        ],
        "codex": [
          "warning: 1 tool name with other characters than letters, digits, '_' and '-': not for "
            + "Codex, which puts '_' in their place ('a.b')",
          "  the tools need other names",
        ],
      ]),
    Case(
      testDescription: "as many tools as Cursor takes",
      script: ScriptedServer.script(
        tools: "[" + (1...80).map { #"{"name":"t\#($0)"}"# }.joined(separator: ",") + "]"),
      findings: [:]),
    Case(
      testDescription: "many tools",
      script: ScriptedServer.script(
        tools: "[" + (1...129).map { #"{"name":"t\#($0)"}"# }.joined(separator: ",") + "]"),
      findings: [
        "cursor": [
          "warning: 129 tools: too many for Cursor, which shows its model only the first "
            + "(80, of all servers together)",
          "  serve fewer: '--toolset NAME,…' or '--tool NAME,…' behind 'serve' in the client's settings, and no '--mode'",
          "  as users of Cursor report",
        ],
        "vscode": [
          "error: 129 tools: too many for VS Code, which refuses every request "
            + "(128, of all servers together)",
          "  serve fewer: '--toolset NAME,…' or '--tool NAME,…' behind 'serve' in the client's settings, and no '--mode'",
        ],
        "copilot-cli": [
          "error: 129 tools: too many for Copilot CLI, which fails at the model "
            + "(128, of all servers together)",
          "  serve fewer: '--toolset NAME,…' or '--tool NAME,…' behind 'serve' in the client's settings, and no '--mode'",
          "  as users of Copilot CLI report",
        ],
        "windsurf": [
          "warning: 129 tools: too many for Windsurf, which leaves the rest out "
            + "(100, of all servers together)",
          "  serve fewer: '--toolset NAME,…' or '--tool NAME,…' behind 'serve' in the client's settings, and no '--mode'",
        ],
      ]),
    Case(
      testDescription: "long texts",
      script: ScriptedServer.script(
        instructions: a(2_049),
        tools:
          #"[{"name":"x","description":"\#(a(2_048))"},{"name":"y","description":"\#(a(2_049))"}]"#
      ),
      findings: [
        "claude-code": [
          "warning: a description of 2,049 characters: too long for Claude Code, which cuts it "
            + "('y', 2,048 characters)",
          "  what matters most belongs at its beginning", "  as users of Claude Code report",
          "warning: instructions of 2,049 characters: too long for Claude Code, which cuts them "
            + "(2,048 characters)",
          "  what matters most belongs at their beginning", "  as users of Claude Code report",
        ]
      ]),
    Case(
      testDescription: "a long result",
      script: ScriptedServer.script(
        call: #""result":{"content":[{"type":"text","text":"\#(a(10_241))"}]}"#),
      findings: [
        "codex": [
          "warning: a result of 10,241 bytes: too long for Codex, which cuts out the middle "
            + "('look', 10,240 bytes)",
          "  a tool should let its caller ask for less", "  as users of Codex report",
        ],
        "copilot-cli": [
          "warning: a result of 10,241 bytes: too long for Copilot CLI, which cuts out the middle "
            + "('look', 10,240 bytes)",
          "  a tool should let its caller ask for less", "  as users of Copilot CLI report",
        ],
      ]),
    Case(
      testDescription: "results that can be asked for",
      script: ScriptedServer.script(
        tools:
          #"[{"name":"read","inputSchema":{"properties":{"max_tokens":{"maximum":8000}}}}]"#),
      findings: [
        "codex": [
          "note: results of more than 10,240 bytes: too long for Codex, which cuts out the middle "
            + "(1 tool can give more)", "  'max_tokens' of at most 2560 keeps below it",
          "  as users of Codex report",
        ],
        "copilot-cli": [
          "note: results of more than 10,240 bytes: too long for Copilot CLI, which cuts out the "
            + "middle (1 tool can give more)", "  'max_tokens' of at most 2560 keeps below it",
          "  as users of Copilot CLI report",
        ],
      ]),
    Case(
      testDescription: "prompts, resources, and tools that change",
      script: ScriptedServer.script(
        capabilities: #"{"tools":{"listChanged":true},"prompts":{},"resources":{}}"#),
      findings: [
        "claude-code": [
          "note: Claude Code does not notice when the tools change",
          "  start a new session after a change of tools",
        ],
        "cursor": [
          "note: Cursor does not notice when the tools change",
          "  start a new session after a change of tools",
        ],
        "codex": [
          "note: Codex does not show the 1 prompt",
          "note: Codex does not notice when the tools change",
          "  start a new session after a change of tools",
        ],
        "zed": ["note: Zed does not show the 2 resources"],
        "windsurf": [
          "note: Windsurf does not show the 1 prompt",
          "note: Windsurf does not show the 2 resources",
        ],
      ]),
    Case(
      testDescription: "prompts that a tool gives too",
      script: ScriptedServer.script(
        capabilities: #"{"tools":{},"prompts":{},"resources":{}}"#, tools: tools("read_skill")),
      findings: [:]),
    Case(testDescription: "no server", script: "exit 1", findings: [:]),
  ]

  @Test(arguments: cases) func saysWhatClientsCutOrDrop(of example: Case) {
    let examination = ScriptedServer.examine(example.script)
    for limits in ClientLimits.all {
      let findings = limits.findings(about: examination, named: example.server)
      #expect(findings.flatMap(\.lines) == example.findings[limits.client] ?? [])
    }
  }

  @Test func knowsEveryClientByItsNames() {
    #expect(ClientLimits.all.map(\.client) == Client.all.map(\.identifier))
    #expect(ClientLimits.all.map(\.displayName) == Client.all.map(\.displayName))
  }

  @Test func holdsTheStartAgainstTheTimeoutOfTheEntry() throws {
    let examination = ScriptedServer.examine(ScriptedServer.script())
    let codex = try #require(ClientLimits.of("codex"))
    #expect(codex.findings(about: examination, named: "x", startTimeout: .seconds(60)) == [])
    let findings = codex.findings(about: examination, named: "x", startTimeout: .nanoseconds(1))
    #expect(findings.map(\.severity) == [.error])
    #expect(
      findings.first?.message.hasSuffix(
        " to the first answer: too long for Codex, which gives up after 0 ms") == true)
  }

  @Test func countsOnlyWhatTheClientOffers() throws {
    let examination = ScriptedServer.examine(ScriptedServer.script(tools: Self.tools("a.b", "c")))
    let desktop = try #require(ClientLimits.of("claude-desktop"))
    let offered = examination.best?.tools?.items.filter { $0.name == "c" }
    #expect(desktop.findings(about: examination, named: "x", offering: offered) == [])
  }
}
