package import JSON
import Processes
import Threads

/// The server did not do what it should: it cannot be started, died, hangs, or does not speak the
/// protocol.
package struct ServerFailure: Error, Equatable, CustomStringConvertible {
  package var message: String
  /// What it wrote to standard error, the last lines only.
  package var errors: [String] = []

  package var description: String {
    ([message] + errors.map { "  | \($0)" }).joined(separator: "\n")
  }
}

/// A server process, and a client that speaks MCP 2026-07-28 with it: one request at a time.
package final class ServerSession {
  private static let protocolVersion = "2026-07-28"
  /// More than any answer of a server that keeps to a token budget.
  private static let maximumLineBytes = 64 << 20

  private let process: ChildProcess
  private let patience: Duration
  private var lastID = 0

  /// Starts the server.
  /// - Parameters:
  ///   - command: the path of the program, and its arguments.
  ///   - patience: how long an answer may take.
  package init(_ command: [String], patience: Duration = .seconds(30)) throws(ServerFailure) {
    self.patience = patience
    do throws(ChildProcess.StartError) {
      process = try ChildProcess(
        command, errors: .pipe, maximumLineBytes: Self.maximumLineBytes)
    } catch {
      throw ServerFailure(message: "the server does not start: \(error)")
    }
  }

  /// Ends the server, which has nothing more to answer.
  package func close() {
    process.end()
  }

  /// Sends a request and waits for its response.
  /// - Returns: the response whole, with a `result` or an `error`.
  package func request(_ method: String, _ params: JSONObject = [:]) throws(ServerFailure)
    -> JSONValue
  {
    lastID += 1
    let id = JSONValue.integer(lastID)
    var params = params
    params["_meta"] = [
      "io.modelcontextprotocol/protocolVersion": .string(Self.protocolVersion),
      "io.modelcontextprotocol/clientCapabilities": [:],
      "io.modelcontextprotocol/clientInfo": ["name": "handbook test", "version": "1"],
    ]
    let message: JSONValue = [
      "jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(params),
    ]
    process.send(message.encoded)
    let start = MonotonicTime.now
    while true {
      switch process.receiveLine(atMost: patience - .nanoseconds(start.elapsedNanoseconds)) {
      case .line(let line):
        let message = try read(line)
        if message["id"] == id, message["method"] == nil { return message }
      case .lineTooLong:
        throw failure("the server wrote a line of more than \(Self.maximumLineBytes) bytes")
      case .ended:
        throw died(during: method)
      case .timedOut:
        throw failure("the server has not answered \(method) within \(patience)")
      }
    }
  }

  private func read(_ line: [UInt8]) throws(ServerFailure) -> JSONValue {
    do throws(JSONParseError) {
      return try JSONParser.parse(line)
    } catch {
      let start = String(decoding: line.prefix(200), as: UTF8.self)
      throw failure("the server wrote a line that is not JSON (\(error)): \(start)")
    }
  }

  // MARK: - Failures

  private func died(during method: String) -> ServerFailure {
    let status = process.wait(atMost: .seconds(1))
    let end = status.map { "the server \($0.inWords)" } ?? "the server closed its output"
    return failure("\(end) before it answered \(method)")
  }

  private func failure(_ message: String) -> ServerFailure {
    let errors = String(decoding: process.recentErrors(), as: UTF8.self)
    let lines = errors.split(separator: "\n").suffix(20)
    return ServerFailure(message: message, errors: lines.map(String.init))
  }
}
