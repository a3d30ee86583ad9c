import HandbookModel
import JSON
package import MCP
package import Toolbox

extension ToolFeature {
  /// The tools that a toolbox serves, answering from a host's handbook.
  init(_ toolbox: Toolbox, host: HandbookHost) {
    // A toolbox never changes, so its list is made once.
    let cache = AnswerCache()
    let descriptions = toolbox.tools.filter(\.isServed).compactMap(ToolDescription.init)
    self.init(
      list: { descriptions },
      call: { name, arguments, exchange throws(Refusal) in
        do {
          let handbook = try host.handbook()
          let key = AnswerCache.Key(tool: name, arguments: arguments)
          if let known = cache.answer(to: key, from: handbook) { return .structured(known) }
          let context = CallContext(host, exchange)
          let outcome = Outcome(try toolbox.call(name, arguments: arguments, context))
          if case .structured(let content) = outcome, toolbox.isRepeatable(name) {
            cache.keep(content, for: key, from: handbook)
          }
          return outcome
        } catch {
          return try Self.outcome(of: error)
        }
      })
  }

  private static func outcome(of error: any Error) throws(Refusal) -> Outcome {
    guard let error = error as? ToolCallError else {
      return .failure((error as? HandbookUnavailable)?.description ?? "the tool failed: \(error)")
    }
    switch error {
    case .unknownTool, .notServed: throw .unknownTool(message: error.description)
    case .invalidArguments: throw .invalidArguments(message: error.description)
    case .failed(let message): return .failure(message)
    case .cancelled: throw .stopped
    }
  }
}

extension Toolbox {
  /// Whether the same call on the same handbook has the same answer and no other effect.
  fileprivate func isRepeatable(_ name: String) -> Bool {
    guard let annotations = tool(named: name)?.definition?.annotations else { return false }
    return annotations.readOnly && annotations.idempotent && !annotations.openWorld
  }
}

extension ToolFeature.Outcome {
  init(_ result: ToolResult) {
    if result.isError {
      self = .failure(JSONValue.object(result.structured).text)
    } else {
      self = .structured(
        StructuredContent(result.structured, quotesPages: result.quotesPages))
    }
  }
}

extension ToolDescription {
  /// `nil` for a tool whose definition is broken.
  package init?(_ tool: Tool) {
    guard let definition = tool.definition else { return nil }
    var description = definition.description
    if let note = definition.agentNote { description += "\n\n" + note }
    self.init(
      name: tool.name, title: definition.title, description: description,
      inputSchema: .object(tool.inputSchema), outputSchema: tool.outputSchema.map { .object($0) },
      annotations: .init(
        isReadOnly: definition.annotations.readOnly,
        isDestructive: definition.annotations.destructive,
        isIdempotent: definition.annotations.idempotent,
        isOpenWorld: definition.annotations.openWorld))
  }
}
