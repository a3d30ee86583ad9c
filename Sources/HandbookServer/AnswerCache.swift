import HandbookModel
import JSON
import MCP
import Synchronization

/// Keeps the answers of tools that are read-only and idempotent: a handbook in memory never changes, so
/// the same call on it has the same answer. Agents repeat themselves a lot, and a repeated call then
/// costs a look-up and a copy.
final class AnswerCache: Sendable {
  /// A call. Arguments in another order are another call.
  struct Key: Hashable {
    let tool: String
    private let arguments: [UInt8]

    var byteCount: Int { tool.utf8.count + arguments.count }

    init(tool: String, arguments: JSONObject) {
      self.tool = tool
      self.arguments = JSONValue.object(arguments).encoded
    }
  }

  private struct State {
    /// Which handbook the answers are from. Held, so that no other can come to lie at its address.
    var handbook: HandbookModel?
    var answers: [Key: StructuredContent] = [:]
    var byteCount = 0
  }

  private let state = Mutex(State())
  /// When it is full it is emptied: what is asked often is back soon.
  private static let maximumByteCount = 1 << 20
  private static let maximumAnswerByteCount = 1 << 16

  /// `nil` where the call was not answered from this handbook before.
  func answer(to key: Key, from handbook: HandbookModel) -> StructuredContent? {
    state.withLock { state in
      state.handbook === handbook ? state.answers[key] : nil
    }
  }

  func keep(_ answer: StructuredContent, for key: Key, from handbook: HandbookModel) {
    // Arguments may be long where the answer is short.
    let byteCount = answer.byteCount + key.byteCount
    guard byteCount <= Self.maximumAnswerByteCount else { return }
    state.withLock { state in
      if state.handbook !== handbook || state.byteCount > Self.maximumByteCount {
        state = State(handbook: handbook)
      }
      if state.answers.updateValue(answer, forKey: key) == nil {
        state.byteCount += byteCount
      }
    }
  }
}
