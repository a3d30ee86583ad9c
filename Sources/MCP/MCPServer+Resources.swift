import JSON
import JSONRPC

/// Resources and the completion of their templates (specification, server/resources and
/// server/utilities/completion).
extension MCPServer {
  func listResources(_ exchange: Exchange) throws(ResponseError) {
    _ = try exchange.scope.optionalString("cursor")  // a wrong type is worth no waiting
    whenReady(exchange) {
      let page = try ListPage(
        of: try self.features.resources.list(), size: ProtocolLimits.resourcesPageSize,
        method: Method.listResources, scope: exchange.scope)
      exchange.respond(cache: .milliseconds(Self.listCacheMilliseconds)) { result in
        result.member(
          "resources", .array(page.elements.map { $0.json(for: exchange.scope.version) }))
        if let cursor = page.nextCursor { result.member("nextCursor", .string(cursor)) }
      }
    }
  }

  func listResourceTemplates(_ exchange: Exchange) throws(ResponseError) {
    let page = try ListPage(
      of: features.resources.templates, size: ProtocolLimits.resourcesPageSize,
      method: Method.listResourceTemplates, scope: exchange.scope)
    exchange.respond(cache: .milliseconds(Self.listCacheMilliseconds)) { result in
      result.member(
        "resourceTemplates", .array(page.elements.map { $0.json(for: exchange.scope.version) }))
      if let cursor = page.nextCursor { result.member("nextCursor", .string(cursor)) }
    }
  }

  func readResource(_ exchange: Exchange) throws(ResponseError) {
    let uri = try exchange.scope.requiredURI()
    whenReady(exchange) {
      let contents = try self.contents(of: uri, era: exchange.scope.era)
      // Pages change under the hands of those who write them: no client should keep one for long.
      exchange.respond(cache: .milliseconds(1000)) { result in
        result.member("contents", .array(contents.map(\.json)))
      }
    }
  }

  private func contents(of uri: String, era: ProtocolVersion.Era) throws -> [ResourceContents] {
    do {
      return try features.resources.read(uri)
    } catch let error as ResourceFeature.NotFound {
      throw ResponseError.resourceNotFound(uri, advice: error.advice, era: era)
    }
  }

  // MARK: - Subscriptions of legacy sessions

  func subscribe(_ exchange: Exchange) throws(ResponseError) {
    let uri = try exchange.scope.requiredURI()
    whenReady(exchange) {
      _ = try self.contents(of: uri, era: .legacy)
      guard self.subscriptions.subscribe(to: uri) else { throw ResponseError.tooManyResources }
      exchange.respond { _ in }
    }
  }

  func unsubscribe(_ exchange: Exchange) throws(ResponseError) {
    subscriptions.unsubscribe(from: try exchange.scope.requiredString("uri"))
    exchange.respond { _ in }
  }

  // MARK: - Completion

  func complete(_ exchange: Exchange) throws(ResponseError) {
    let reference = try completionReference(exchange.scope)
    whenReady(exchange) {
      let values: [String]
      switch reference {
      case .resource(let query): values = try self.features.completion.complete(query)
      case .prompt(let name, let argument, let typed):
        values = try self.completions(ofPrompt: name, argument: argument, typed: typed)
      }
      exchange.respond { result in
        result.member(
          "completion",
          [
            "values": .array(values.prefix(ProtocolLimits.maximumCompletions).map { .string($0) }),
            "total": .integer(values.count),
            "hasMore": .bool(values.count > ProtocolLimits.maximumCompletions),
          ])
      }
    }
  }

  /// What is to be completed.
  private enum CompletionReference {
    case resource(CompletionFeature.Query)
    case prompt(name: String, argument: String, typed: String)
  }

  private func completionReference(_ scope: RequestScope) throws(ResponseError)
    -> CompletionReference
  {
    guard let reference = try scope.optionalObject("ref") else {
      throw .invalid("ref", mustBe: "an object with 'type'")
    }
    guard let argument = try scope.optionalObject("argument"),
      let name = argument["name"]?.stringValue, let value = argument["value"]?.stringValue
    else { throw .invalid("argument", mustBe: "an object with the strings 'name' and 'value'") }
    var context: [String: String] = [:]
    if let object = try scope.optionalObject("context") {
      guard let members = (object["arguments"] ?? [:]).objectValue?.members
      else { throw .invalid("context.arguments", mustBe: "an object of strings") }
      for member in members {
        guard let text = member.value.stringValue else {
          throw .invalid("context.arguments.\(member.key)", mustBe: "a string")
        }
        context[member.key] = text
      }
    }
    switch reference["type"]?.stringValue {
    case "ref/resource":
      guard let uri = reference["uri"]?.stringValue else {
        throw .invalid("ref.uri", mustBe: "a string")
      }
      return .resource(
        .init(uriTemplate: uri, argument: name, value: value, context: context))
    case "ref/prompt":
      guard let prompt = reference["name"]?.stringValue else {
        throw .invalid("ref.name", mustBe: "a string")
      }
      return .prompt(name: prompt, argument: name, typed: value)
    default:
      throw .invalid("ref.type", mustBe: "\"ref/resource\" or \"ref/prompt\"")
    }
  }
}
