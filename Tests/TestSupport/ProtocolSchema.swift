import Foundation
package import JSON
import JSONSchema

/// The published JSON schema of a protocol revision, to check what the server sends against it.
package final class ProtocolSchema {
  private let document: JSONValue
  private let definitions: String
  private var compiled: [String: JSONSchema] = [:]

  /// `nil` without the shared folder.
  package init?(version: String) throws {
    guard let folder = SharedFolder.path else { return nil }
    let url = URL(fileURLWithPath: "\(folder)/mcp-schema/\(version).json")
    document = try JSONParser.parse([UInt8](Data(contentsOf: url)))
    definitions = document["$defs"] == nil ? "definitions" : "$defs"
  }

  private static let results = [
    "initialize": "InitializeResult", "ping": "EmptyResult", "server/discover": "DiscoverResult",
    "tools/list": "ListToolsResult", "tools/call": "CallToolResult",
    "resources/list": "ListResourcesResult",
    "resources/templates/list": "ListResourceTemplatesResult",
    "resources/read": "ReadResourceResult", "resources/subscribe": "EmptyResult",
    "resources/unsubscribe": "EmptyResult", "completion/complete": "CompleteResult",
    "prompts/list": "ListPromptsResult", "prompts/get": "GetPromptResult",
    "subscriptions/listen": "SubscriptionsListenResult",
  ]

  /// What is wrong with a message of the server.
  /// - Parameter method: that of the request that it answers; `nil` for a notification.
  package func problems(of message: JSONValue, answering method: String?) throws -> [String] {
    if message["method"] != nil {
      return try problems(of: message, as: "ServerNotification")
        + problems(of: message, as: "JSONRPCNotification")
    }
    if let error = message["error"] {
      // The schemas know no error response with an id of null, which JSON-RPC 2.0 section 5 demands.
      if message["id"] == .null { return error["code"]?.intValue == nil ? ["no code"] : [] }
      return try problems(of: message, as: firstKnown("JSONRPCErrorResponse", "JSONRPCError"))
    }
    guard let result = message["result"] else { return ["neither result nor error"] }
    var problems = try problems(
      of: message, as: firstKnown("JSONRPCResultResponse", "JSONRPCResponse"))
    if let name = method.flatMap({ Self.results[$0] }) {
      problems += try self.problems(of: result, as: name)
    }
    return problems
  }

  private func firstKnown(_ names: String...) -> String {
    names.first { document[definitions]?[$0] != nil } ?? names[0]
  }

  private func problems(of value: JSONValue, as name: String) throws -> [String] {
    let schema =
      try compiled[name] ?? JSONSchema(document, at: "/\(definitions)/\(name)")
    compiled[name] = schema
    return schema.validate(value).map { "\(name): \($0.instancePath): \($0.message)" }
  }
}
