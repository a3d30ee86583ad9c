import Diagnostics
import HandbookServer
import JSON
import Toolbox

/// `handbook tools`: what is served, and what is not and why.
enum ToolsCommand: Command {
  static let name = "tools"
  static let summary = "List the tools: what is served, and what is not and why."
  static let usage = "handbook tools [OPTIONS] [--json]"
  static let options = Option.serving + [.json]

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name)
    try options.rejectWords(of: name, usage: usage)
    let tools = try Workplace(options).equipment().toolbox.tools
    let listed = tools.filter { $0.isServed && $0.isListed }
    if options.has(.json) {
      Output.json(JSONValue.array(tools.map(json)))
    } else {
      Output.table(tools.map { ($0.name, line($0)) })
      let tokens = listed.reduce(0) { $0 + $1.listedByteCount } / TokenBudget.bytesPerToken
      Output.error(
        "can be called: \(tools.count(where: \.isServed)); listed from the start: \(listed.count), "
          + "about \(tokens) tokens of a model's context")
    }
    return .done
  }

  private static func line(_ tool: Tool) -> String {
    let place = "(\(tool.path):\(tool.position.line))"
    switch tool.state {
    case .served:
      let title = tool.definition?.title ?? ""
      guard let mode = tool.mode else { return "\(title) \(place)" }
      return "\(title), in the mode '\(mode)'\(tool.isListed ? ", which is on" : "") \(place)"
    case .outdated(let reason): return "served as it was before: \(reason) \(place)"
    case .disabled(let reason): return "not served: \(reason) \(place)"
    }
  }

  private static func json(_ tool: Tool) -> JSONValue {
    var object: JSONObject = [
      "name": .string(tool.name), "file": .string(tool.path),
      "line": .integer(tool.position.line),
    ]
    switch tool.state {
    case .served: object.append("state", "served")
    case .outdated(let reason):
      object.append("state", "outdated")
      object.append("reason", .string(reason))
    case .disabled(let reason):
      object.append("state", "disabled")
      object.append("reason", .string(reason))
    }
    object.append("listed", .bool(tool.isServed && tool.isListed))
    object.append("mode", tool.mode.map { .string($0) } ?? .null)
    if let definition = tool.definition {
      object.append("scopes", .array(definition.scopes.map { .string($0) }))
      object.append("readOnly", .bool(definition.annotations.readOnly))
      object.append("title", .string(definition.title))
      object.append("description", .string(definition.description))
      object.append("inputSchema", .object(tool.inputSchema))
      if let output = tool.outputSchema { object.append("outputSchema", .object(output)) }
    }
    return .object(object)
  }
}
