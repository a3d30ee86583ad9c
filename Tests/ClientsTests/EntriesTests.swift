import Clients
import Diagnostics
import TestSupport
import Testing

/// What a client would start, read from files as users have them.
struct EntriesTests {
  private func environment(
    _ folder: TemporaryFolder, _ variables: [String: String] = [:],
    platform: ClientEnvironment.Platform = .linux
  ) -> ClientEnvironment {
    ClientEnvironment(
      platform: platform, home: folder.path + "/home", projectFolder: folder.path + "/project",
      isInRepository: true, variables: variables)
  }

  private func read(
    _ client: String, _ files: [String: String], _ variables: [String: String] = [:],
    platform: ClientEnvironment.Platform = .linux
  ) throws -> (entries: [String], diagnostics: [String]) {
    let folder = try TemporaryFolder(files)
    let client = try #require(Client.named(client))
    let (entries, diagnostics) = client.entries(
      in: environment(folder, variables, platform: platform))
    let shown = entries.map { $0.summary.replacing(folder.path + "/", with: "") }
    return (shown, diagnostics.map { $0.rendered.replacing(folder.path + "/", with: "") })
  }

  @Test func claudeCodeHasThreeScopesAndExpandsVariables() throws {
    let (entries, diagnostics) = try read(
      "claude-code",
      [
        "project/.mcp.json": """
        {
          "mcpServers": {
            "files": {"type": "stdio", "command": "${TOOLS:-/opt}/files", "args": ["${HOME}", "$HOME", "${NONE}"]},
            "web": {"type": "http", "url": "https://example.com/mcp"}
          }
        }
        """,
        "home/.claude.json": """
        {"numStartups": 3, "mcpServers": {"mine": {"command": "mine", "env": {"KEY": "${KEY}"}}}}
        """,
      ], ["HOME": "/home/ada", "KEY": "secret"])
    #expect(
      entries == [
        "project/.mcp.json:3:5 project files: /opt/files /home/ada $HOME ${NONE} unresolved:${NONE}",
        "home/.claude.json:1:35 user mine: mine KEY=secret",
      ])
    #expect(diagnostics == [])
  }

  @Test func claudeCodesLocalServersAreReadForTheProject() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "home/.claude.json",
      """
      {"projects": {
        "\(folder.path)/project": {
          "mcpServers": {"here": {"command": "a"}},
          "disabledMcpServers": ["mine"], "disabledMcpjsonServers": ["team"]
        },
        "\(folder.path)/other": {"mcpServers": {"there": {"command": "b"}}}
      }, "mcpServers": {"mine": {"command": "m"}, "team": {"command": "t"}}}
      """)
    try folder.write("project/.mcp.json", #"{"mcpServers": {"team": {"command": "t"}}}"#)
    let (entries, diagnostics) = Client.named("claude-code")!.entries(in: environment(folder))
    #expect(
      entries.map { "\($0.scope) \($0.serverName) \($0.isEnabled)" } == [
        "project team false", "user mine false", "user team true", "local here true",
      ])
    #expect(diagnostics == [])
  }

  @Test func codexHasFiltersAndTimeouts() throws {
    let (entries, diagnostics) = try read(
      "codex",
      [
        "home/.codex/config.toml": """
        model = "o3" # a comment

        [mcp_servers.files]
        command = 'files'
        args = [
          "--root", # the folder
          "/data",
        ]
        cwd = "/tmp"
        enabled = false
        enabled_tools = ["read"]
        disabled_tools = ["write"]
        startup_timeout_sec = 2.5
        env = { "KEY" = "value" }

        [mcp_servers."my files"]
        command = \"\"\"mine\"\"\"
        [mcp_servers."my files".env]
        A = "1"
        """,
        "project/.codex/config.toml":
          "mcp_servers = { a = { command = \"x\" }, b.command = \"y\" }\r\n",
      ])
    #expect(
      entries == [
        "project/.codex/config.toml:1:17 project a: x",
        "project/.codex/config.toml:1:40 project b: y",
        "home/.codex/config.toml:3:14 user files: files --root /data in:/tmp off only:read not:write KEY=value 2.5 seconds",
        "home/.codex/config.toml:16:14 user my files: mine A=1",
      ])
    #expect(diagnostics == [])
  }

  @Test func editorsExpandTheirOwnVariables() throws {
    let (entries, diagnostics) = try read(
      "vscode",
      [
        "project/.vscode/mcp.json": """
        {
          // Servers of the team
          "inputs": [{"id": "key"}],
          "servers": {
            "a": {
              "type": "stdio", "command": "${workspaceFolder}/run", "args": ["${userHome}", "${env:WORD}", "${env:NONE}"],
              "env": {"KEY": "${input:key}"}, "envFile": "${workspaceFolder}/.env", "cwd": "${workspaceFolder}",
            },
          },
        }
        """
      ], ["WORD": "w"])
    #expect(
      entries == [
        "project/.vscode/mcp.json:5:5 project a: project/run home w  in:project file:project/.env KEY=${input:key} unresolved:${env:NONE},${input:key}"
      ])
    #expect(diagnostics == [])
  }

  @Test func otherClientsHaveWordsOfTheirOwn() throws {
    #expect(
      try read(
        "gemini-cli",
        [
          "home/.gemini/settings.json": """
          {"mcp": {"excluded": ["b"]}, /* servers */ "mcpServers": {
            "a": {"command": "$BIN", "includeTools": ["x"], "excludeTools": ["y"], "timeout": 5000},
            "b": {"command": "b"}}}
          """
        ], ["BIN": "/bin/a"]
      ).entries == [
        "home/.gemini/settings.json:2:3 user a: /bin/a only:x not:y",
        "home/.gemini/settings.json:3:3 user b: b off",
      ])
    #expect(
      try read(
        "opencode",
        [
          "project/opencode.jsonc": """
          {"mcp": {"a": {"type": "local", "command": ["{env:BIN}", "-v"], "environment": {"K": "v"}, "enabled": false}}}
          """,
          "home/.config/opencode/opencode.json": """
          {"mcp": {"servers": {"b": {"type": "local", "command": ["b"], "disabled": true}}}}
          """,
        ], ["BIN": "/bin/a"]
      ).entries == [
        "project/opencode.jsonc:1:10 project a: /bin/a -v off K=v",
        "home/.config/opencode/opencode.json:1:22 user b: b off",
      ])
    #expect(
      try read(
        "zed",
        [
          "xdg/zed/settings.json": """
          {"context_servers": {
            "old": {"command": {"path": "a", "args": ["b"], "env": {"K": "v"}}},
            "new": {"command": "c", "args": [], "enabled": false}}}
          """
        ]
      ).entries == [])
    #expect(
      try read(
        "copilot-cli",
        [
          "home/.copilot/mcp-config.json":
            #"{"mcpServers": {"a": {"type": "local", "command": "a", "tools": ["*"]}}}"#
        ]
      ).entries == ["home/.copilot/mcp-config.json:1:17 user a: a"])
    #expect(
      try read(
        "windsurf",
        [
          "home/.codeium/windsurf/mcp_config.json":
            #"{"mcpServers": {"a": {"command": "a", "disabled": true, "disabledTools": ["x"]}}}"#
        ]
      ).entries == ["home/.codeium/windsurf/mcp_config.json:1:17 user a: a off not:x"])
  }

  @Test func applicationsKeepTheirFilesWhereThePlatformHasThem() throws {
    let environment = ClientEnvironment(
      platform: .macOS, home: "/Users/ada", projectFolder: "/p", isInRepository: true,
      variables: ["XDG_CONFIG_HOME": "/xdg"])
    func files(_ environment: ClientEnvironment) -> [String] {
      ["claude-desktop", "vscode", "zed", "opencode"].flatMap {
        Client.named($0)!.files(.user, in: environment)
      }
    }
    #expect(
      files(environment) == [
        "/Users/ada/Library/Application Support/Claude/claude_desktop_config.json",
        "/Users/ada/Library/Application Support/Code/User/mcp.json",
        "/Users/ada/.config/zed/settings.json", "/xdg/opencode/opencode.json",
        "/xdg/opencode/opencode.jsonc",
      ])
    var linux = environment
    linux.platform = .linux
    #expect(
      files(linux) == [
        "/xdg/Claude/claude_desktop_config.json", "/xdg/Code/User/mcp.json",
        "/xdg/zed/settings.json",
        "/xdg/opencode/opencode.json", "/xdg/opencode/opencode.jsonc",
      ])
    linux.variables = [
      "XDG_CONFIG_HOME": "relative", "CODEX_HOME": "/codex", "COPILOT_HOME": "/co",
    ]
    #expect(
      Client.named("zed")!.files(.user, in: linux) == ["/Users/ada/.config/zed/settings.json"])
    #expect(Client.named("codex")!.files(.user, in: linux) == ["/codex/config.toml"])
    #expect(Client.named("copilot-cli")!.files(.user, in: linux) == ["/co/mcp-config.json"])
  }

  @Test func whatIsWrongIsSaidWithItsPlace() throws {
    #expect(
      try read(
        "claude-code",
        [
          "project/.mcp.json":
            "{\n  \"mcpServers\": {\n    \"a\": {\"command\": \"a\"}, // mine\n  }\n}\n",
          "home/.claude.json": "{\"mcpServers\": {\"a\": {\"command\": 3}, \"b\": [], \"c\": {}}}",
        ]
      ).diagnostics == [
        """
        project/.mcp.json:3:28: error: a comment is not allowed in this file
              "a": {"command": "a"}, // mine
                                     ^
        note: remove the comment: the client reads plain JSON
        """,
        """
        home/.claude.json:1:34: error: 'command' must be a string, not a number
          {"mcpServers": {"a": {"command": 3}, "b": [], "c": {}}}
                                           ^
        """,
        """
        home/.claude.json:1:43: error: the server 'b' must be a table, not an array
          {"mcpServers": {"a": {"command": 3}, "b": [], "c": {}}}
                                                    ^
        """,
        """
        home/.claude.json:1:47: error: the server 'c' has no command
          {"mcpServers": {"a": {"command": 3}, "b": [], "c": {}}}
                                                        ^
        """,
      ])
    #expect(
      try read("codex", ["home/.codex/config.toml": "[mcp_servers.a]\ncommand = files\n"])
        .diagnostics == [
          """
          home/.codex/config.toml:2:11: error: 'files' is no value of TOML
            command = files
                      ^
          note: strings stand in quotes
          """
        ])
  }
}

extension ClientEntry {
  /// One line that shows everything.
  var summary: String {
    var parts = [
      "\(path):\(position.line):\(position.column) \(scope.rawValue) \(serverName):", command,
    ]
    parts += arguments
    if let workingFolder { parts.append("in:\(workingFolder)") }
    if !isEnabled { parts.append("off") }
    if let includedTools { parts.append("only:\(includedTools.joined(separator: ","))") }
    if !excludedTools.isEmpty { parts.append("not:\(excludedTools.joined(separator: ","))") }
    if let environmentFile { parts.append("file:\(environmentFile)") }
    parts += environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    if let startupTimeout { parts.append("\(startupTimeout)") }
    if !unresolvedVariables.isEmpty {
      parts.append("unresolved:\(unresolvedVariables.joined(separator: ","))")
    }
    return parts.joined(separator: " ")
  }
}
