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
  /// The mode that brings it; `nil` where it needs none.
  package internal(set) var mode: String?
  /// Whether clients are shown it from the start; every tool that is served can be called.
  package internal(set) var isListed = true
  /// Whether it is listed however many others there are.
  let isCore: Bool
  private var content: Content

  /// What never changes, in one piece: tools are copied a lot while a toolbox is put together.
  private final class Content: Sendable {
    let definition: ToolDefinition?
    /// `nil` where it is the definition itself.
    let written: ToolDefinition?
    let inputSchema: JSONObject
    let outputSchema: JSONObject?
    let runner: ToolRunner?

    init(
      _ definition: ToolDefinition?, written: ToolDefinition? = nil, inputSchema: JSONObject,
      outputSchema: JSONObject?, runner: ToolRunner?
    ) {
      self.definition = definition
      self.written = written
      self.inputSchema = inputSchema
      self.outputSchema = outputSchema
      self.runner = runner
    }
  }

  init(_ entry: ToolFile.Entry, of file: ToolFile, handlers: [String: Handler]) {
    name = entry.name
    path = file.path
    mode = file.mode?.name
    isCore = file.isCore
    switch entry {
    case .invalid(_, let position, let reason):
      self.position = position
      state = .disabled(reason: reason)
      content = Content(nil, inputSchema: JSONObject(), outputSchema: nil, runner: nil)
    case .valid(let definition):
      position = definition.position
      let inputSchema = definition.inputSchema
      var runner: ToolRunner?
      if let reason = Self.reasonNotToServe(definition) {
        state = .disabled(reason: reason)
      } else {
        runner = ToolRunner(definition, inputSchema: inputSchema, handlers: handlers)
        state = runner == nil ? .disabled(reason: "it has nothing to run") : .served
      }
      content = Content(
        definition, inputSchema: inputSchema, outputSchema: definition.outputSchema, runner: runner)
    }
  }

  private static func reasonNotToServe(_ definition: ToolDefinition) -> String? {
    if !definition.isEnabled { return "it is not enabled" }
    if case .operation = definition.implementation { return "it needs HTTP operations" }
    return nil
  }

  /// The same tool with another description of itself.
  func redefined(as definition: ToolDefinition, handlers: [String: Handler]) -> Tool {
    let inputSchema = definition.inputSchema
    var tool = self
    tool.content = Content(
      definition, written: written, inputSchema: inputSchema, outputSchema: outputSchema,
      runner: ToolRunner(definition, inputSchema: inputSchema, handlers: handlers) ?? runner)
    return tool
  }
}

extension Tool {
  /// What is served; `nil` where it has errors.
  package var definition: ToolDefinition? { content.definition }

  /// What its file says; the definition itself, except of tools that speak of others.
  var written: ToolDefinition? { content.written ?? content.definition }

  /// The JSON Schema of the arguments; empty where there is no definition.
  package var inputSchema: JSONObject { content.inputSchema }

  /// The JSON Schema of results; `nil` where the definition has none.
  package var outputSchema: JSONObject? { content.outputSchema }

  /// What runs; `nil` where the tool is disabled.
  var runner: ToolRunner? { content.runner }

  /// Whether it can be called.
  package var isServed: Bool {
    if case .disabled = state { false } else { true }
  }

  /// The name of the Swift function that it runs; `nil` for a query.
  var handler: String? {
    if case .handler(let name) = content.definition?.implementation { name } else { nil }
  }

  /// The names of the feature and the mode that it belongs to.
  var toolsets: [String] { [content.definition?.feature, mode].compactMap { $0 } }
}
