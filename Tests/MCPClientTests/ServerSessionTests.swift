import JSON
import MCP
import Processes
import Testing

@testable import MCPClient

/// Sessions with servers that misbehave, each a line of shell.
@Suite(.timeLimit(.minutes(5)))
struct ServerSessionTests {
  private func session(
    _ script: String, patience: Duration = .seconds(20),
    strayLines: ServerSession.StrayLines = .refused
  ) throws -> ServerSession {
    try ServerSession(
      ["/bin/sh", "-c", script], as: "test", patience: patience,
      strayLines: strayLines)
  }

  @Test func readsTheResponseToItsRequest() throws {
    let session = try session(
      #"""
      read line
      echo '{"jsonrpc":"2.0","method":"notifications/x"}'
      echo '{"jsonrpc":"2.0","id":7,"result":{}}'
      printf '{"jsonrpc":"2.0","id":1,'; echo '"result":{"ok":true}}'
      cat > /dev/null
      """#)
    #expect(try session.request("x")["result"]?["ok"] == true)
  }

  @Test func sendsAndReadsMoreThanAPipeHolds() throws {
    // The server answers with what it is asked, before it has read everything.
    let session = try session("sed -u 's/\"method\":\"x\"/\"result\":{}/'")
    let text = String(repeating: "x", count: 1 << 20)
    let answer = try session.request("x", ["text": .string(text)])
    #expect(answer["params"]?["text"] == .string(text))
  }

  @Test(arguments: [
    (
      "read line; echo first >&2; echo last >&2; exit 3",
      "the server ended with exit code 3 before it answered x\n  | first\n  | last"
    ),
    ("kill -9 $$", "the server was ended by signal 9 before it answered x"),
    (
      "read line; echo hello; cat > /dev/null",
      "the server wrote a line that is not JSON (unexpected 'h' at byte 0): hello"
    ),
    (
      "read line; echo 42; cat > /dev/null", "the server wrote a line that is no message: 42"
    ),
    (
      "exec sh -c 'exec >&-; echo bye >&2; cat > /dev/null'",
      "the server closed its output before it answered x\n  | bye"
    ),
  ])
  func saysHowAServerFails(script: String, message: String) throws {
    let session = try session(script)
    let failure = #expect(throws: ServerFailure.self) { try session.request("x") }
    #expect(failure?.description == message)
  }

  @Test func doesNotWaitForEver() throws {
    let session = try session("echo stuck >&2; cat > /dev/null", patience: .milliseconds(300))
    let failure = #expect(throws: ServerFailure.self) { try session.request("x") }
    #expect(failure?.description == "the server has not answered x within 0.3 seconds\n  | stuck")
  }

  @Test func saysThatThereIsNoSuchProgram() {
    let failure = #expect(throws: ServerFailure.self) {
      try ServerSession(["/no/such/program"], as: "test")
    }
    #expect(
      failure?.message
        == "the server does not start: '/no/such/program' cannot be started: No such file or directory"
    )
  }

  @Test func saysInEachRequestWhatItSpeaks() throws {
    let session = try session(#"read line; printf '{"id":1,"result":%s}\n' "$line""#)
    #expect(
      try session.request("x", ["a": 1]).text
        == #"{"id":1,"result":{"jsonrpc":"2.0","id":1,"method":"x","params":{"a":1,"_meta":{"#
        + #""io.modelcontextprotocol/protocolVersion":"2026-07-28","#
        + #""io.modelcontextprotocol/clientCapabilities":{},"#
        + #""io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"}}}}}"#)
  }

  @Test func opensALegacySession() throws {
    // Answers the second request with the lines before it.
    let session = try session(
      #"""
      read first; echo '{"id":1,"result":{"protocolVersion":"2025-11-25"}}'
      read second; read third
      printf '{"id":2,"result":[%s,%s,%s]}\n' "$first" "$second" "$third"
      """#)
    #expect(try session.initialize(.november2025)["result"]?["protocolVersion"] == "2025-11-25")
    #expect(
      try session.request("x")["result"]?.text
        == #"[{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"#
        + #""protocolVersion":"2025-11-25","capabilities":{},"#
        + #""clientInfo":{"name":"test","version":"1"}}},"#
        + #"{"jsonrpc":"2.0","method":"notifications/initialized"},"#
        + #"{"jsonrpc":"2.0","id":2,"method":"x"}]"#)
  }

  @Test func answersWhatTheServerAsks() throws {
    let session = try session(
      #"""
      read line
      echo '{"jsonrpc":"2.0","id":"p","method":"ping"}'; read pong
      echo '{"jsonrpc":"2.0","id":"r","method":"roots/list"}'; read roots
      printf '{"id":1,"result":[%s,%s]}\n' "$pong" "$roots"
      """#)
    #expect(
      try session.request("x")["result"]?.text
        == #"[{"jsonrpc":"2.0","id":"p","result":{}},{"jsonrpc":"2.0","id":"r","#
        + #""error":{"code":-32601,"message":"this client has no such method"}}]"#)
  }

  @Test func keepsStrayLinesWhereItIsAskedTo() throws {
    let session = try session(
      #"""
      echo hello; read line; yes | head -n 30; echo '{"id":1,"result":{}}'
      cat > /dev/null; echo bye >&2; echo bye; exit 4
      """#, strayLines: .kept)
    #expect(try session.request("x")["result"] == [:])
    #expect(session.firstAnswerTime.map { $0 > .zero } == true)
    #expect(session.finish(atMost: .seconds(20)) == .exited(4))
    #expect(session.strayLines == ["hello"] + Array(repeating: "y", count: 19))
    #expect(session.strayLineCount == 32)
    #expect(session.errorLines == ["bye"])
  }

  @Test func endsAServerThatGoesOnWithoutInput() throws {
    let session = try session(
      #"read line; echo '{"id":1,"result":{}}'; exec tail -f /dev/null"#)
    _ = try session.request("x")
    #expect(session.finish(atMost: .milliseconds(100)) == nil)
    // It has ended by now, and its output with it.
    let failure = #expect(throws: ServerFailure.self) { try session.request("x") }
    #expect(failure?.reason == .ended)
  }
}
