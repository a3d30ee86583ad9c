import JSONRPC
import MCP

extension LogEntry {
  /// One JSON object on one line. Members that do not apply are left out.
  func json(session: String) -> String {
    var members = Members()
    members.add(LogKey.time, text: time.text)
    members.add(LogKey.level, text: level.rawValue)
    members.add(LogKey.session, text: session)
    switch content {
    case .request(let request): members.add(request)
    case .notification(let direction, let method):
      members.add(LogKey.method, text: method)
      members.add(LogKey.direction, text: direction.rawValue)
    case .dropped(let count):
      members.add(LogKey.dropped, number: "\(count)")
    }
    return members.json
  }
}

/// The members of an object, as they are written.
private struct Members {
  private var text = "{"

  var json: String { text + "}" }

  mutating func add(_ key: String, text: String?) {
    if let text { add(key, json: LogText.json(text)) }
  }

  mutating func add(_ key: String, number: String?) {
    if let number { add(key, json: number) }
  }

  private mutating func add(_ key: String, json: String) {
    text += text.utf8.count > 1 ? ",\"" : "\""
    text += key
    text += "\":"
    text += json
  }

  mutating func add(_ request: ServedRequest) {
    switch request.id {
    case .string(let text): add(LogKey.id, text: text)
    case .integer(let text): add(LogKey.id, number: text)
    case nil: add(LogKey.id, number: "null")
    }
    add(LogKey.method, text: request.method)
    switch request.subject {
    case .tool(let name): add(LogKey.tool, text: name)
    case .prompt(let name): add(LogKey.prompt, text: name)
    case .resource(let uri): add(LogKey.uri, text: uri)
    case nil: break
    }
    add(LogKey.outcome, text: request.outcome.word.rawValue)
    add(LogKey.errorCode, number: request.outcome.errorCode.map(String.init))
    add(LogKey.duration, number: request.nanoseconds.map { "\($0 / 1000)" })
    add(LogKey.resultBytes, number: request.outcome.resultBytes.map(String.init))
    add(
      LogKey.resultTokens,
      number: request.outcome.resultBytes.map { "\(resultTokens(forBytes: $0))" })
    add(LogKey.era, text: request.era?.rawValue)
    add(LogKey.protocolVersion, text: request.version?.rawValue)
    add(LogKey.client, text: request.client?.name)
    add(LogKey.clientVersion, text: request.client?.version)
    add(LogKey.traceParent, text: request.traceParent)
  }
}
