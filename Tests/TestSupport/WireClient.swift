import Foundation
package import JSON

/// A client that speaks newline-delimited JSON-RPC over a pair of descriptors, to a server process or to a
/// connection in this process. Every wait has a limit, so that a test fails and does not hang.
package final class WireClient: @unchecked Sendable {
  // Used by one test, on one thread at a time.

  /// The server did not do in time what it should.
  package struct TimedOut: Error, CustomStringConvertible {
    package var description: String

    package init(description: String) {
      self.description = description
    }
  }

  /// Where requests are written to; -1 once closed.
  private var output: Int32
  private var input: Int32
  private var buffer: [UInt8] = []
  private static let patienceMilliseconds: Int32 = 30_000

  /// The server's ends of two pipes, to be given to a `Connection`.
  package let serverInput: Int32
  package let serverOutput: Int32

  /// A client whose other ends are `serverInput` and `serverOutput`.
  package init() {
    signal(SIGPIPE, SIG_IGN)
    var (requests, responses) = ([Int32](repeating: -1, count: 2), [Int32](repeating: -1, count: 2))
    precondition(pipe(&requests) == 0 && pipe(&responses) == 0, "no pipes left")
    (serverInput, output) = (requests[0], requests[1])
    (input, serverOutput) = (responses[0], responses[1])
    // Or a child started by a test beside this one would keep the pipes open.
    for descriptor in requests + responses { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
  }

  deinit {
    closeInput()
    closeOutput()
  }

  /// Closes the ends that belong to the server, once it is done or has its own. Holds no reference to the client.
  package var closeServerEnds: @Sendable () -> Void {
    let ends = [serverInput, serverOutput]
    return { for descriptor in ends { close(descriptor) } }
  }

  /// Says that nothing more will be sent.
  package func closeInput() {
    if output >= 0 { close(output) }
    output = -1
  }

  /// Says that nothing more will be read.
  package func closeOutput() {
    if input >= 0 { close(input) }
    input = -1
  }

  // MARK: - Sending

  package func send(bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(output, $0.baseAddress! + written, $0.count - written)
      }
      guard count > 0 else { return }
      written += count
    }
  }

  /// Sends a line; the line end is added.
  package func send(_ line: String) {
    send(bytes: Array(line.utf8) + [UInt8(ascii: "\n")])
  }

  package func send(_ message: JSONValue) {
    send(message.text)
  }

  /// Sends a request.
  package func request(_ id: JSONValue, _ method: String, _ params: JSONValue? = nil) {
    var message: JSONObject = ["jsonrpc": "2.0", "id": id, "method": .string(method)]
    if let params { message.append("params", params) }
    send(.object(message))
  }

  package func notify(_ method: String, _ params: JSONValue? = nil) {
    var message: JSONObject = ["jsonrpc": "2.0", "method": .string(method)]
    if let params { message.append("params", params) }
    send(.object(message))
  }

  /// Waits until the server has written as much as its pipe takes and reads no more: then both pipes are full. Somebody
  /// else sends meanwhile.
  package func waitUntilBothPipesAreFull() throws {
    let deadline = Date().addingTimeInterval(Double(Self.patienceMilliseconds) / 1000)
    while !(isFull(output) && isFull(input)) {
      guard Date() < deadline else { throw TimedOut(description: "the server goes on reading") }
      usleep(1_000)  // or the looking would keep a processor from what is waited for
    }
  }

  /// Waits until the server reads no more of what somebody else sends.
  package func waitUntilRequestsPileUp() throws {
    let deadline = Date().addingTimeInterval(Double(Self.patienceMilliseconds) / 1000)
    while !isFull(output) {
      guard Date() < deadline else { throw TimedOut(description: "the server goes on reading") }
      usleep(1_000)  // or the looking would keep a processor from what is waited for
    }
  }

  /// Whether a pipe takes nothing more, or not a whole page of memory.
  private func isFull(_ pipe: Int32) -> Bool {
    var byteCount: Int32 = 0
    #if os(Linux)
      let request = UInt(FIONREAD)
    #else
      let request: UInt = 0x4004_667F  // FIONREAD, a macro that Swift cannot read
    #endif
    return ioctl(pipe, request, &byteCount) == 0 && byteCount > 60_000
  }

  // MARK: - Receiving

  /// The next line without its end; `nil` at the end of the stream.
  package func readLine() throws -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        defer { buffer.removeSubrange(...end) }
        return String(decoding: buffer[..<end], as: UTF8.self)
      }
      guard try readMore() else {
        guard !buffer.isEmpty else { return nil }
        throw TimedOut(
          description: "output ended within a line: \(String(decoding: buffer, as: UTF8.self))")
      }
    }
  }

  /// The next message.
  package func read() throws -> JSONValue {
    guard let line = try readLine() else {
      throw TimedOut(description: "the server closed its output")
    }
    return try JSONParser.parse(line)
  }

  /// The messages up to the end of the stream.
  package func readAll() throws -> [JSONValue] {
    var messages: [JSONValue] = []
    while let line = try readLine() { messages.append(try JSONParser.parse(line)) }
    return messages
  }

  /// Sends a request and reads up to its response; other messages are dropped.
  package func call(_ id: JSONValue, _ method: String, _ params: JSONValue? = nil) throws
    -> JSONValue
  {
    request(id, method, params)
    while true {
      let message = try read()
      if message["id"] == id, message["method"] == nil { return message }
    }
  }

  /// - Returns: false at the end of the stream.
  private func readMore() throws -> Bool {
    var descriptor = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, Self.patienceMilliseconds) > 0 else {
      throw TimedOut(description: "no message within \(Self.patienceMilliseconds / 1000) s")
    }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = Foundation.read(input, &chunk, chunk.count)
    guard count > 0 else { return false }
    buffer += chunk[..<count]
    return true
  }
}
