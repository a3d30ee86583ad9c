import JSON
import JSONRPC

/// The methods of extensions.
extension MCPServer {
  /// The extension method of that name; `nil` where no extension has it.
  func extensionMethod(named name: String) -> ExtensionFeature.Method? {
    for feature in features.extensions {
      if let method = feature.methods[name] { return method }
    }
    return nil
  }

  func perform(_ method: ExtensionFeature.Method, _ exchange: Exchange) throws {
    switch method {
    case .list(let member, let pageSize, let entries):
      let page = try ListPage(
        of: try entries(), size: pageSize, method: exchange.request.method,
        scope: exchange.scope)
      let entries = try page.elements.map { try $0() }
      exchange.respond(cache: .milliseconds(Self.listCacheMilliseconds)) { result in
        result.member(member, .array(entries))
        if let cursor = page.nextCursor { result.member("nextCursor", .string(cursor)) }
      }
    case .get(let member, let value):
      let value = try value(exchange.scope)
      exchange.respond(cache: .milliseconds(Self.listCacheMilliseconds)) { result in
        result.member(member, value)
      }
    }
  }

  /// `capabilities.extensions`; `nil` where there are none.
  var declaredExtensions: JSONValue? {
    guard !features.extensions.isEmpty else { return nil }
    return .object(
      JSONObject(
        features.extensions.map { .init(key: $0.identifier, value: .object($0.settings)) }))
  }
}
