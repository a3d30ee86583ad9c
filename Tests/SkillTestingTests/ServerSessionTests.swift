import JSON
import Testing

@testable import SkillTesting

/// Sessions with servers that misbehave, each a line of shell.
@Suite(.timeLimit(.minutes(1)))
struct ServerSessionTests {
  private func session(_ script: String, patience: Duration = .seconds(20)) throws -> ServerSession
  {
    try ServerSession(["/bin/sh", "-c", script], patience: patience)
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
      try ServerSession(["/no/such/program"])
    }
    #expect(
      failure?.message
        == "the server does not start: '/no/such/program' cannot be started: No such file or directory"
    )
  }

  @Test func listsToolsPageByPage() throws {
    let session = try session(
      #"""
      read line
      echo '{"id":1,"result":{"tools":[{"name":"a","title":"A","description":"x","annotations":{"readOnlyHint":true}}],"nextCursor":"2"}}'
      read line
      case "$line" in *'"cursor":"2"'*) echo '{"id":2,"result":{"tools":[{"name":"b"}]}}';; esac
      """#)
    let tools = try session.listTools()
    #expect(
      tools.map(\.candidate) == [
        RoutingCandidate(name: "a", title: "A", description: "x"),
        RoutingCandidate(name: "b", description: ""),
      ])
    #expect(tools.map(\.onlyReads) == [true, false])
  }
}
