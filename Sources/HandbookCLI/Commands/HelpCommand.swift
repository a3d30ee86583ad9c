import Diagnostics

/// `handbook help [COMMAND]`.
enum HelpCommand: Command {
  static let name = "help"
  static let summary = "Explain a command."
  static let usage = "handbook help [COMMAND]"

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: [], of: name)
    guard let topic = options.words.first else {
      Output.line(overview)
      return .done
    }
    guard let command = Program.commands.first(where: { $0.name == topic }) else {
      throw .usage(
        "there is no command '\(topic)'",
        notes: suggestionNotes(for: topic, among: Program.commands.map { $0.name }))
    }
    Output.line(page(of: command))
    return .done
  }

  /// All commands, a line each.
  static var overview: String {
    let width = Program.commands.map { $0.name.count }.max() ?? 0
    let lines = Program.commands.map { command in
      "  " + command.name + String(repeating: " ", count: width - command.name.count + 2)
        + command.summary
    }
    return """
      handbook answers questions from a folder of Markdown, for coding agents (MCP) and scripts.

      usage: handbook COMMAND [OPTIONS]

      \(lines.joined(separator: "\n"))

      'handbook help COMMAND' explains one of them.
      """
  }

  /// The help page of a command.
  static func page(of command: any Command.Type) -> String {
    var text = command.summary + "\n\nusage: " + command.usage
    if let explanation = command.explanation { text += "\n\n" + explanation }
    if !command.options.isEmpty {
      text += "\n\n" + list(command.options.map { ($0.heading, $0.help) })
    }
    return text
  }

  /// Names and explanations in two columns.
  static func list(_ rows: [(String, String)]) -> String {
    let width = min(rows.map { $0.0.count }.max() ?? 0, 28)
    return rows.map { name, help in
      let padding = String(repeating: " ", count: max(2, width - name.count + 2))
      return "  " + name + padding + help
    }.joined(separator: "\n")
  }
}

extension Option {
  fileprivate var heading: String { value.map { "\(name) \($0)" } ?? name }
}
