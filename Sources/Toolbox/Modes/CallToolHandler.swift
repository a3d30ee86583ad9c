import Diagnostics
package import JSON

/// Calls any tool that is served, listed or not, for clients that never list tools again.
///
/// The answer is the called tool's own.
enum CallToolHandler {
  static let name = "call_tool"

  static func run(_ arguments: JSONObject, _ context: CallContext) throws -> ToolResult {
    guard let toolbox = context.toolbox else {
      throw ToolCallError.unknownTool(name: name, nearest: nil)
    }
    let call = Call(arguments)
    guard call.name != name else {
      throw ToolCallError.invalidArguments(
        tool: name, problems: ["name: '\(name)' cannot call itself; name the tool that you want"])
    }
    do {
      return try toolbox.call(call.name, arguments: call.arguments, context)
    } catch let error as ToolCallError {
      switch error {
      case .unknownTool, .notServed:
        // The name is an argument here.
        throw ToolCallError.invalidArguments(tool: name, problems: ["name: \(error.description)"])
      default: throw error
      }
    }
  }

  /// The call that the arguments describe.
  struct Call {
    let name: String
    let arguments: JSONObject

    init(_ arguments: JSONObject) {
      name = arguments["name"]?.stringValue ?? ""
      self.arguments = arguments["arguments"]?.objectValue ?? JSONObject()
    }
  }
}

extension Toolbox {
  /// Whether the same call on the same handbook has the same answer and no other effect.
  package func isRepeatable(_ name: String, _ arguments: JSONObject) -> Bool {
    guard let tool = tool(named: name), let annotations = tool.definition?.annotations else {
      return false
    }
    if tool.handler == CallToolHandler.name {
      let call = CallToolHandler.Call(arguments)
      return call.name != name && isRepeatable(call.name, call.arguments)
    }
    return annotations.readOnly && annotations.idempotent && !annotations.openWorld
  }
}
