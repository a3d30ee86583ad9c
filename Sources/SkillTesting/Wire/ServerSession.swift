package import JSON
import Threads

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
  private static let keptErrorBytes = 16 << 10

  private let process: ChildProcess
  private let patience: Duration
  private var toSend: [UInt8] = []
  private var received: [UInt8] = []
  /// How many of the received bytes are known to hold no line end.
  private var searchedBytes = 0
  private var errorText: [UInt8] = []
  private var hasEnded = false
  private var lastID = 0

  /// Starts the server.
  /// - Parameters:
  ///   - command: the path of the program, and its arguments.
  ///   - patience: how long an answer may take.
  package init(_ command: [String], patience: Duration = .seconds(30)) throws(ServerFailure) {
    signal(SIGPIPE, SIG_IGN)
    self.patience = patience
    do throws(ChildProcess.StartError) {
      process = try ChildProcess(command)
    } catch {
      throw ServerFailure(message: "the server does not start: \(error.message)")
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
    toSend += message.encoded + [UInt8(ascii: "\n")]
    let start = MonotonicTime.now
    while true {
      while let line = takeLine() {
        let message = try read(line)
        if message["id"] == id, message["method"] == nil { return message }
      }
      guard !hasEnded else { throw died(during: method) }
      let left = patience.nanoseconds - start.elapsedNanoseconds
      guard left > 0 else {
        throw failure("the server has not answered \(method) within \(patience)")
      }
      try exchange(atMostMilliseconds: Int32(clamping: left / 1_000_000 + 1))
    }
  }

  private func takeLine() -> [UInt8]? {
    guard let end = received[searchedBytes...].firstIndex(of: UInt8(ascii: "\n")) else {
      searchedBytes = received.count
      return nil
    }
    defer {
      received.removeSubrange(...end)
      searchedBytes = 0
    }
    return Array(received[..<end])
  }

  private func read(_ line: [UInt8]) throws(ServerFailure) -> JSONValue {
    do throws(JSONParseError) {
      return try JSONParser.parse(line)
    } catch {
      let start = String(decoding: line.prefix(200), as: UTF8.self)
      throw failure("the server wrote a line that is not JSON (\(error)): \(start)")
    }
  }

  // MARK: - Bytes

  /// Waits until something can be read or written, and does it.
  private func exchange(atMostMilliseconds limit: Int32) throws(ServerFailure) {
    var polled = [
      // A negative descriptor is left out.
      pollfd(fd: process.output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errorsAreOpen ? process.errors : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: toSend.isEmpty ? -1 : process.input, events: Int16(POLLOUT), revents: 0),
    ]
    guard poll(&polled, nfds_t(polled.count), limit) > 0 else { return }
    if polled[0].revents != 0, !drain(process.output, into: &received) { hasEnded = true }
    if polled[1].revents != 0 {
      errorsAreOpen = drain(process.errors, into: &errorText)
      if errorText.count > 2 * Self.keptErrorBytes {
        errorText.removeFirst(errorText.count - Self.keptErrorBytes)
      }
    }
    if polled[2].revents != 0 {
      let count = toSend.withUnsafeBytes { write(process.input, $0.baseAddress, $0.count) }
      if count > 0 {
        toSend.removeFirst(count)
      } else if errno != EAGAIN, errno != EINTR {
        toSend = []  // nobody reads any more: what there is to say about it comes with its end
      }
    }
    guard received.count <= Self.maximumLineBytes else {
      throw failure("the server wrote a line of more than \(Self.maximumLineBytes) bytes")
    }
  }

  private var errorsAreOpen = true

  /// Reads what is there.
  /// - Returns: false at the end.
  private func drain(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
    var isOpen = true
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      #if canImport(Glibc)
        let result = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let result = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if result > 0 { count = result }
      if result == 0 || (result < 0 && errno != EAGAIN && errno != EINTR) { isOpen = false }
    }
    bytes += chunk
    return isOpen
  }

  // MARK: - Failures

  private func died(during method: String) -> ServerFailure {
    let status = process.wait(atMost: .seconds(1))
    let end = status.map { "the server \($0.inWords)" } ?? "the server closed its output"
    return failure("\(end) before it answered \(method)")
  }

  private func failure(_ message: String) -> ServerFailure {
    // What it said last may still be in the pipe.
    while errorsAreOpen {
      let before = errorText.count
      errorsAreOpen = drain(process.errors, into: &errorText)
      if errorText.count == before { break }
    }
    let lines = String(decoding: errorText, as: UTF8.self).split(separator: "\n").suffix(20)
    return ServerFailure(message: message, errors: lines.map(String.init))
  }
}
