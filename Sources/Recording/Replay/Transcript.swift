import JSON
import JSONRPC

/// What a server wrote, sorted by what it answers: the order of responses means nothing, that of notifications
/// does.
struct Transcript {
  /// A message and where a recording has it.
  struct Item {
    /// 0 for what was not recorded.
    var line: Int
    var message: JSONValue
  }

  /// Responses by the text of their id, `null` for those to what had none; in order where an id was used again.
  private(set) var responses: [String: [Item]] = [:]
  /// The ids in the order of their first responses.
  private(set) var ids: [String] = []
  /// Notifications by method.
  private(set) var notifications: [String: [Item]] = [:]
  /// Methods in the order of their first notifications.
  private(set) var methods: [String] = []

  /// Takes in a message; the responses of a batch one by one.
  mutating func append(_ message: JSONValue, line: Int = 0) {
    if case .array(let elements) = message {
      for element in elements { append(element, line: line) }
      return
    }
    let item = Item(line: line, message: message)
    if let method = message["method"]?.stringValue {
      if notifications[method] == nil { methods.append(method) }
      notifications[method, default: []].append(item)
    } else {
      let id = Self.id(of: message)
      if responses[id] == nil { ids.append(id) }
      responses[id, default: []].append(item)
    }
  }

  /// How many responses there are for an id.
  func responseCount(for id: String) -> Int {
    responses[id]?.count ?? 0
  }

  /// The text of a message's id.
  static func id(of message: JSONValue) -> String {
    message["id"]?.text ?? "null"
  }
}
