import JSON

/// The tool calls in a recorded session: one JSON object a line, `{"t", "dir", "message"}`, where
/// `dir` is `in` for what the server read and `out` for what it wrote.
struct RecordedCalls: Equatable {
  /// In the order in which they were made.
  private(set) var calls: [CallRecord] = []
  /// How many lines are no such object; the last one may have been cut off.
  private(set) var unreadableLines = 0

  /// A server that is started again appends to the file, and its client may begin to count anew: a
  /// response belongs to the last call with its id.
  private var pending: [String: Int] = [:]

  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let entry = try? JSONParser.parse(Array(line)), let message = entry["message"] else {
        unreadableLines += 1
        continue
      }
      switch entry["dir"]?.stringValue {
      case "in": request(message)
      case "out": response(message)
      default: pending = [:]
      }
    }
  }

  private mutating func request(_ message: JSONValue) {
    guard message["method"]?.stringValue == "tools/call", let id = message["id"] else { return }
    var tool = message["params"]?["name"]?.stringValue ?? ""
    var arguments = message["params"]?["arguments"]?.objectValue ?? JSONObject()
    // What is called through another tool is what counts.
    if tool == "call_tool", let inner = (arguments["name"] ?? arguments["tool"])?.stringValue {
      tool = inner
      arguments = arguments["arguments"]?.objectValue ?? JSONObject()
    }
    pending[id.text] = calls.count
    // Until the answer comes: a call that was never answered has not succeeded.
    calls.append(CallRecord(tool: tool, arguments: arguments, isError: true, tokens: 0))
  }

  private mutating func response(_ message: JSONValue) {
    guard message["method"] == nil, let id = message["id"],
      let index = pending.removeValue(forKey: id.text)
    else { return }
    let answer = Answer(response: message)
    calls[index].isError = answer.isError
    calls[index].tokens = answer.tokens
  }
}
