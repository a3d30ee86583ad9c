package import Diagnostics
package import HandbookModel
import JSON
import JSONSchema

extension Toolbox {
  /// Calls tools with their examples: each must succeed and give what the output schema promises.
  /// - Parameter isIncluded: chooses tools, by the paths of their files: an example that was written for
  ///   one handbook need not work with another.
  package func checkExamples(
    with model: HandbookModel, where isIncluded: (_ path: String) -> Bool
  ) -> [Diagnostic] {
    tools.flatMap { tool -> [Diagnostic] in
      guard tool.isServed, isIncluded(tool.path), let definition = tool.definition else {
        return []
      }
      return definition.examples.flatMap { example in
        problems(of: example, tool, with: model).map { message in
          Diagnostic(
            .error, "the example \(JSONValue.object(example.arguments).text) \(message)",
            path: tool.path, position: tool.position)
        }
      }
    }
  }

  private func problems(
    of example: ToolDefinition.Example, _ tool: Tool, with model: HandbookModel
  ) -> [String] {
    let context = CallContext(model: { model })
    do {
      let result = try call(tool.name, arguments: example.arguments, context)
      if result.isError { return ["fails: \(JSONValue.object(result.structured).text)"] }
      guard let output = tool.outputSchema else { return [] }
      return try JSONSchema(.object(output)).validate(.object(result.structured)).map {
        "gives what 'outputSchema' does not allow: \($0.message)"
      }
    } catch {
      return ["fails: " + "\(error)".replacing("\n- ", with: " ")]
    }
  }
}
