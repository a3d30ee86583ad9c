import JSON
import JSONRPC
import Logging
import MCP
import Recording

extension Usage {
  /// What a recording tells: requests with the responses that answer them.
  init(of recording: Recording) {
    sessionCount = recording.sessions.count
    notes = recording.notes
    var microseconds = 0
    for session in recording.sessions {
      var matcher = ResponseMatcher()
      for entry in session.entries {
        guard case .message(let message) = entry.content else { continue }
        for message in message.arrayValue ?? [message] {
          switch entry.direction {
          case .input: matcher.takeIn(message, at: entry.microseconds)
          case .output: matcher.takeOut(message, at: entry.microseconds)
          }
        }
      }
      calls += matcher.allCalls
      microseconds += session.entries.last?.microseconds ?? 0
    }
    recordedMicroseconds = microseconds
  }
}

/// Finds for each request of a session the response that answers it, by its id.
private struct ResponseMatcher {
  private struct Request {
    var id: RequestID
    var microseconds: Int
    var method: String
    var params: JSONObject
    var isCancelled = false
    var call: Call?
  }

  private var requests: [Request] = []
  /// Requests without a response yet, by id, as indices: an id may be used again.
  private var open: [RequestID: [Int]] = [:]
  /// Errors to what was no request.
  private var refusals: [Call] = []
  /// What `initialize` settled.
  private var version: ProtocolVersion?
  private var client: ClientInfo?

  /// Every call, in the order of the requests; call it once everything is taken in.
  var allCalls: [Call] {
    requests.map { request in
      request.call
        ?? call(of: request, outcome: request.isCancelled ? .cancelled : .unanswered)
    } + refusals
  }

  mutating func takeIn(_ message: JSONValue, at microseconds: Int) {
    switch Message(message) {
    case .request(let id, let method, let params):
      open[id, default: []].append(requests.count)
      requests.append(
        Request(
          id: id, microseconds: microseconds, method: method,
          params: params?.objectValue ?? JSONObject()))
    case .notification(Notification.cancelled, let params):
      guard let id = params?["requestId"].flatMap({ RequestID($0) }),
        let index = open[id]?.first(where: { !requests[$0].isCancelled })
      else { return }
      requests[index].isCancelled = true
    case .notification, .response, .invalid: break
    }
  }

  mutating func takeOut(_ message: JSONValue, at microseconds: Int) {
    guard message["method"] == nil else { return }
    let id = message["id"].flatMap { RequestID($0) }
    guard let id, let waiting = open[id], !waiting.isEmpty else {
      refusals.append(Call(outcome: .error))
      return
    }
    // After a cancellation the id may be in use again, and the response is the newer request's; the answer to a
    // cancelled one was on its way when the cancellation came.
    let index = waiting.first { !requests[$0].isCancelled } ?? waiting[waiting.count - 1]
    open[id] = waiting.filter { $0 != index }
    let request = requests[index]
    let result = message["result"]
    if request.method == Method.initialize, let result {
      version = result["protocolVersion"]?.stringValue.flatMap(ProtocolVersion.init)
      client = ClientInfo(request.params["clientInfo"]?.objectValue)
    }
    var call = self.call(of: request, outcome: .error)
    call.microseconds = max(0, microseconds - request.microseconds)
    if let result {
      let isFailure = request.method == Method.callTool && result["isError"]?.boolValue == true
      call.outcome = isFailure ? .toolError : .ok
      call.resultBytes = result.encoded.count
    }
    requests[index].call = call
  }

  private func call(of request: Request, outcome: LogOutcome) -> Call {
    let facts = RequestFacts(method: request.method, params: request.params)
    let isLegacy = facts.era == .legacy
    return Call(
      method: request.method, subject: facts.subject, outcome: outcome,
      client: isLegacy ? client : facts.client, era: facts.era,
      version: isLegacy ? version : facts.version)
  }
}
