import Diagnostics
import JSON
import JSONSchema
import YAML

extension ToolFileReader {
  /// Compiles the schemas of a tool and tries its examples on them.
  mutating func checkSchema(of definition: inout ToolDefinition, in node: YAMLNode) {
    checkResponse(of: definition, in: node)
    if let output = definition.output, (try? JSONSchema(schema(of: output))) == nil {
      for parameter in output { compile(parameter) }
    }
    // Most files have no parameters of their own.
    if definition.parameters.isEmpty, definition.examples.isEmpty { return }
    // The schemas of paging are right; they are compiled where an example is to be tried, and else with the
    // first call, for most tools of a start are never called.
    let isWhole = !definition.examples.isEmpty || !definition.hasPaging
    let written =
      isWhole ? definition.inputSchema : definition.inputSchema(of: definition.parameters)
    guard let schema = try? JSONSchema(.object(written)) else {
      // One by one, to say which.
      for parameter in definition.parameters { compile(parameter) }
      return
    }
    if isWhole { definition.compiledInputSchema = schema }
    for parameter in definition.parameters {
      guard let value = parameter.schema["default"] else { continue }
      var arguments = JSONObject()
      arguments.append(parameter.name, value)
      for problem in schema.validate(.object(arguments)) where !problem.instancePath.isEmpty {
        findings.error(
          "the default of '\(parameter.name)' does not fit its schema: \(problem.message)",
          at: parameter.position)
      }
    }
    for (index, example) in definition.examples.enumerated() {
      // Only well-formed examples are kept, so the places are counted among those.
      let places = node["examples"]?.elements?.filter { $0["arguments"]?.entries != nil } ?? []
      guard index < places.count else { continue }
      for problem in schema.validate(.object(example.arguments)) {
        findings.error(
          "the example does not fit the parameters: \(problem.message)",
          at: places[index].position)
      }
    }
  }

  private func schema(of parameters: [ToolParameter]) -> JSONValue {
    ["properties": .object(parameters.map { .init(key: $0.name, value: .object($0.schema)) })]
  }

  private mutating func compile(_ parameter: ToolParameter) {
    do throws(JSONSchemaError) {
      _ = try JSONSchema(.object(parameter.schema))
    } catch {
      findings.error(
        "the schema of '\(parameter.name)' is not valid: \(error)", at: parameter.position)
    }
  }

  /// Where the columns are described, `response` can only name those.
  private mutating func checkResponse(of definition: ToolDefinition, in node: YAMLNode) {
    guard case .sql = definition.implementation, let output = definition.output,
      let response = node["response"]
    else { return }
    let columns = output.map(\.name)
    for key in ["include", "exclude"] {
      for element in response[key]?.elements ?? [] {
        guard let name = element.string, !columns.contains(name) else { continue }
        findings.error(
          "'\(key)' names column '\(name)', which 'output' does not have", at: element.position,
          notes: suggestionNotes(for: name, among: columns))
      }
    }
  }
}
