/// The methods and notifications of the protocol, each written once.
package enum Method {
  package static let initialize = "initialize"
  package static let ping = "ping"
  package static let discover = "server/discover"
  package static let listTools = "tools/list"
  package static let callTool = "tools/call"
  package static let listResources = "resources/list"
  package static let listResourceTemplates = "resources/templates/list"
  package static let readResource = "resources/read"
  package static let subscribe = "resources/subscribe"
  package static let unsubscribe = "resources/unsubscribe"
  package static let listPrompts = "prompts/list"
  package static let getPrompt = "prompts/get"
  package static let complete = "completion/complete"
  package static let listen = "subscriptions/listen"
}

package enum Notification {
  package static let initialized = "notifications/initialized"
  package static let cancelled = "notifications/cancelled"
  package static let progress = "notifications/progress"
  package static let acknowledged = "notifications/subscriptions/acknowledged"
  package static let toolsListChanged = "notifications/tools/list_changed"
  package static let promptsListChanged = "notifications/prompts/list_changed"
  package static let resourcesListChanged = "notifications/resources/list_changed"
  package static let resourceUpdated = "notifications/resources/updated"
}

/// Keys of `_meta` that revision 2026-07-28 reserves (basic/index, "_meta").
package enum MetaKey {
  package static let protocolVersion = "io.modelcontextprotocol/protocolVersion"
  package static let clientCapabilities = "io.modelcontextprotocol/clientCapabilities"
  package static let clientInfo = "io.modelcontextprotocol/clientInfo"
  package static let logLevel = "io.modelcontextprotocol/logLevel"
  package static let serverInfo = "io.modelcontextprotocol/serverInfo"
  package static let subscriptionID = "io.modelcontextprotocol/subscriptionId"
  package static let progressToken = "progressToken"
  /// W3C Trace Context (specification 2026-07-28, basic/index, "_meta").
  static let traceParent = "traceparent"
}
