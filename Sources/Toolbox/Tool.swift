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
  /// What is served; `nil` where it has errors.
  package let definition: ToolDefinition?
  /// What its file says; the definition itself, except of tools that speak of others.
  let written: ToolDefinition?
  /// The JSON Schema of the arguments; empty where there is no definition.
  package let inputSchema: JSONObject
  /// The JSON Schema of results; `nil` where the definition has none.
  package let outputSchema: JSONObject?
  /// The mode that brings it; `nil` where it needs none.
  package internal(set) var mode: String?
  /// Whether clients are shown it from the start; every tool that is served can be called.
  package internal(set) var isListed = true
  /// Whether it is listed however many others there are.
  let isCore: Bool
  /// What runs; `nil` where the tool is disabled.
  let runner: ToolRunner?

  /// Whether it can be called.
  package var isServed: Bool {
    if case .disabled = state { false } else { true }
  }

  /// The name of the Swift function that it runs; `nil` for a query.
  var handler: String? {
    if case .handler(let name) = definition?.implementation { name } else { nil }
  }

  /// The names of the feature and the mode that it belongs to.
  var toolsets: [String] { [definition?.feature, mode].compactMap { $0 } }

  init(_ entry: ToolFile.Entry, of file: ToolFile, handlers: [String: Handler]) {
    name = entry.name
    path = file.path
    mode = file.mode?.name
    isCore = file.isCore
    switch entry {
    case .invalid(_, let position, let reason):
      self.position = position
      state = .disabled(reason: reason)
      definition = nil
      written = nil
      inputSchema = JSONObject()
      outputSchema = nil
      runner = nil
    case .valid(let definition):
      position = definition.position
      self.definition = definition
      written = definition
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

  /// The same tool with another description of itself.
  func redefined(as definition: ToolDefinition, handlers: [String: Handler]) -> Tool {
    let inputSchema = definition.inputSchema
    return Tool(
      name: name, path: path, position: position, state: state, definition: definition,
      written: written, inputSchema: inputSchema, outputSchema: outputSchema, mode: mode,
      isListed: isListed,
      isCore: isCore,
      runner: ToolRunner(definition, inputSchema: inputSchema, handlers: handlers) ?? runner)
  }

  private init(
    name: String, path: String, position: SourcePosition, state: State,
    definition: ToolDefinition?, written: ToolDefinition?, inputSchema: JSONObject,
    outputSchema: JSONObject?, mode: String?, isListed: Bool, isCore: Bool, runner: ToolRunner?
  ) {
    self.name = name
    self.path = path
    self.position = position
    self.state = state
    self.definition = definition
    self.written = written
    self.inputSchema = inputSchema
    self.outputSchema = outputSchema
    self.mode = mode
    self.isListed = isListed
    self.isCore = isCore
    self.runner = runner
  }

  private static func reasonNotToServe(_ definition: ToolDefinition) -> String? {
    if !definition.isEnabled { return "it is not enabled" }
    if case .operation = definition.implementation { return "it needs HTTP operations" }
    return nil
  }
}
