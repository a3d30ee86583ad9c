import Diagnostics
import JSON

/// Turns on a mode: gives its instructions, the whole schemas of its tools and its trajectories.
///
/// That answer is all that a client needs which never lists tools again: `call_tool` calls them. A client in a
/// session of the older revisions is told besides that its list has changed.
enum EnableModeHandler {
  static let name = "enable_mode"
  private static let modeParameter = "mode"

  static func run(_ arguments: JSONObject, _ context: CallContext) throws -> ToolResult {
    let wanted = arguments[modeParameter]?.stringValue ?? ""
    guard let toolbox = context.toolbox, let mode = toolbox.mode(named: wanted) else {
      // The schema names the modes, so this is a toolbox of which none is left.
      throw ToolCallError.invalidArguments(
        tool: name, problems: ["mode: there is no mode '\(wanted)'"])
    }
    let tools = mode.toolNames.compactMap { toolbox.tool(named: $0) }
    let call = PageCursor.Call(
      name: name, arguments: arguments, snapshot: tools.map(\.name).joined(separator: " "))
    let request = try PageRequest(arguments, for: call, defaultLimit: SQLLimits.maximumRows)
    var result: JSONObject = ["mode": .string(mode.name), "title": .string(mode.title)]
    if request.offset == 0 {
      result.append("instructions", .string(instructions(of: mode)))
      result.append("trajectories", .array(mode.trajectories.map(json)))
    }
    var budget = request.budget
    _ = budget.take(bytes: min(result.approximateByteCount, budget.remainingBytes))
    var shown: [JSONValue] = []
    for tool in tools.dropFirst(request.offset).prefix(request.limit) {
      let schema = json(tool)
      guard budget.take(bytes: schema.approximateByteCount) || shown.isEmpty else { break }
      shown.append(schema)
    }
    result.append("tools", .array(shown))
    request.append(total: tools.count, shown: shown.count, for: call, to: &result)
    context.enableMode?(mode.name)
    return ToolResult(result, isRepeatable: false)
  }

  private static func instructions(of mode: Mode) -> String {
    let call =
      "Call these tools by their names where your client lists them, and else with "
      + "`\(CallToolHandler.name)`, giving `name` and `arguments`."
    return mode.instructions.isEmpty ? call : mode.instructions + "\n\n" + call
  }

  private static func json(_ tool: Tool) -> JSONValue {
    var object: JSONObject = ["name": .string(tool.name)]
    if let definition = tool.definition {
      object.append("title", .string(definition.title))
      object.append("description", .string(definition.textForModels))
    }
    object.append("inputSchema", .object(tool.inputSchema))
    if let output = tool.outputSchema { object.append("outputSchema", .object(output)) }
    return .object(object)
  }

  private static func json(_ trajectory: Mode.Trajectory) -> JSONValue {
    var object: JSONObject = ["name": .string(trajectory.name)]
    if let goal = trajectory.goal { object.append("goal", .string(goal)) }
    object.append(
      "steps",
      .array(
        trajectory.steps.map { step in
          var object: JSONObject = [
            "tool": .string(step.tool), "arguments": .object(step.arguments),
          ]
          if let why = step.why { object.append("why", .string(why)) }
          return .object(object)
        }))
    return .object(object)
  }

  // MARK: - What the tool says of itself

  /// Puts the names of the modes into the schema, and when to switch into the description.
  /// - Parameter listed: the modes whose tools are listed already: there is nothing to switch to.
  static func describe(
    _ modes: [Mode], listed: Set<String>, in definition: inout ToolDefinition
  ) {
    for index in definition.parameters.indices
    where definition.parameters[index].name == modeParameter {
      definition.parameters[index].schema["enum"] = .array(modes.map { .string($0.name) })
    }
    definition.compiledInputSchema = nil
    let further = modes.filter { !listed.contains($0.name) }
    for mode in further where !mode.isFromFeature {
      definition.description += "\n- `\(mode.name)`: \(mode.routing)"
    }
    if further.isEmpty { definition.description += " all of their tools are listed." }
    if further.contains(where: \.isFromFeature) {
      definition.description +=
        "\nThe other modes bring the tools of one feature each; `search` with kind tool says which."
    }
  }
}
