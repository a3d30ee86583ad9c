import Files

// Facts from the clients' own documentation and source, as of 2026. Where a parser's leniency is not documented, the
// file is read as JSON with comments: a client that is stricter says so itself.

extension Client {
  /// Every client that is known, in the order of lists.
  package static let all: [Client] = [
    claudeCode, claudeDesktop, cursor, visualStudioCode, codex, geminiCLI, zed, copilotCLI,
    openCode,
    windsurf,
  ]

  private static let mcpServers = [["mcpServers"]]

  private static let claudeCode = Client(
    identifier: "claude-code", displayName: "Claude Code", format: .json(.strict),
    serverPaths: mcpServers, shape: EntryShape(type: "stdio"),
    variables: .braces,
    locations: [
      Location(.project) { [join($0.projectFolder, ".mcp.json")] },
      Location(.user) {
        [join($0.absolutePath(in: "CLAUDE_CONFIG_DIR") ?? $0.home, ".claude.json")]
      },
    ],
    nextStep: { scope in
      scope == .project
        ? "Start Claude Code in the project and approve the server; /mcp shows its state."
        : "Start a new session of Claude Code; /mcp shows the server's state."
    })

  private static let claudeDesktop = Client(
    identifier: "claude-desktop", displayName: "Claude Desktop", format: .json(.strict),
    serverPaths: mcpServers, shape: EntryShape(), variables: .none,
    locations: [
      Location(.user) { [join($0.applicationFolder, "Claude/claude_desktop_config.json")] }
    ],
    nextStep: { _ in "Quit Claude Desktop and open it again." })

  private static let cursor = Client(
    identifier: "cursor", displayName: "Cursor", format: .json(.relaxed),
    serverPaths: mcpServers, shape: EntryShape(type: "stdio"), variables: .editor,
    locations: [
      Location(.project) { [join($0.projectFolder, ".cursor/mcp.json")] },
      Location(.user) { [join($0.home, ".cursor/mcp.json")] },
    ],
    nextStep: { _ in "Turn the server on in Cursor: Settings, MCP." })

  private static let visualStudioCode = Client(
    identifier: "vscode", displayName: "VS Code", format: .json(.relaxed),
    serverPaths: [["servers"]], shape: EntryShape(type: "stdio"), variables: .editor,
    locations: [
      Location(.project) { [join($0.projectFolder, ".vscode/mcp.json")] },
      Location(.user) { [join($0.applicationFolder, "Code/User/mcp.json")] },
    ],
    nextStep: { _ in "Start the server in VS Code: MCP: List Servers, then trust it." })

  private static let codex = Client(
    identifier: "codex", displayName: "Codex", format: .toml,
    serverPaths: [["mcp_servers"]],
    shape: EntryShape(
      included: "enabled_tools", excluded: "disabled_tools",
      startupTimeouts: [("startup_timeout_sec", 1), ("startup_timeout_ms", 0.001)]),
    variables: .none,
    locations: [
      Location(.project) { [join($0.projectFolder, ".codex/config.toml")] },
      Location(.user) {
        [join($0.absolutePath(in: "CODEX_HOME") ?? join($0.home, ".codex"), "config.toml")]
      },
    ],
    nextStep: { scope in
      scope == .project
        ? "Start a new session of Codex in the project, which must be trusted; /mcp lists the server."
        : "Start a new session of Codex; /mcp lists the server."
    })

  private static let geminiCLI = Client(
    identifier: "gemini-cli", displayName: "Gemini CLI", format: .json(.withComments),
    serverPaths: mcpServers,
    shape: EntryShape(included: "includeTools", excluded: "excludeTools"),
    variables: .shell,
    locations: [
      Location(.project) { [join($0.projectFolder, ".gemini/settings.json")] },
      Location(.user) { [join($0.home, ".gemini/settings.json")] },
    ],
    nextStep: { _ in "Start a new session of Gemini CLI; /mcp lists the server." })

  private static let zed = Client(
    identifier: "zed", displayName: "Zed", format: .json(.relaxed),
    serverPaths: [["context_servers"]], shape: EntryShape(), variables: .none,
    locations: [
      Location(.project) { [join($0.projectFolder, ".zed/settings.json")] },
      Location(.user) { environment in
        let folder =
          environment.platform == .macOS
          ? join(environment.home, ".config") : environment.configurationFolder
        return [join(folder, "zed/settings.json")]
      },
    ],
    nextStep: { _ in "Zed starts the server by itself; the Agent Panel's settings show its state." }
  )

  private static let copilotCLI = Client(
    identifier: "copilot-cli", displayName: "Copilot CLI", format: .json(.relaxed),
    serverPaths: mcpServers,
    shape: EntryShape(
      type: "stdio", otherTypes: ["local"], initial: [("tools", ["*"])], included: "tools"),
    variables: .shell,
    locations: [
      // The same file as Claude Code's, with the same entries.
      Location(.project) {
        [join($0.projectFolder, ".mcp.json"), join($0.projectFolder, ".github/mcp.json")]
      },
      Location(.user) {
        [
          join(
            $0.absolutePath(in: "COPILOT_HOME") ?? join($0.home, ".copilot"), "mcp-config.json")
        ]
      },
    ],
    nextStep: { _ in "Start a new session of Copilot CLI; /mcp show lists the server." })

  private static let openCode = Client(
    identifier: "opencode", displayName: "OpenCode", format: .json(.relaxed),
    // The second path is that of version 2.
    serverPaths: [["mcp"], ["mcp", "servers"]],
    shape: EntryShape(command: .joined, type: "local", environment: "environment"),
    variables: .openCode,
    locations: [
      Location(.project) { openCodeFiles(in: $0.projectFolder) },
      Location(.user) { openCodeFiles(in: join($0.configurationFolder, "opencode")) },
    ],
    nextStep: { _ in "Start OpenCode again; 'opencode mcp list' shows the server." })

  private static func openCodeFiles(in folder: String) -> [String] {
    [join(folder, "opencode.json"), join(folder, "opencode.jsonc")]
  }

  private static let windsurf = Client(
    identifier: "windsurf", displayName: "Windsurf", format: .json(.relaxed),
    serverPaths: mcpServers, shape: EntryShape(excluded: "disabledTools"), variables: .editor,
    locations: [
      Location(.user) { [join($0.home, ".codeium/windsurf/mcp_config.json")] }
    ],
    nextStep: { _ in "Refresh the list of servers in Windsurf: Cascade, MCPs." })
}
