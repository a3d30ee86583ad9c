import JSONRPC
import MCP

/// One line of the log.
struct LogEntry: Sendable {
  enum Content: Sendable {
    case request(ServedRequest)
    case notification(Connection.Direction, method: String)
    /// So many entries before this one were lost.
    case dropped(Int)
  }

  var time: LogTime
  var content: Content

  var level: LogLevel {
    switch content {
    case .notification: .debug
    case .dropped: .warning
    case .request(let request): request.outcome.level
    }
  }

  /// The line in a format, without its end.
  /// - Parameter session: names the run of the server.
  func line(_ format: LogFormat, session: String) -> String {
    switch format {
    case .json: json(session: session)
    case .text: text
    }
  }
}

extension FinishedRequest.Outcome {
  var level: LogLevel {
    switch self {
    case .result(_, let isFailure): isFailure ? .warning : .info
    case .error(.internalError), .unanswered: .error
    case .error: .warning
    case .cancelled: .info
    }
  }

  var word: LogOutcome {
    switch self {
    case .result(_, let isFailure): isFailure ? .toolError : .ok
    case .error: .error
    case .cancelled: .cancelled
    case .unanswered: .unanswered
    }
  }

  var errorCode: Int? {
    if case .error(let code) = self { code.rawValue } else { nil }
  }

  var resultBytes: Int? {
    if case .result(let byteCount, _) = self { byteCount } else { nil }
  }
}

extension ServedRequest {
  /// With whatever the client chose cut to a size that may wait in memory.
  var bounded: ServedRequest {
    var request = self
    switch request.id {
    case .string(let text): request.id = .string(LogText.bounded(text))
    case .integer(let text) where text.utf8.count > LogText.maximumCharacters:
      request.id = .string(LogText.bounded(text))
    case .integer, nil: break
    }
    request.method = method.map(LogText.bounded)
    switch subject {
    case .tool(let name): request.subject = .tool(LogText.bounded(name))
    case .prompt(let name): request.subject = .prompt(LogText.bounded(name))
    case .resource(let uri): request.subject = .resource(uri: LogText.bounded(uri))
    case nil: break
    }
    request.client?.name = LogText.bounded(client?.name ?? "")
    request.client?.version = client?.version.map(LogText.bounded)
    request.traceParent = traceParent.map(LogText.bounded)
    return request
  }
}
