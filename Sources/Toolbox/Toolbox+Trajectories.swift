package import Diagnostics
import JSON

extension Toolbox {
  /// Walks the trajectories of the modes: their tools must be served, and the steps that only read must succeed.
  /// - Parameters:
  ///   - isIncluded: chooses modes, by the paths of their files: a trajectory that was written for one handbook
  ///     need not work with another.
  ///   - onlyReads: whether a tool may be called; what it says of itself unless told otherwise.
  /// - Throws: `ToolCallError.cancelled` where the context says to stop.
  package func checkTrajectories(
    _ context: CallContext, where isIncluded: (_ path: String) -> Bool,
    onlyReads: (Tool) -> Bool = { $0.definition?.annotations.readOnly == true }
  ) throws -> [Diagnostic] {
    try modes.filter { $0.isAvailable && isIncluded($0.path) }.flatMap { mode in
      try mode.trajectories.flatMap { trajectory in
        try trajectory.steps.compactMap { step in
          try problem(of: step, context, onlyReads).map { message, notes in
            let message = "step '\(step.tool)' of '\(trajectory.name)' \(message)"
            guard let source = source(of: mode.path) else {
              return Diagnostic(.error, message, path: mode.path, position: step.position)
            }
            return Diagnostic(.error, message, in: source, at: step.position, notes: notes)
          }
        }
      }
    }
  }

  private func problem(
    of step: Mode.Step, _ context: CallContext, _ onlyReads: (Tool) -> Bool
  ) throws -> (message: String, notes: [String])? {
    guard let tool = tool(named: step.tool) else {
      let names = tools.filter(\.isServed).map(\.name)
      if let known = tools.first(where: { $0.name == step.tool }),
        case .disabled(let reason) = known.state
      {
        return ("cannot be taken: the tool is not served: \(reason)", [])
      }
      return (
        "cannot be taken: there is no such tool", suggestionNotes(for: step.tool, among: names)
      )
    }
    guard onlyReads(tool) else { return nil }
    do {
      let result = try call(step.tool, arguments: step.arguments, context)
      guard result.isError else { return nil }
      return ("fails: \(JSONValue.object(result.structured).text)", [])
    } catch ToolCallError.cancelled {
      throw ToolCallError.cancelled
    } catch {
      return ("fails: " + "\(error)".replacing("\n- ", with: " "), [])
    }
  }
}
