import JSON

/// An agent program, and how it is told what to do.
///
/// The command is run by `/bin/sh`. It gets the prompt on standard input and in `HANDBOOK_PROMPT`,
/// the path of a client configuration in `HANDBOOK_MCP_CONFIG` and the skill's name in
/// `HANDBOOK_SKILL`. `{prompt_file}` and `{config}` in it stand for paths, quoted for the shell.
package struct AgentCommand: Sendable {
  package var command: String
  package var timeout: Duration
  /// The command that serves the handbook, with the path of its program; every path in it is
  /// absolute, since agents choose their own working folder.
  package var server: [String]

  package static let defaultTimeoutSeconds = 300

  package init(_ command: String, timeout: Duration, server: [String]) {
    self.command = command
    self.timeout = timeout
    self.server = server
  }

  /// The command with its placeholders filled in.
  func shellCommand(promptFile: String, configuration: String) -> String {
    command
      .replacing("{prompt_file}", with: Self.quoted(promptFile))
      .replacing("{config}", with: Self.quoted(configuration))
  }

  /// A word that the shell takes as it is.
  static func quoted(_ word: String) -> String {
    "'" + word.replacing("'", with: #"'\''"#) + "'"
  }

  /// What most clients read: one server, which records its session.
  func configuration(recording: String) -> JSONValue {
    let arguments = server.dropFirst() + ["--record", recording]
    return [
      "mcpServers": [
        "handbook": [
          "type": "stdio", "command": .string(server[0]),
          "args": .array(arguments.map { .string($0) }),
        ]
      ]
    ]
  }
}
