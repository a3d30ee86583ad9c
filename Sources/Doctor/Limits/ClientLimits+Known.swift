// Facts about other people's programs, as of 2026. Nobody measured them here, so each says what it
// rests on. A limit that is only reported is given all the same: a warning too many is better than
// tools that vanish without a word.

extension ClientLimits {
  /// Those of every client that can be configured, in the order of lists.
  package static let all: [ClientLimits] = [
    claudeCode, claudeDesktop, cursor, visualStudioCode, codex, geminiCLI, zed, copilotCLI,
    openCode, windsurf,
  ]

  /// Those of the client of that identifier.
  package static func of(_ client: String) -> ClientLimits? {
    all.first { $0.client == client }
  }

  private static let claudeCode = ClientLimits(
    client: "claude-code", displayName: "Claude Code",
    toolNames: ToolNames(
      prefix: "mcp__", separator: "__",
      length: .reported(64, "fails at the model", isFatal: true)),
    // 25,000 tokens; MAX_MCP_OUTPUT_TOKENS changes it.
    resultBytes: .documented(100_000, "puts it into a file or refuses it"),
    description: .reported(2_048, "cuts it"), instructions: .reported(2_048, "cuts them"),
    startSeconds: .documented(30, "gives up"),  // MCP_TIMEOUT changes it
    hasPrompts: true, hasResources: true,
    // Documented, but reported as without effect on servers that are processes.
    followsToolChanges: false)

  private static let claudeDesktop = ClientLimits(
    client: "claude-desktop", displayName: "Claude Desktop",
    toolNames: ToolNames(
      length: .reported(64, "refuses every tool", isFatal: true),
      otherCharacters: .reported(0, "refuses every tool", isFatal: true)),
    startSeconds: .reported(60, "gives up"), hasPrompts: true, hasResources: true,
    inheritedVariables: sdkVariables)

  private static let cursor = ClientLimits(
    client: "cursor", displayName: "Cursor",
    // Its message says that 60 is exceeded, and comes at 60 already.
    toolNames: ToolNames(prefix: "", length: .reported(59, "drops such tools without a word")),
    tools: .reported(80, "shows its model only the first"),
    startSeconds: .reported(60, "gives up"), hasPrompts: true, hasResources: true,
    followsToolChanges: false)

  private static let visualStudioCode = ClientLimits(
    client: "vscode", displayName: "VS Code",
    toolNames: ToolNames(prefix: "mcp_", separator: "_", length: .reported(64, "cuts such names")),
    tools: .documented(128, "refuses every request", isFatal: true),
    hasPrompts: true, hasResources: true, followsToolChanges: true, keepsScopesApart: true)

  private static let codex = ClientLimits(
    client: "codex", displayName: "Codex",
    toolNames: ToolNames(
      prefix: "mcp__", separator: "__", length: .documented(64, "puts a hash at the end"),
      otherCharacters: .documented(0, "puts '_' in their place")),
    resultBytes: .reported(10_240, "cuts out the middle"),
    startSeconds: .documented(10, "gives up"),
    hasPrompts: false, hasResources: true, followsToolChanges: false,
    inheritedVariables: sdkVariables
      + ["LANG", "LC_ALL", "TMPDIR", "TZ", "__CF_USER_TEXT_ENCODING"])

  private static let geminiCLI = ClientLimits(
    client: "gemini-cli", displayName: "Gemini CLI",
    toolNames: ToolNames(
      prefix: "mcp_", separator: "_", length: .documented(63, "cuts out the middle")),
    startSeconds: .documented(600, "gives up"), hasPrompts: true)

  private static let zed = ClientLimits(
    client: "zed", displayName: "Zed",
    toolNames: ToolNames(length: .documented(64, "cuts the end")),
    startSeconds: .reported(60, "gives up"), hasPrompts: true, hasResources: false,
    followsToolChanges: true)

  private static let copilotCLI = ClientLimits(
    client: "copilot-cli", displayName: "Copilot CLI",
    toolNames: ToolNames(
      prefix: "", separator: "-", length: .reported(64, "fails at the model", isFatal: true)),
    tools: .reported(128, "fails at the model", isFatal: true),
    resultBytes: .reported(10_240, "cuts out the middle"))

  private static let openCode = ClientLimits(
    client: "opencode", displayName: "OpenCode",
    toolNames: ToolNames(
      prefix: "", separator: "_", length: .reported(64, "fails at the model", isFatal: true)),
    // For the list of tools, in version 1; 30 s in version 2.
    startSeconds: .documented(5, "gives up"), hasPrompts: true)

  private static let windsurf = ClientLimits(
    client: "windsurf", displayName: "Windsurf",
    toolNames: ToolNames(length: .reported(64, "fails at the model", isFatal: true)),
    tools: .documented(100, "leaves the rest out"), hasPrompts: false, hasResources: false)

  /// What the protocol's SDKs let a server inherit.
  private static let sdkVariables = ["HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER"]
}

extension ClientLimits.Limit {
  fileprivate static func documented(
    _ value: Int, _ effect: String, isFatal: Bool = false
  ) -> Self {
    Self(value: value, evidence: .documented, effect: effect, isFatal: isFatal)
  }

  fileprivate static func reported(_ value: Int, _ effect: String, isFatal: Bool = false) -> Self {
    Self(value: value, evidence: .reported, effect: effect, isFatal: isFatal)
  }
}
