import JSON
import MCP
import MCPClient
import Measurement
import Processes
import TestSupport
import Testing

@testable import Doctor

/// Servers that misbehave, each a few lines of shell, and one that does not.
@Suite(.timeLimit(.minutes(5)))
struct ServerExaminationTests {
  private func examine(
    _ script: String, patience: Patience = ScriptedServer.patience
  ) -> ServerExamination {
    ScriptedServer.examine(script, patience: patience)
  }

  private func lines(_ examination: ServerExamination) -> [String] {
    examination.findings().flatMap(\.lines)
  }

  @Test func measuresTheRealProgram() throws {
    let examination = ServerExamination(
      of: ServerLaunch(
        HandbookProgram.path, ["serve", "--root", Repository.path], inheriting: ["PATH", "HOME"],
        workingFolder: "/"), patience: ScriptedServer.patience)
    #expect(lines(examination) == [])
    #expect(examination.eras.map(\.agreedVersion) == ["2026-07-28", "2025-11-25"])
    for era in examination.eras {
      #expect(era.failure == nil)
      #expect(era.serverName == "handbook")
      #expect(era.end == .exited(0))
      #expect(era.strayLineCount == 0)
      #expect(era.startTime.map { $0 > .zero } == true)
      let tools = try #require(era.tools)
      #expect(tools.items.map(\.name).contains("search"))
      #expect(tools.problem == nil)
      #expect((100...20_000).contains(tools.tokens))
      #expect(tools.byteCount > 4 * tools.tokens)
      #expect(era.prompts?.items.isEmpty == false)
      #expect(era.resources?.items.isEmpty == false)
      #expect(era.templates?.items.isEmpty == false)
      #expect(era.sample?.tool == "list_skills")
      #expect(era.sample?.error == nil)
      #expect(era.sample.map { $0.byteCount > 100 } == true)
      #expect((1...2048).contains(era.instructions?.count ?? 0))
    }
    #expect(examination.launch.programFile == HandbookProgram.path)
  }

