package import Diagnostics
package import JSON
import JSONSchema

/// A tool of a definition file and whether it is served.
package struct Tool: Sendable {
  /// Whether it is served, and why not.
  package enum State: Sendable, Equatable {
    case served
    /// Its file has an error since it was read again; the last good version stays in service.
    case outdated(reason: String)
    case disabled(reason: String)
  }

  package let name: String
  /// The file that defines it, as it is to be shown.
  package let path: String
  /// Where its name stands in the file.
  package let position: SourcePosition
  package internal(set) var state: State
  /// `nil` where it has errors.
  package let definition: ToolDefinition?
  /// The JSON Schema of the arguments; empty where there is no definition.
  package let inputSchema: JSONObject
  /// The JSON Schema of results; `nil` where the definition has none.
  package let outputSchema: JSONObject?
  /// What runs; `nil` where the tool is disabled.
  let runner: ToolRunner?

  /// Whether it can be called.
  package var isServed: Bool {
    if case .disabled = state { false } else { true }
  }

  init(_ entry: ToolFile.Entry, path: String, handlers: [String: Handler]) {
    name = entry.name
    self.path = path
    switch entry {
    case .invalid(_, let position, let reason):
      self.position = position
      state = .disabled(reason: reason)
      definition = nil
      inputSchema = JSONObject()
      outputSchema = nil
      runner = nil
    case .valid(let definition):
      position = definition.position
      self.definition = definition
      inputSchema = definition.inputSchema
      outputSchema = definition.outputSchema
      if let reason = Self.reasonNotToServe(definition) {
        state = .disabled(reason: reason)
        runner = nil
      } else {
        runner = ToolRunner(definition, inputSchema: inputSchema, handlers: handlers)
        state = runner == nil ? .disabled(reason: "it has nothing to run") : .served
      }
    }
  }

  private static func reasonNotToServe(_ definition: ToolDefinition) -> String? {
    if !definition.isEnabled { return "it is not enabled" }
    if case .operation = definition.implementation { return "it needs HTTP operations" }
    return nil
  }
}
