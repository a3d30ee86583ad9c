package import JSON
package import MCP
package import Processes
import Threads

/// A server process, and a client that speaks MCP with it: one request at a time.
///
/// ```swift
/// let session = try ServerSession(["/path/to/handbook", "serve"], as: "my client")
/// let response = try session.request(Method.listTools)
/// session.close()
/// ```
///
/// In the modern era each request says what `initialize` says in the legacy one; there the caller opens
/// the session itself.
package final class ServerSession {
  /// What is done with a line of output that is no message.
  package enum StrayLines: Sendable {
    /// The request fails.
    case refused
    /// It is kept in `strayLines`, and the next line is read.
    case kept
  }

  /// More than any answer of a server that keeps to a token budget.
  private static let maximumLineBytes = 64 << 20
  /// More of them say nothing new.
  private static let keptStrayLines = 20

  /// The first lines of output that were no message, each cut to 200 bytes.
  package private(set) var strayLines: [String] = []
  package private(set) var strayLineCount = 0
  /// From before the start of the process to the first answer; `nil` until there is one.
  package private(set) var firstAnswerTime: Duration?

  private let process: ChildProcess
  private let clientName: String
  private var version: ProtocolVersion
  private let patience: Duration
  private let strayLinesAre: StrayLines
  private let start = MonotonicTime.now
  private var lastID = 0

  /// Starts the server.
  /// - Parameters:
  ///   - command: the path of the program, and its arguments.
  ///   - clientName: how this client calls itself to the server.
  ///   - environment: variables in addition to those that the server inherits.
  ///   - inherited: the names of the variables that it gets from this process; `nil` for all.
  ///   - workingFolder: `nil` for that of this process.
  ///   - patience: how long an answer may take.
  package init(
    _ command: [String], as clientName: String, version: ProtocolVersion = .july2026,
    environment: [String: String] = [:], inheriting inherited: [String]? = nil,
    workingFolder: String? = nil, patience: Duration = .seconds(30),
    strayLines: StrayLines = .refused
  ) throws(ServerFailure) {
    self.clientName = clientName
    self.version = version
    self.patience = patience
    strayLinesAre = strayLines
    do throws(ChildProcess.StartError) {
      process = try ChildProcess(
        command, environment: environment, inheriting: inherited, workingFolder: workingFolder,
        errors: .pipe, leadsGroup: true, maximumLineBytes: Self.maximumLineBytes)
    } catch {
      throw ServerFailure(.cannotStart, "the server does not start: \(error)")
    }
  }

  /// Ends the server, which has nothing more to answer.
  package func close() {
    process.end()
  }

  /// Closes the server's input, which asks it to end, waits for that, and ends it if it does not.
  /// - Returns: how it ended; `nil` where the time was over before.
  package func finish(atMost patience: Duration) -> ChildProcess.Status? {
    defer {
      _ = process.recentErrors()  // takes what is still in the pipe
      process.end(patience: .zero)
    }
    process.endInput()
    let start = MonotonicTime.now
    // What it still writes is read, or a full pipe would keep it from ending.
    reading: while true {
      switch process.receiveLine(atMost: patience - .nanoseconds(start.elapsedNanoseconds)) {
      case .line(let line):
        if !isMessage(try? JSONParser.parse(line)) { keep(line) }
      case .ended: break reading
      case .lineTooLong, .timedOut: return nil
      }
    }
    return process.wait(atMost: patience - .nanoseconds(start.elapsedNanoseconds))
  }

  /// The last lines that the server has written to standard error.
  package var errorLines: [String] {
    String(decoding: process.recentErrors(), as: UTF8.self)
      .split(separator: "\n").suffix(20).map(String.init)
  }

  // MARK: - Messages

  /// Sends a request and waits for its response.
  /// - Returns: the response whole, with a `result` or an `error`.
  package func request(_ method: String, _ params: JSONObject = [:]) throws(ServerFailure)
    -> JSONValue
  {
    lastID += 1
    let id = JSONValue.integer(lastID)
    var params = params
    if version.era == .modern {
      params["_meta"] = [
        MetaKey.protocolVersion: .string(version.rawValue),
        MetaKey.clientCapabilities: [:], MetaKey.clientInfo: clientInfo,
      ]
    }
    var message: JSONObject = ["jsonrpc": "2.0", "id": id, "method": .string(method)]
    if !params.isEmpty { message.append("params", .object(params)) }
    process.send(JSONValue.object(message).encoded)
    let asked = MonotonicTime.now
    while true {
      switch process.receiveLine(atMost: patience - .nanoseconds(asked.elapsedNanoseconds)) {
      case .line(let line):
        guard let message = try read(line) else { continue }
        if message["id"] == id, message["method"] == nil {
          if firstAnswerTime == nil { firstAnswerTime = .nanoseconds(start.elapsedNanoseconds) }
          return message
        }
        answerRequest(message)
      case .lineTooLong:
        throw failure(
          .notTheProtocol, "the server wrote a line of more than \(Self.maximumLineBytes) bytes")
      case .ended:
        throw died(during: method)
      case .timedOut:
        throw failure(.silent, "the server has not answered \(method) within \(patience)")
      }
    }
  }

  package func notify(_ method: String) {
    process.send(JSONValue.object(["jsonrpc": "2.0", "method": .string(method)]).encoded)
  }

  /// Opens a session of the legacy era. A client that has found a server of that era goes on so.
  /// - Parameter version: a legacy one, in place of what was spoken so far.
  /// - Returns: the response to `initialize`.
  package func initialize(_ version: ProtocolVersion) throws(ServerFailure) -> JSONValue {
    self.version = version
    let response = try request(
      Method.initialize,
      [
        "protocolVersion": .string(version.rawValue), "capabilities": [:], "clientInfo": clientInfo,
      ])
    if response["result"] != nil { notify(Notification.initialized) }
    return response
  }

  private var clientInfo: JSONValue { ["name": .string(clientName), "version": "1"] }

  /// A server of the legacy era may ask too, and may wait for the answer.
  private func answerRequest(_ message: JSONValue) {
    guard let id = message["id"], let method = message["method"]?.stringValue else { return }
    var answer: JSONObject = ["jsonrpc": "2.0", "id": id]
    if method == Method.ping {
      answer.append("result", [:])
    } else {
      answer.append("error", ["code": -32601, "message": "this client has no such method"])
    }
    process.send(JSONValue.object(answer).encoded)
  }

  private func read(_ line: [UInt8]) throws(ServerFailure) -> JSONValue? {
    let reason: String
    do throws(JSONParseError) {
      let value = try JSONParser.parse(line)
      if isMessage(value) { return value }
      reason = "no message"
    } catch {
      reason = "not JSON (\(error))"
    }
    let text = keep(line)
    guard case .refused = strayLinesAre else { return nil }
    throw failure(.notTheProtocol, "the server wrote a line that is \(reason): \(text)")
  }

  /// Messages are objects; revision 2025-03-26 has batches too.
  private func isMessage(_ value: JSONValue?) -> Bool {
    value?.objectValue != nil || value?.arrayValue != nil
  }

  @discardableResult
  private func keep(_ line: [UInt8]) -> String {
    let text = String(decoding: line.prefix(200), as: UTF8.self)
    strayLineCount += 1
    if strayLines.count < Self.keptStrayLines { strayLines.append(text) }
    return text
  }

  // MARK: - Failures

  private func died(during method: String) -> ServerFailure {
    let status = process.wait(atMost: .seconds(1))
    let end = status.map { "the server \($0.inWords)" } ?? "the server closed its output"
    return failure(.ended, "\(end) before it answered \(method)")
  }

  private func failure(_ reason: ServerFailure.Reason, _ message: String) -> ServerFailure {
    ServerFailure(reason, message, errors: errorLines)
  }
}
