import Diagnostics
import HandbookModel
import HandbookServer
import JSON
import Toolbox

/// `handbook call TOOL …`: one call, its result on standard output.
enum CallCommand: Command {
  static let name = "call"
  static let summary = "Call a tool and print its result."
  static let usage = "handbook call TOOL [JSON | --NAME VALUE …] [--json]"
  static let options = Option.serving + [.json]
  /// `handbook call search --help` asks for the tool's parameters.
  static let takesHelpOption = false

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name, leavingUnknown: true)
    guard let toolName = options.words.first(where: { !$0.hasPrefix("-") }) else {
      if words.contains("--help") || words.contains("-h") {
        Output.line(HelpCommand.page(of: self))
        return .done
      }
      throw .usage("which tool?", notes: ["usage: \(usage)", "'handbook tools' lists the tools"])
    }
    let workplace = try Workplace(options)
    let equipment = try workplace.equipment()
    let toolbox = equipment.toolbox
    guard let tool = toolbox.tool(named: toolName) else {
      throw .usage(reasonForNoTool(toolName, toolbox), notes: ["'handbook tools' lists the tools"])
    }
    let rest = options.words.filter { $0 != toolName || $0.hasPrefix("-") }
    if rest.contains("--help") || rest.contains("-h") {
      Output.line(ToolHelp.page(of: tool))
      return .done
    }
    let arguments = try ToolArguments(
      withoutFirst(toolName, in: options.words), tool: toolName, inputSchema: tool.inputSchema
    ).arguments
    let handbook = try workplace.loadHandbook(equipment)
    for diagnostic in handbook.diagnostics where diagnostic.severity == .error {
      Output.error(diagnostic.rendered)
    }
    return try call(toolName, arguments, toolbox, CallContext(model: { handbook }), options)
  }

  private static func call(
    _ tool: String, _ arguments: JSONObject, _ toolbox: Toolbox, _ context: CallContext,
    _ options: ParsedOptions
  ) throws(CommandError) -> ExitCode {
    let result: ToolResult
    do {
      result = try toolbox.call(tool, arguments: arguments, context)
    } catch let error as ToolCallError {
      if case .invalidArguments = error {
        throw .usage(
          error.description, notes: ["'handbook call \(tool) --help' lists the parameters"])
      }
      throw .toolError(error.description)
    } catch {
      throw .toolError("the tool failed: \(error)")
    }
    if options.has(.json) {
      Output.json(.object(result.structured))
    } else {
      Output.line(Outline.text(of: result.structured))
    }
    return result.isError ? .toolError : .done
  }

  private static func withoutFirst(_ word: String, in words: [String]) -> [String] {
    var words = words
    if let index = words.firstIndex(of: word) { words.remove(at: index) }
    return words
  }

  private static func reasonForNoTool(_ name: String, _ toolbox: Toolbox) -> String {
    for tool in toolbox.tools where tool.name == name {
      if case .disabled(let reason) = tool.state { return "'\(name)' is not served: \(reason)" }
    }
    let nearest = closestMatch(to: name, in: toolbox.tools.map(\.name))
    return "there is no tool '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
  }
}
