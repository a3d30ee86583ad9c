package import Diagnostics
import JSON
import JSONSchema

extension Toolbox {
  /// Calls tools with their examples: each must succeed and give what the output schema promises.
  /// - Parameter isIncluded: chooses tools, by the paths of their files for instance: an example that was
  ///   written for one handbook need not work with another.
  /// - Throws: `ToolCallError.cancelled` where the context says so.
  package func checkExamples(
    _ context: CallContext, where isIncluded: (Tool) -> Bool
  ) throws -> [Diagnostic] {
    try tools.flatMap { tool -> [Diagnostic] in
      guard tool.isServed, isIncluded(tool), let definition = tool.definition else {
        return []
      }
      return try definition.examples.flatMap { example in
        try problems(of: example, tool, context).map { message in
          Diagnostic(
            .error, "the example \(JSONValue.object(example.arguments).text) \(message)",
            path: tool.path, position: tool.position)
        }
      }
    }
  }

  private func problems(
    of example: ToolDefinition.Example, _ tool: Tool, _ context: CallContext
  ) throws -> [String] {
    do {
      let result = try call(tool.name, arguments: example.arguments, context)
      if result.isError { return ["fails: \(JSONValue.object(result.structured).text)"] }
      guard let output = tool.outputSchema else { return [] }
      return try JSONSchema(.object(output)).validate(.object(result.structured)).map {
        "gives what 'outputSchema' does not allow: \($0.message)"
      }
    } catch ToolCallError.cancelled {
      throw ToolCallError.cancelled
    } catch {
      return ["fails: " + "\(error)".replacing("\n- ", with: " ")]
    }
  }
}
