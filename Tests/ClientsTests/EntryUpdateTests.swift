import Clients
import Diagnostics
import TestSupport
import Testing

/// Installing where a server of the name is there already.
struct EntryUpdateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var client: String
    var path: String
    var before: String
    var after: String
  }

  private static let cases = [
    Case(
      testDescription: "the user's keys stay", client: "claude-code", path: "project/.mcp.json",
      before: """
        {
          "mcpServers": {
            "handbook": {
              "type": "sse",
              "command": "old",
              "env": {"KEY": "mine"}, "args": [ "x" ]
            }
          }
        }
        """,
      after: """
        {
          "mcpServers": {
            "handbook": {
              "type": "stdio",
              "command": "/opt/handbook",
              "env": {"KEY": "mine"}, "args": ["serve", "--root", "/srv/hand book"]
            }
          }
        }
        """),
    Case(
      testDescription: "a list over several lines stays one", client: "cursor",
      path: "project/.cursor/mcp.json",
      before: """
        {"mcpServers": {
        \t"handbook": {
        \t\t"args": [
        \t\t\t"a", // one
        \t\t\t"b",
        \t\t],
        \t},
        }}
        """,
      after: """
        {"mcpServers": {
        \t"handbook": {
        \t\t"args": [
        \t\t\t"serve",
        \t\t\t"--root",
        \t\t\t"/srv/hand book"
        \t\t],
        \t\t"command": "/opt/handbook",
        \t},
        }}
        """),
    Case(
      testDescription: "another word for the type stays, and the list of tools",
      client: "copilot-cli", path: "home/.copilot/mcp-config.json",
      before:
        #"{"mcpServers": {"handbook": {"type": "local", "command": "x", "tools": ["search"]}}}"#,
      after:
        #"{"mcpServers": {"handbook": {"type": "local", "command": "/opt/handbook", "tools": ["search"], "args": ["serve", "--root", "/srv/hand book"]}}}"#
    ),
    Case(
      testDescription: "one list holds it all", client: "opencode", path: "project/opencode.json",
      before: #"{"mcp": {"handbook": {"type": "local", "command": ["x"], "enabled": false}}}"#,
      after:
        #"{"mcp": {"handbook": {"type": "local", "command": ["/opt/handbook", "serve", "--root", "/srv/hand book"], "enabled": false}}}"#
    ),
    Case(
      testDescription: "a table with a table below it", client: "codex",
      path: "home/.codex/config.toml",
      before: """
        [mcp_servers.handbook] # mine
        command = 'old' # why
        startup_timeout_sec = 20
        # about tools
        disabled_tools = ["search"]

        [mcp_servers.handbook.env]
        KEY = "value"
        """,
      after: """
        [mcp_servers.handbook] # mine
        command = "/opt/handbook" # why
        startup_timeout_sec = 20
        # about tools
        disabled_tools = ["search"]
        args = ["serve", "--root", "/srv/hand book"]

        [mcp_servers.handbook.env]
        KEY = "value"
        """),
    Case(
      testDescription: "only a table below it", client: "codex", path: "home/.codex/config.toml",
      before: "model = \"x\"\n[mcp_servers.handbook.env]\nKEY = \"value\"\n",
      after: """
        model = "x"
        [mcp_servers.handbook]
        command = "/opt/handbook"
        args = ["serve", "--root", "/srv/hand book"]

        [mcp_servers.handbook.env]
        KEY = "value"

        """),
    Case(
      testDescription: "dotted keys", client: "codex", path: "home/.codex/config.toml",
      before: "[mcp_servers]\n  \"handbook\" . command = \"old\"\nb.command = \"b\"\n",
      after:
        "[mcp_servers]\n  \"handbook\" . command = \"/opt/handbook\"\n  \"handbook\" . args = [\"serve\", \"--root\", \"/srv/hand book\"]\nb.command = \"b\"\n"
    ),
    Case(
      testDescription: "inline tables", client: "codex", path: "home/.codex/config.toml",
      before:
        "mcp_servers = { handbook = { command = \"old\", env = { A = \"b\" } }, b = { command = \"b\" } }\n",
      after:
        "mcp_servers = { handbook = { command = \"/opt/handbook\", env = { A = \"b\" }, args = [\"serve\", \"--root\", \"/srv/hand book\"] }, b = { command = \"b\" } }\n"
    ),
    Case(
      testDescription: "dotted keys in an inline table", client: "codex",
      path: "home/.codex/config.toml",
      before: "[mcp_servers]\nhandbook = { env.A = \"b\", command = \"old\" }\n",
      after:
        "[mcp_servers]\nhandbook = { args = [\"serve\", \"--root\", \"/srv/hand book\"], env.A = \"b\", command = \"/opt/handbook\" }\n"
    ),
  ]

  @Test(arguments: cases)
  func onlyWhatStartsTheServerChanges(_ example: Case) throws {
    let sandbox = try ClientSandbox([example.path: example.before])
    let scope: ClientScope = example.path.hasPrefix("home") ? .user : .project
    let change = try sandbox.install(example.client, scope)
    #expect(change.kind == .updated)
    #expect(try sandbox.text(example.path) == example.after)
    #expect(try sandbox.text(example.path + ".before-handbook") == example.before)
    #expect(try sandbox.install(example.client, scope).kind == .unchanged)
    let entry = try #require(
      try sandbox.entries(example.client).first { $0.serverName == "handbook" })
    #expect(entry.command == "/opt/handbook")
    #expect(entry.arguments == ClientSandbox.server.arguments)
  }

  @Test func theServerThatIsSwitchedOffStaysSo() throws {
    let sandbox = try ClientSandbox([
      "project/opencode.json": #"{"mcp": {"handbook": {"command": ["x"], "enabled": false}}}"#
    ])
    let change = try sandbox.installation("opencode").installing(ClientSandbox.server)
    #expect(
      change.notes == ["The server is switched off in this file; that was left as it is."])
  }

  /// Install, install something else, uninstall: still what was there at first.
  @Test(arguments: Sample.all)
  func aSecondCommandReplacesTheFirst(_ sample: Sample) throws {
    let sandbox = try ClientSandbox([sample.path: sample.text])
    let scope: ClientScope = sample.isUsers ? .user : .project
    let before = try sandbox.contents()
    try sandbox.install(sample.client, scope)
    let second = ServerCommand(program: "/new/handbook", arguments: ["serve"])
    let change = try sandbox.install(sample.client, scope, second)
    #expect(change.kind == .updated && change.newBackup == nil)
    let entry = try #require(
      try sandbox.entries(sample.client).first { $0.serverName == "handbook" })
    #expect(ServerCommand(program: entry.command, arguments: entry.arguments) == second)
    try sandbox.uninstall(sample.client, scope)
    #expect(try sandbox.contents() == before)
  }
}
