import JSON
import JSONRPC

/// What the client of a recorded session asked for.
struct RequestLog {
  /// What each request asks for, such as `tools/call search`, by the text of its id.
  private(set) var subjects: [String: [String]] = [:]
  /// Ids of requests that the client cancelled: whether they are answered depends on who was faster.
  private(set) var cancelledIDs: Set<String> = []
  /// Ids of requests that nobody waits for: cancelled ones, and those that last until the session ends.
  private(set) var openEndedIDs: Set<String> = []

  private static let lastingMethod = "subscriptions/listen"

  init(_ session: RecordedSession) {
    for entry in session.entries where entry.direction == .input {
      switch entry.content {
      case .message(.array(let elements)): for element in elements { take(element) }
      case .message(let message): take(message)
      case .raw, .tooLong: break
      }
    }
  }

  /// How many requests there are.
  var count: Int { subjects.values.reduce(0) { $0 + $1.count } }

  private mutating func take(_ message: JSONValue) {
    guard let method = message["method"]?.stringValue else { return }
    let params = message["params"]
    if method == "notifications/cancelled", let id = params?["requestId"] {
      cancelledIDs.insert(id.text)
      openEndedIDs.insert(id.text)
    }
    guard let id = message["id"] else { return }
    if method == Self.lastingMethod { openEndedIDs.insert(id.text) }
    let name = params?["name"]?.stringValue ?? params?["uri"]?.stringValue
    subjects[id.text, default: []].append(method + (name.map { " \($0)" } ?? ""))
  }

  /// What the response of that id is about.
  func subject(ofID id: String, at index: Int) -> String {
    guard let subjects = subjects[id], index < subjects.count else {
      return "a line that is no request"
    }
    return "\(subjects[index]) (id \(id))"
  }
}
