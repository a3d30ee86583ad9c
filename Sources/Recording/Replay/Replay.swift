import JSON
import JSONRPC
package import Processes

/// Runs a recorded session again.
///
/// ```swift
/// let server = try ChildProcess(["/usr/bin/handbook", "serve"])
/// let report = Replay(of: session, redactor).run(on: server)
/// ```
///
/// A message of the client is sent once every request that was answered before it in the recording is answered now: what
/// went one by one goes one by one, what was pipelined is pipelined.
package struct Replay {
  private let session: RecordedSession
  private let volatile: VolatileFields
  private let requests: RequestLog
  private var redactor: Redactor
  private let answerLimit: Duration
  private var recorded = Transcript()
  private var present = Transcript()
  /// How many responses to wait for, by id.
  private var awaited: [String: Int] = [:]
  /// Ids of requests that were not answered in time; nobody waits for them again.
  private var overdue: Set<String> = []

  /// - Parameters:
  ///   - redactor: as it would be used for recording: what was hidden then must be hidden now.
  ///   - answerLimit: how long to wait for answers.
  package init(
    of session: RecordedSession, _ redactor: Redactor, ignoring ignored: [PointerPattern] = [],
    answerLimit: Duration = .seconds(30)
  ) {
    self.session = session
    self.redactor = redactor
    self.answerLimit = answerLimit
    volatile = VolatileFields(ignoring: ignored)
    requests = RequestLog(session)
  }

  /// Sends what the client sent and compares what comes back. The process is used up afterwards.
  package mutating func run(on server: ChildProcess) -> ReplayReport {
    for entry in session.entries {
      switch entry.direction {
      case .output:
        if case .message(let message) = entry.content { expect(message, line: entry.line) }
      case .input:
        waitForAnswers(from: server)
        server.send(Self.bytes(of: entry.content))
      }
    }
    waitForAnswers(from: server)
    server.endInput()
    while case .line(let line) = server.receiveLine(atMost: answerLimit) { take(line) }
    server.end(patience: .seconds(5))
    return ReplayReport(recorded: recorded, present: present, requests, volatile)
  }

  /// Notes what was answered; what was said without being asked is not waited for.
  private mutating func expect(_ message: JSONValue, line: Int) {
    recorded.append(message, line: line)
    for response in message.arrayValue ?? [message] where response["method"] == nil {
      let id = Transcript.id(of: response)
      guard !requests.openEndedIDs.contains(id), !overdue.contains(id) else { continue }
      awaited[id] = recorded.responseCount(for: id)
    }
  }

  private mutating func waitForAnswers(from server: ChildProcess) {
    while !hasAnswers {
      guard case .line(let line) = server.receiveLine(atMost: answerLimit) else {
        overdue.formUnion(awaited.keys)
        break
      }
      take(line)
    }
    awaited = [:]
  }

  private var hasAnswers: Bool {
    awaited.allSatisfy { present.responseCount(for: $0) >= $1 }
  }

  private mutating func take(_ line: [UInt8]) {
    guard let message = try? JSONParser.parse(line) else {
      present.append(["raw": .string(String(decoding: line, as: UTF8.self))])
      return
    }
    present.append(redactor.redacted(message))
  }

  private static func bytes(of content: RecordedSession.Content) -> [UInt8] {
    switch content {
    case .message(let message): message.encoded
    case .raw(let bytes): bytes
    case .tooLong:
      // Any line of that length has the same answer.
      [UInt8](repeating: UInt8(ascii: " "), count: Connection.Options().maximumLineBytes + 1)
    }
  }
}
