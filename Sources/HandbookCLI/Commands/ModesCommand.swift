import Diagnostics
import HandbookServer
import JSON
import Toolbox

/// `handbook modes`: which modes there are, what they bring, and which cannot be turned on and why.
enum ModesCommand: Command {
  static let name = "modes"
  static let summary = "List the modes: when to switch to each, and the tools that it brings."
  static let usage = "handbook modes [OPTIONS] [--json]"
  static let options = Option.serving + [.json]

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name)
    try options.rejectWords(of: name, usage: usage)
    let toolbox = try Workplace(options).equipment().toolbox
    if options.has(.json) {
      Output.json(JSONValue.array(toolbox.modes.map { json($0, toolbox) }))
      return .done
    }
    if toolbox.modes.isEmpty { Output.error("there are no modes: every tool is listed") }
    Output.table(toolbox.modes.map { ($0.name, line($0, toolbox)) })
    return .done
  }

  private static func line(_ mode: Mode, _ toolbox: Toolbox) -> String {
    let place = "(\(mode.path):\(mode.position.line))"
    let tools = mode.toolNames.joined(separator: ", ")
    let state = toolbox.hasUnlistedTools(ofMode: mode.name) ? "" : "on from the start; "
    return switch mode.state {
    case .available: "\(mode.title): \(state)brings \(tools) \(place)"
    case .outdated(let reason): "served as it was before: \(reason) \(place)"
    case .withheld(let reason): "cannot be turned on: \(reason) \(place)"
    }
  }

  private static func json(_ mode: Mode, _ toolbox: Toolbox) -> JSONValue {
    var object: JSONObject = [
      "name": .string(mode.name), "title": .string(mode.title), "file": .string(mode.path),
      "line": .integer(mode.position.line),
    ]
    switch mode.state {
    case .available: object.append("state", "available")
    case .outdated(let reason):
      object.append("state", "outdated")
      object.append("reason", .string(reason))
    case .withheld(let reason):
      object.append("state", "withheld")
      object.append("reason", .string(reason))
    }
    object.append(
      "listed", .bool(mode.isAvailable && !toolbox.hasUnlistedTools(ofMode: mode.name)))
    object.append("routing", .string(mode.routing))
    object.append("tools", .array(mode.toolNames.map { .string($0) }))
    return .object(object)
  }
}
