package import JSON
import MCP
import MCPClient

/// What a server lists of one sort: tools, prompts, resources or templates.
package struct Listing: Equatable, Sendable {
  package struct Item: Equatable, Sendable {
    package var name: String
    /// As the server describes it.
    package var value: JSONValue
  }

  package var items: [Item] = []
  /// Why the list is not whole; one sentence without a full stop.
  package var problem: String?

  /// Of the items as JSON, on the wire.
  package var byteCount: Int { items.reduce(0) { $0 + $1.byteCount } }
  /// About what a model gets of it.
  package var tokens: Int { items.reduce(0) { $0 + $1.tokens } }
}

extension Listing.Item {
  package var byteCount: Int { value.encoded.count }

  /// About how many tokens clients spend on a tool: they show a model its name, description and
  /// parameters, and neither its annotations nor the schema of its results.
  package var tokens: Int {
    var shown: JSONObject = ["name": .string(name)]
    for key in ["description", "inputSchema"] {
      if let member = value[key] { shown.append(key, member) }
    }
    return TokenEstimate.tokens(forBytes: JSONValue.object(shown).encoded.count)
  }

  package var description: String { value["description"]?.stringValue ?? "" }
  /// Whether the tool says of itself that it only reads.
  package var onlyReads: Bool { value["annotations"]?["readOnlyHint"]?.boolValue ?? false }
  package var needsArguments: Bool {
    !(value["inputSchema"]?["required"]?.arrayValue ?? []).isEmpty
  }
  /// The largest value of its parameter `max_tokens`; `nil` where there is no such parameter.
  package var largestTokenBudget: Int? {
    value["inputSchema"]?["properties"]?["max_tokens"]?["maximum"]?.intValue
  }
}

extension Listing {
  /// A server that always has another page is cut off.
  private static let maximumPages = 100

  /// Lists what the server has, page by page.
  /// - Parameters:
  ///   - method: such as `tools/list`.
  ///   - key: the member of the result that holds the items.
  /// - Throws: `ServerFailure` where the server is of no more use.
  init(_ method: String, _ key: String, on session: ServerSession) throws(ServerFailure) {
    var params = JSONObject()
    for _ in 0..<Self.maximumPages {
      let response = try session.request(method, params)
      guard let page = response["result"]?[key]?.arrayValue else {
        problem =
          response["error"].map { "\(method) is answered with \($0.inWords)" }
          ?? "the answer to \(method) has no \(key)"
        return
      }
      for value in page {
        let name = value["name"] ?? value["uriTemplate"] ?? value["uri"]
        guard let name = name?.stringValue else {
          problem = "\(method) lists something without a name"
          continue
        }
        items.append(Item(name: name, value: value))
      }
      guard let cursor = response["result"]?["nextCursor"], !cursor.isNull else { return }
      params["cursor"] = cursor
    }
    problem = "\(method) has another page after \(Self.maximumPages) pages"
  }
}

extension JSONValue {
  /// The error object of a response: `error -32601: no such method`.
  var inWords: String {
    let code = self["code"]?.intValue.map { " \($0)" } ?? ""
    return "error\(code): \(self["message"]?.stringValue ?? "without a message")"
  }
}
