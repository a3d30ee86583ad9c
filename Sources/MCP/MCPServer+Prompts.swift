import JSON
import JSONRPC

/// Prompts (specification, server/prompts).
extension MCPServer {
  func listPrompts(_ exchange: Exchange) throws(ResponseError) {
    let page = try ListPage(
      of: try prompts(exchange).list(), size: ProtocolLimits.promptsPageSize,
      method: Method.listPrompts,
      scope: exchange.scope)
    exchange.respond(cache: .milliseconds(Self.listCacheMilliseconds)) { result in
      result.member(
        "prompts", .array(page.elements.map { $0.json(for: exchange.scope.version) }))
      if let cursor = page.nextCursor { result.member("nextCursor", .string(cursor)) }
    }
  }

  func getPrompt(_ exchange: Exchange) throws(ResponseError) {
    let prompts = try prompts(exchange)
    let name = try exchange.scope.requiredString("name")
    var arguments: [String: String] = [:]
    for member in try exchange.scope.optionalObject("arguments")?.members ?? [] {
      guard let value = member.value.stringValue else {
        throw .invalid("arguments.\(member.key)", mustBe: "a string")
      }
      arguments[member.key] = value
    }
    whenReady(exchange) { [arguments] in
      do {
        let prompt = try prompts.get(name, arguments, exchange)
        let block = StructuredContent.textBlock(Array(prompt.text.utf8), origin: prompt.origin)
        exchange.respond(byteCount: block.count) { result in
          result.member("messages") { writer in
            writer.write(raw: "[{\"role\":\"user\",\"content\":")
            writer.write(verbatim: block)
            writer.write(raw: "}]")
          }
        }
      } catch let refusal as PromptFeature.Refusal {
        throw ResponseError(.invalidParams, refusal.message)
      }
    }
  }

  /// A server without prompts does not know their methods.
  private func prompts(_ exchange: Exchange) throws(ResponseError) -> PromptFeature {
    guard let prompts = features.prompts else {
      throw .methodNotFound(exchange.request.method, in: exchange.scope.version)
    }
    return prompts
  }

  /// The values of a prompt's argument.
  func completions(ofPrompt name: String, argument: String, typed: String)
    throws(ResponseError) -> [String]
  {
    guard let values = features.prompts?.complete(name, argument, typed) else {
      throw ResponseError(
        .invalidParams, "there is no prompt '\(name)' with an argument '\(argument)'")
    }
    return values
  }
}
