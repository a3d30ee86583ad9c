import HandbookModel
import JSON
package import MCP
package import Toolbox

extension ToolFeature {
  /// The tools that a host's equipment serves, answering from its handbook.
  /// - Parameter modes: those that the session of a client has turned on.
  init(host: HandbookHost, modes: SessionModes) {
    self.init(
      list: { scope in
        host.equipment.listedTools(inModes: scope.isInSession ? modes.names : [])
      },
      call: { name, arguments, exchange throws(Refusal) in
        do {
          let served = try host.served()
          let (equipment, handbook) = (served.equipment, served.handbook)
          let key = AnswerCache.Key(tool: name, arguments: arguments)
          if let known = equipment.answers.answer(to: key, from: handbook) {
            return .structured(known)
          }
          var context = CallContext(served, exchange)
          if exchange.scope.isInSession {
            context.enableMode = { name in
              if equipment.toolbox.hasUnlistedTools(ofMode: name) { modes.enable(name) }
            }
          }
          let result = try equipment.toolbox.call(name, arguments: arguments, context)
          let outcome = Outcome(result)
          if case .structured(let content) = outcome, result.isRepeatable,
            equipment.toolbox.isRepeatable(name, arguments)
          {
            equipment.answers.keep(content, for: key, from: handbook)
          }
          return outcome
        } catch {
          return try Self.outcome(of: error)
        }
      })
  }

  private static func outcome(of error: any Error) throws(Refusal) -> Outcome {
    guard let error = error as? ToolCallError else {
      let text = (error as? HandbookUnavailable)?.description ?? "the tool failed: \(error)"
      return .failure(UntrustedText.escaped(text))
    }
    // They name pages, headings and values.
    let message = UntrustedText.escaped(error.description)
    switch error {
    case .unknownTool, .notServed: throw .unknownTool(message: message)
    case .invalidArguments: throw .invalidArguments(message: message)
    case .failed: return .failure(message)
    case .cancelled: throw .stopped
    }
  }
}

extension ToolFeature.Outcome {
  init(_ result: ToolResult) {
    if result.isError {
      self = .failure(UntrustedText.escaped(JSONValue.object(result.structured)).text)
    } else {
      let origin: TextOrigin = result.isInstruction ? .skillQuotingPages : .pages
      self = .structured(
        StructuredContent(result.structured, origin: result.quotesPages ? origin : nil))
    }
  }
}

extension ToolDescription {
  /// `nil` for a tool whose definition is broken.
  package init?(_ tool: Tool) {
    guard let definition = tool.definition else { return nil }
    self.init(
      name: tool.name, title: definition.title, description: definition.textForModels,
      inputSchema: .object(tool.inputSchema), outputSchema: tool.outputSchema.map { .object($0) },
      annotations: .init(
        isReadOnly: definition.annotations.readOnly,
        isDestructive: definition.annotations.destructive,
        isIdempotent: definition.annotations.idempotent,
        isOpenWorld: definition.annotations.openWorld))
  }
}
