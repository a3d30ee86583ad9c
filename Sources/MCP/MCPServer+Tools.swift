import JSON
import JSONRPC

/// Tools (specification, server/tools).
extension MCPServer {
  func listTools(_ exchange: Exchange) throws(ResponseError) {
    let page = try ListPage(
      of: features.tools.list(exchange.scope), size: ProtocolLimits.toolsPageSize,
      method: Method.listTools,
      scope: exchange.scope)
    exchange.respond(cache: .milliseconds(Self.listCacheMilliseconds)) { result in
      result.member(
        "tools", .array(page.elements.map { $0.json(for: exchange.scope.version) }))
      if let cursor = page.nextCursor { result.member("nextCursor", .string(cursor)) }
    }
  }

  func callTool(_ exchange: Exchange) throws(ResponseError) {
    let name = try exchange.scope.requiredString("name")
    let arguments = try exchange.scope.optionalObject("arguments") ?? JSONObject()
    whenReady(exchange) {
      do throws(ToolFeature.Refusal) {
        self.respond(exchange, try self.features.tools.call(name, arguments, exchange))
      } catch {
        switch error {
        case .unknownTool(let message):
          throw ResponseError(.invalidParams, message)
        case .invalidArguments(let message):
          // A result from 2025-11-25 on, so that the model sees it and can mend its call.
          guard exchange.scope.version >= .november2025 else {
            throw ResponseError(.invalidParams, message)
          }
          self.respond(exchange, .failure(message))
        case .stopped:
          // Either the client cancelled and nothing is sent, or the process is about to end.
          throw ResponseError(.internalError, "the call was stopped because the server shuts down")
        }
      }
    }
  }

  private func respond(_ exchange: Exchange, _ outcome: ToolFeature.Outcome) {
    var byteCount = 256
    var isFailure = true
    if case .structured(let content) = outcome {
      byteCount += content.byteCount
      isFailure = false
    }
    exchange.respond(isFailure: isFailure, byteCount: byteCount) { result in
      switch outcome {
      case .structured(let content):
        result.member("content") { Self.write(block: content.textBlock, to: &$0) }
        if exchange.scope.version >= .june2025 {
          result.member("structuredContent") { $0.write(verbatim: content.json) }
        }
      case .failure(let text):
        result.member("content") { Self.write(text, to: &$0) }
        result.member("isError", true)
      }
    }
  }

  private static func write(_ text: String, to writer: inout JSONWriter) {
    write(block: StructuredContent.textBlock(Array(text.utf8)), to: &writer)
  }

  private static func write(block: [UInt8], to writer: inout JSONWriter) {
    writer.write(raw: "[")
    writer.write(verbatim: block)
    writer.write(raw: "]")
  }
}
