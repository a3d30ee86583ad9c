import JSON
import MCP
import MCPClient
import Threads

/// A real call of a tool that only reads and needs no arguments.
package struct SampleCall: Equatable, Sendable {
  package var tool: String
  package var time: Duration
  /// Of the text that a model gets.
  package var byteCount = 0
  /// `nil` where the call has a result.
  package var error: String?

  package var tokens: Int { TokenEstimate.tokens(forBytes: byteCount) }

  /// The tool to call: the list of skills, or else the first that qualifies.
  /// - Returns: `nil` where none does.
  static func choose(among tools: [Listing.Item]) -> Listing.Item? {
    let candidates = tools.filter { $0.onlyReads && !$0.needsArguments }
    return candidates.first { $0.name == "list_skills" } ?? candidates.first
  }

  init(of tool: Listing.Item, on session: ServerSession) throws(ServerFailure) {
    self.tool = tool.name
    let start = MonotonicTime.now
    let response = try session.request(
      Method.callTool, ["name": .string(tool.name), "arguments": [:]])
    time = .nanoseconds(start.elapsedNanoseconds)
    let texts = response["result"]?["content"]?.arrayValue?.compactMap { $0["text"]?.stringValue }
    byteCount = (texts ?? []).reduce(0) { $0 + $1.utf8.count }
    if let refusal = response["error"] {
      error = refusal.inWords
    } else if response["result"]?["isError"]?.boolValue == true {
      error = texts?.first ?? "an error without words"
    }
  }
}