  @Test func takesAnOlderServerAsItIs() {
    let examination = examine(ScriptedServer.script())
    #expect(
      lines(examination) == [
        "note: speaks only 2025-11-25, by initialize", "  clients of 2026-07-28 fall back to it",
      ])
    #expect(examination.best?.serverName == "fake")
    #expect(examination.best?.serverVersion == "3")
    #expect(examination.best?.sample?.byteCount == 4)
    #expect(examination.best?.prompts == nil)
  }

  @Test(arguments: [
    (
      "echo no handbook >&2; exit 66",
      [
        "error: the server ended with exit code 66 before it answered initialize",
        "  | no handbook",
      ]
    ),
    (
      "echo Welcome; exit 1",
      [
        "error: the server ended with exit code 1 before it answered initialize",
        "  start it by hand in a shell to see why it ends",
        "  its standard output has something else than messages: Welcome",
      ]
    ),
    (
      ScriptedServer.script(before: "echo Welcome"),
      [
        "warning: writes 1 line to standard output that is no message: Welcome",
        "  clients may close the connection: what is not protocol belongs on standard error",
        "note: speaks only 2025-11-25, by initialize", "  clients of 2026-07-28 fall back to it",
      ]
    ),
    (
      ScriptedServer.script(discover: "echo unknown >&2; exit 2"),
      [
        "warning: a client that begins with server/discover does not get in: "
          + "the server ended with exit code 2 before it answered server/discover",
        "  an unknown first request is answered with error -32601, and the next one as ever",
        "  | unknown",
      ]
    ),
    (
      // Does not listen any more once it was asked what it does not know.
      ScriptedServer.script(
        discover: #"echo "{$id,"'"error":{"code":-32600,"message":"no"}}'; exit 0"#),
      [
        "warning: a client that begins with server/discover does not get in: "
          + "the server ended with exit code 0 before it answered initialize",
        "  an unknown first request is answered with error -32601, and the next one as ever",
      ]
    ),
    (
      ScriptedServer.script(tools: "[{\"name\":\"a\"},{\"name\":\"a\"},{}]"),
      [
        "error: tools/list lists something without a name",
        "warning: lists two tools called 'a': clients keep one",
        "note: speaks only 2025-11-25, by initialize", "  clients of 2026-07-28 fall back to it",
      ]
    ),
    (
      ScriptedServer.script(tools: "{}"),
      [
        "error: the answer to tools/list has no tools",
        "warning: serves nothing: no tool, no prompt, no resource",
        "note: speaks only 2025-11-25, by initialize", "  clients of 2026-07-28 fall back to it",
      ]
    ),
    (
      ScriptedServer.script(call: #""error":{"code":-32603,"message":"broken"}"#),
      [
        "warning: a call of 'look' fails: error -32603: broken",
        "note: speaks only 2025-11-25, by initialize", "  clients of 2026-07-28 fall back to it",
      ]
    ),
    (
      ScriptedServer.script(
        call: #""result":{"isError":true,"content":[{"type":"text","text":"not now"}]}"#),
      [
        "warning: a call of 'look' fails: not now",
        "note: speaks only 2025-11-25, by initialize", "  clients of 2026-07-28 fall back to it",
      ]
    ),
    (
      ScriptedServer.script(after: "exit 9"),
      [
        "warning: ended with exit code 9, after its input was closed",
        "note: speaks only 2025-11-25, by initialize", "  clients of 2026-07-28 fall back to it",
      ]
    ),
    (
      #"""
      read -r line
      case "$line" in
        *server/discover*) echo '{"id":1,"result":{"capabilities":{}}}'; cat > /dev/null;;
        *) echo '{"id":1,"error":{"code":-32601,"message":"modern only"}}';;
      esac
      """#,
      [
        "warning: speaks only 2026-07-28: the server answers initialize with error -32601: modern only",
        "  most clients still open a session with initialize",
        "warning: serves nothing: no tool, no prompt, no resource",
      ]
    ),
  ])
  func saysWhatIsWrong(script: String, expected: [String]) {
    #expect(lines(examine(script)) == expected)
  }

  @Test func doesNotWaitForEver() {
    #expect(
      lines(
        examine(
          "echo starting >&2; exec 3>&1; exec cat > /dev/null",
          patience: Patience(answer: .milliseconds(300))))
        == [
          "error: the server has not answered initialize within 0.3 seconds",
          "  start it by hand and type a line: does it read its standard input, and flush its output?",
          "  | starting",
        ])
  }

  @Test func saysThatAServerStartsSlowlyAndDoesNotEnd() {
    let examination = examine(
      ScriptedServer.script(after: "exec tail -f /dev/null"),
      patience: Patience(answer: .seconds(20), end: .milliseconds(100), start: .zero))
    let findings = examination.findings()
    #expect(findings.map(\.severity) == [.warning, .warning, .note])
    #expect(findings.first?.message.hasPrefix("takes ") == true)
    #expect(findings.first?.message.hasSuffix(" to its first answer") == true)
    #expect(
      findings.dropFirst().first
        == Finding(
          .warning, "does not end within 100 ms of its input",
          "clients end it by a signal; some leave it running"))
  }

  @Test func followsTheCursor() {
    let examination = examine(
      #"""
      read -r line
      case "$line" in *server/discover*) exit 0;; esac
      echo '{"id":1,"result":{"capabilities":{"tools":{},"resources":{}}}}'
      read -r line; read -r line; echo '{"id":2,"result":{"tools":[{"name":"a"}],"nextCursor":"2"}}'
      read -r line
      case "$line" in *'"cursor":"2"'*) echo '{"id":3,"result":{"tools":[{"name":"b"}]}}';; esac
      read -r line; echo '{"id":4,"result":{"resources":[{"uri":"x:a","name":"A"}]}}'
      read -r line; echo '{"id":5,"error":{"code":-32601,"message":"none"}}'
      cat > /dev/null
      """#)
    let best = examination.best
    #expect(best?.tools?.items.map(\.name) == ["a", "b"])
    #expect(best?.tools?.items.map(\.byteCount) == [12, 12])
    #expect(best?.tools?.tokens == 6)
    #expect(best?.resources?.items.map(\.name) == ["A"])
    #expect(
      best?.templates?.problem == "resources/templates/list is answered with error -32601: none")
    #expect(best?.sample == nil)
  }

  /// Messages with some bytes changed, whatever they are asked.
  @Test(arguments: 0..<12) func bearsWhateverAServerWrites(seed: UInt64) throws {
    var generator = SeededRandom(seed: seed)
    let messages = [
      #"{"jsonrpc":"2.0","id":1,"result":{"capabilities":{"tools":{},"prompts":{},"resources":{}}}}"#,
      #"{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"a","inputSchema":{}}],"nextCursor":"2"}}"#,
      #"{"jsonrpc":"2.0","id":3,"result":{"prompts":[]}}"#, #"{"id":4,"error":{"code":1}}"#,
    ]
    var bytes: [UInt8] = []
    for message in messages {
      var line = Array(message.utf8)
      for _ in 0..<Int.random(in: 0...2, using: &generator) {
        line[Int.random(in: 0..<line.count, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      bytes += line + [UInt8(ascii: "\n")]
    }
    let folder = try TemporaryFolder()
    try folder.write("out", bytes: bytes)
    let examination = examine(
      "cat '\(folder.path)/out'; exec 3>&1; exec cat > /dev/null",
      patience: Patience(answer: .milliseconds(100), end: .seconds(20), start: .seconds(20)))
    let findings = examination.findings()
    #expect(examination.eras.count == 2, "seed \(seed)")
    #expect(examination.best != nil || findings.contains { $0.severity == .error }, "seed \(seed)")
    for finding in findings {
      #expect(finding.lines.allSatisfy { !$0.contains("\n") }, "seed \(seed): \(finding)")
    }
  }

  @Test(arguments: [
    (
      "/no/such/handbook", "there is no file '/no/such/handbook'",
      "look at the path: is the program built?"
    ),
    (
      "no-such-program", "there is no program 'no-such-program' in the folders of PATH",
      "write the whole path of the program"
    ),
    (
      "~/bin/handbook", "there is no file '~/bin/handbook'",
      "clients do not know '~': write the whole path"
    ),
    (
      "/etc/passwd", "'/etc/passwd' is not executable for you",
      "'chmod +x /etc/passwd' makes it executable"
    ),
    (
      "/etc", "'/etc' is a folder and no program",
      "look at the path: is the program built?"
    ),
  ])
  func saysWhyNothingStarts(program: String, message: String, advice: String) {
    let examination = ServerExamination(of: ServerLaunch(program))
    #expect(examination.findings() == [Finding(.error, message, advice)])
  }

  @Test func saysThatThereIsNoFolderToStartIn() {
    let launch = ServerLaunch("/bin/cat", workingFolder: "/no/such/folder")
    #expect(
      ServerExamination(of: launch).findings().map(\.message)
        == ["there is no folder '/no/such/folder' to start it in"])
  }
}
