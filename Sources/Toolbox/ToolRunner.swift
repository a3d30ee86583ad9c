import JSON
import JSONSchema

/// Checks the arguments of a tool and runs it.
struct ToolRunner: Sendable {
  private let name: String
  private let schema: JSONSchema
  /// The parameters that have a default.
  private let defaults: [JSONObject.Member]
  private let run: Handler

  /// `nil` where the handler is not registered or the schema does not compile, both of which the
  /// definition file was checked for.
  init?(_ definition: ToolDefinition, inputSchema: JSONObject, handlers: [String: Handler]) {
    let compiled = definition.compiledInputSchema ?? (try? JSONSchema(.object(inputSchema)))
    guard let compiled else { return nil }
    schema = compiled
    name = definition.name
    defaults = definition.parameters.compactMap { parameter in
      parameter.schema["default"].map { .init(key: parameter.name, value: $0) }
    }
    switch definition.implementation {
    case .operation: return nil
    case .handler(let name):
      guard let handler = handlers[name] else { return nil }
      run = handler
    case .sql(let sql):
      let executor = SQLExecutor(definition, sql)
      run = { arguments, context in try executor.run(arguments, context) }
    }
  }

  /// - Throws: `ToolCallError.invalidArguments` before anything runs, and what the tool throws.
  func call(_ arguments: JSONObject, _ context: CallContext) throws -> ToolResult {
    let problems = schema.validate(.object(arguments))
    guard problems.isEmpty else {
      throw ToolCallError.invalidArguments(tool: name, problems: problems.map(\.message))
    }
    var arguments = arguments
    for member in defaults where arguments[member.key] == nil {
      arguments.append(member.key, member.value)
    }
    return try run(arguments, context)
  }
}
