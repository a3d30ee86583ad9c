import JSON
import JSONSchema
import Synchronization

/// Checks the arguments of a tool and runs it.
struct ToolRunner: Sendable {
  private let name: String
  private let schema: InputSchema
  /// The parameters that have a default.
  private let defaults: [JSONObject.Member]
  private let run: Handler

  /// `nil` where the handler is not registered, which the definition file was checked for.
  init?(_ definition: ToolDefinition, inputSchema: JSONObject, handlers: [String: Handler]) {
    schema = InputSchema(inputSchema, compiled: definition.compiledInputSchema)
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
    let problems = try schema.compiled().validate(.object(arguments))
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

/// A schema that is compiled when it is first needed.
private final class InputSchema: Sendable {
  private let source: JSONObject
  private let known: Mutex<JSONSchema?>

  init(_ source: JSONObject, compiled: JSONSchema?) {
    self.source = source
    known = Mutex(compiled)
  }

  func compiled() throws(JSONSchemaError) -> JSONSchema {
    if let known = known.withLock({ $0 }) { return known }
    let schema = try JSONSchema(.object(source))
    known.withLock { $0 = schema }
    return schema
  }
}
