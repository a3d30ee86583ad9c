import JSON
import JSONRPC
import Synchronization

/// How client and server agree on what they speak.
extension MCPServer {
  /// `initialize` (specification 2025-11-25, basic/lifecycle): an unknown version, and a modern one, which
  /// has no handshake, are answered with the newest legacy one.
  func initialize(_ exchange: Exchange) throws(ResponseError) {
    let scope = exchange.scope
    let requested = try scope.requiredString("protocolVersion")
    guard try scope.optionalObject("capabilities") != nil else {
      throw .invalid("capabilities", mustBe: "an object")
    }
    guard let client = try scope.optionalObject("clientInfo") else {
      throw .invalid("clientInfo", mustBe: "an object")
    }
    for name in ["name", "version"] where client[name]?.stringValue == nil {
      throw .invalid("clientInfo.\(name)", mustBe: "a string")
    }
    let known = ProtocolVersion(rawValue: requested)
    let version = known.flatMap { $0.era == .legacy ? $0 : nil } ?? .newestLegacy
    session.withLock { $0 = Session(version: version, client: ClientInfo(client)) }
    subscriptions.openSession()
    exchange.respond { result in
      result.member("protocolVersion", .string(version.rawValue))
      result.member("capabilities", capabilities(for: version))
      result.member("serverInfo", implementation.json(for: version))
      result.member("instructions", .string(implementation.instructions))
    }
  }

  /// `server/discover` (specification 2026-07-28, server/discover).
  func discover(_ exchange: Exchange) {
    exchange.respond(cache: .milliseconds(Self.listCacheMilliseconds)) { result in
      result.member("supportedVersions", .array(ProtocolVersion.offered.map { .string($0) }))
      result.member("capabilities", capabilities(for: exchange.scope.version))
      result.member("instructions", .string(implementation.instructions))
    }
  }

  /// How long a modern client may keep a list. Changes are announced to those that listen; the others find
  /// out after a minute.
  static let listCacheMilliseconds = 60_000

  private func capabilities(for version: ProtocolVersion) -> JSONValue {
    var capabilities: JSONObject = [
      "tools": ["listChanged": true],
      "resources": ["subscribe": true, "listChanged": true],
    ]
    if features.prompts != nil { capabilities.append("prompts", ["listChanged": true]) }
    // 2024-11-05 has the method but no capability for it.
    if version >= .march2025 { capabilities.append("completions", [:]) }
    if version.era == .modern, let declaredExtensions {
      capabilities.append("extensions", declaredExtensions)
    }
    return .object(capabilities)
  }
}
