package import JSON
import MCP
package import MCPClient
import Threads

/// What came back for a call.
package struct Answer: Sendable {
  /// The structured content; without one, the text, read as JSON where it is JSON.
  package var value: JSONValue
  /// What a model gets to read.
  package var text: String
  package var isError: Bool
  package var milliseconds: Int = 0

  package init(value: JSONValue, text: String, isError: Bool) {
    self.value = value
    self.text = text
    self.isError = isError
  }

  /// Takes a response apart: that of `tools/call`, `prompts/get`, or an error response.
  package init(response: JSONValue) {
    if let error = response["error"] {
      self.init(value: error, text: error["message"]?.stringValue ?? error.text, isError: true)
      return
    }
    let result = response["result"] ?? .null
    let blocks =
      result["content"]?.arrayValue
      ?? result["messages"]?.arrayValue?.compactMap { $0["content"] } ?? []
    let text = blocks.compactMap { $0["text"]?.stringValue }.joined(separator: "\n")
    self.init(
      value: result["structuredContent"] ?? (try? JSONParser.parse(text)) ?? .string(text),
      text: text, isError: result["isError"]?.boolValue ?? false)
  }

  /// About how long the text is for a model.
  package var tokens: Int { TokenEstimate.tokens(forBytes: text.utf8.count) }
}

/// A tool as the server lists it.
package struct ListedTool: Sendable {
  package var candidate: RoutingCandidate
  /// Whether it says of itself that it only reads.
  package var onlyReads: Bool
}

extension ServerSession {
  package func listTools() throws(ServerFailure) -> [ListedTool] {
    var tools: [ListedTool] = []
    var params = JSONObject()
    // A server that always has another page is cut off.
    for _ in 0..<100 {
      let response = try request(Method.listTools, params)
      guard let listed = response["result"]?["tools"]?.arrayValue else {
        let reason = response["error"]?["message"]?.stringValue ?? "no tools in the result"
        throw ServerFailure(.refusal, "the server lists no tools: \(reason)")
      }
      tools += listed.compactMap(ListedTool.init)
      guard let cursor = response["result"]?["nextCursor"], !cursor.isNull else { break }
      params["cursor"] = cursor
    }
    return tools
  }

  /// Runs the request of a step.
  package func run(_ step: Step) throws(ServerFailure) -> Answer {
    let start = MonotonicTime.now
    let response: JSONValue
    switch step.action {
    case .callTool(let name):
      response = try request(
        Method.callTool, ["name": .string(name), "arguments": .object(step.arguments)])
    case .getPrompt(let name):
      // The arguments of prompts are strings (specification, server/prompts).
      let arguments = step.arguments.members.map { member in
        JSONObject.Member(
          key: member.key, value: .string(member.value.stringValue ?? member.value.text))
      }
      response = try request(
        Method.getPrompt, ["name": .string(name), "arguments": .object(arguments)])
    }
    var answer = Answer(response: response)
    answer.milliseconds = Int(start.elapsedNanoseconds / 1_000_000)
    return answer
  }
}

extension ListedTool {
  fileprivate init?(_ value: JSONValue) {
    guard let name = value["name"]?.stringValue else { return nil }
    self.init(
      candidate: RoutingCandidate(
        name: name, title: value["title"]?.stringValue,
        description: value["description"]?.stringValue ?? ""),
      onlyReads: value["annotations"]?["readOnlyHint"]?.boolValue ?? false)
  }
}
