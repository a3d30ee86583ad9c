import Clients
import Diagnostics
import TestSupport
import Testing

/// Files and words that installing does not take, and what it says.
struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var client: String
    var path: String
    var text: String
    /// What is said, behind the folder's name.
    var diagnostic: String
  }

  private static let cases = [
    Case(
      testDescription: "a trailing comma", client: "claude-code", path: "project/.mcp.json",
      text: "{\n  \"mcpServers\": {},\n}\n",
      diagnostic: """
        project/.mcp.json:2:19: error: a comma before '}' is not allowed in this file
            "mcpServers": {},
                            ^
        note: remove the comma: the client does not accept it
        """),
    Case(
      testDescription: "a missing comma", client: "vscode", path: "project/.vscode/mcp.json",
      text: "{\n  \"inputs\": []\n  \"servers\": {}\n}\n",
      diagnostic: """
        project/.vscode/mcp.json:3:3: error: ',' or '}' is expected here instead of '"'
            "servers": {}
            ^
        """),
    Case(
      testDescription: "servers that are a list", client: "cursor",
      path: "project/.cursor/mcp.json", text: "{\"mcpServers\": []}",
      diagnostic: """
        project/.cursor/mcp.json:1:16: error: 'mcpServers' is an array instead of an object
          {"mcpServers": []}
                         ^
        """),
    Case(
      testDescription: "a server that is a string", client: "cursor",
      path: "project/.cursor/mcp.json", text: "{\"mcpServers\": {\"handbook\": \"x\"}}",
      diagnostic: """
        project/.cursor/mcp.json:1:29: error: the server 'handbook' is a string instead of a table
          {"mcpServers": {"handbook": "x"}}
                                      ^
        """),
    Case(
      testDescription: "a server with a URL", client: "codex", path: "project/.codex/config.toml",
      text: "[mcp_servers.handbook]\nurl = \"https://example.com\"\n",
      diagnostic: """
        project/.codex/config.toml:2:1: error: there is another server 'handbook', which is reached by a URL
          url = "https://example.com"
          ^
        note: give this one another name: --name NAME
        """),
    Case(
      testDescription: "an older form", client: "zed", path: "project/.zed/settings.json",
      text: "{\"context_servers\": {\"handbook\": {\"command\": {\"path\": \"x\"}}}}",
      diagnostic: """
        project/.zed/settings.json:1:46: error: the server 'handbook' is written in an older form
          {"context_servers": {"handbook": {"command": {"path": "x"}}}}
                                                       ^
        note: write 'command' as a string, with 'args' and 'env' beside it
        """),
    Case(
      testDescription: "a table that is defined twice", client: "codex",
      path: "project/.codex/config.toml", text: "[mcp_servers.a]\n[mcp_servers.a]\n",
      diagnostic: """
        project/.codex/config.toml:2:14: error: 'a' is defined twice
          [mcp_servers.a]
                       ^
        """),
    Case(
      testDescription: "servers that are a number", client: "codex",
      path: "project/.codex/config.toml", text: "mcp_servers = 1\n",
      diagnostic: """
        project/.codex/config.toml:1:15: error: 'mcp_servers' is a number instead of a table
          mcp_servers = 1
                        ^
        """),
    Case(
      testDescription: "dotted keys in an inline table", client: "codex",
      path: "project/.codex/config.toml", text: "mcp_servers = { handbook.command = \"x\" }\n",
      diagnostic: """
        project/.codex/config.toml:1:17: error: 'args' cannot be added to a server that is written with dotted keys in an inline table
          mcp_servers = { handbook.command = "x" }
                          ^
        note: write the server as a table: [mcp_servers.handbook]
        """),
    Case(
      testDescription: "a string that is not closed", client: "codex",
      path: "project/.codex/config.toml", text: "a = \"b\n",
      diagnostic: """
        project/.codex/config.toml:1:5: error: the string is not closed on its line
          a = "b
              ^
        """),
  ]

  @Test(arguments: cases)
  func theFileIsLeftAloneAndTheFaultShown(_ example: Case) throws {
    let sandbox = try ClientSandbox([example.path: example.text])
    let before = try sandbox.contents()
    let error = #expect(throws: ClientError.self) { try sandbox.install(example.client, .project) }
    #expect(error?.reason == .unreadable)
    #expect(
      error?.diagnostic?.rendered.replacing(sandbox.folder.path + "/", with: "")
        == example.diagnostic)
    #expect(try sandbox.contents() == before)
  }

  @Test func aFolderInPlaceOfTheFileIsSaid() throws {
    let sandbox = try ClientSandbox()
    try sandbox.folder.makeFolder("project/.mcp.json")
    let error = #expect(throws: ClientError.self) { try sandbox.install("claude-code") }
    #expect(
      error?.message
        == "'\(sandbox.folder.path)/project/.mcp.json' cannot be read: not a regular file")
  }

  @Test func scopesAndNamesThatAClientHasNotAreNamed() throws {
    let sandbox = try ClientSandbox()
    let scope = #expect(throws: ClientError.self) {
      try sandbox.installation("claude-desktop", .project)
    }
    #expect(scope?.message == "Claude Desktop has no settings of scope 'project'")
    #expect(scope?.notes == ["it has 'user'"])
    for name in ["", "Hand Book", "handbök", "a.b"] {
      let error = #expect(throws: ClientError.self) {
        try sandbox.installation("cursor", name: name)
      }
      #expect(error?.reason == .usage)
      #expect(error?.message == "'\(name)' cannot be the name of a server")
    }
    #expect(
      ClientError.unknownClient("curser").notes == [
        "did you mean 'cursor'?",
        "the clients are claude-code, claude-desktop, cursor, vscode, codex, gemini-cli, zed, copilot-cli, opencode, windsurf",
      ])
  }

  @Test func theProjectIsMeantInARepositoryAndTheUserElsewhere() throws {
    var sandbox = try ClientSandbox()
    #expect(try sandbox.installation("cursor").scope == .project)
    #expect(try sandbox.installation("windsurf").scope == .user)
    sandbox.environment.isInRepository = false
    #expect(try sandbox.installation("cursor").scope == .user)
  }

  @Test func theRepositoryIsFoundUpwardShortOfTheHomeFolder() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("home/.git")
    try folder.makeFolder("home/work/.git")
    try folder.makeFolder("home/work/deep/er")
    try folder.makeFolder("home/notes")
    func environment(_ path: String) -> ClientEnvironment {
      ClientEnvironment(
        workingFolder: folder.path + path, home: folder.path + "/home", variables: [:])
    }
    #expect(environment("/home/work/deep/er").projectFolder == folder.path + "/home/work")
    #expect(environment("/home/work/deep/er").isInRepository)
    #expect(environment("/home/notes").projectFolder == folder.path + "/home/notes")
    #expect(!environment("/home/notes").isInRepository)
  }
}
