import Foundation
import JSON
import TestSupport
import Testing

/// `serve --record` and `replay` of the built program.
@Suite(.timeLimit(.minutes(5)))
struct ReplayCommandTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/session.jsonl"
  }

  private static let initialize =
    #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}"#

  private static func call(_ id: Int, _ tool: String, _ arguments: String) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"\#(tool)","arguments":\#(arguments)}}"#
  }

  /// Lets a server record what comes of the lines. The input ends when all of them are answered: what is not soon
  /// afterwards never is.
  private func record(_ lines: String..., root: String = Repository.path) throws {
    let server = try ServerProcess(["--root", root, "--record", path])
    for line in [Self.initialize] + lines { server.client.send(line) }
    for _ in 0...lines.count { _ = try server.client.read() }
    server.client.closeInput()
    #expect(try server.client.readAll() == [])
    #expect(server.waitForExit() == 0)
    #expect(try server.readErrors() == "")
  }

  private static func root(secretType: String = "string", effort: String = "Low") throws
    -> TemporaryFolder
  {
    try TemporaryFolder([
      "seeds/page.md": "# A page\n\nSome text.\n",
      "Tools/own.yaml": """
      category: Test
      feature: test
      tools:
        open_door:
          title: Open the door
          description: Opens the door to whoever knows the word, and says who it was.
          scopes: [test:read]
          annotations: {readOnly: true, destructive: false, idempotent: true}
          params:
            word: {type: \(secretType), required: true, format: password, description: The word.}
            note: {type: string, description: What to say.}
          sql: SELECT '\(effort)' AS effort, length(:word) AS length, :note AS note
      """,
    ])
  }

  @Test func aRecordingThatWasMadeIsTheSameAgain() throws {
    try record(Self.call(1, "list_vectors", "{}"), "no json", "{\"a\":")
    let outcome = try HandbookProgram.run(["replay", path])
    #expect(
      outcome
        == .init(output: "\(path): 4 messages compared, all the same\n", errors: "", exitCode: 0))
  }

  @Test func severalSessionsInOneFileAreRunOneByOne() throws {
    try record(Self.call(1, "list_vectors", "{}"))
    try record(Self.call(1, "list_teams", "{}"))
    let outcome = try HandbookProgram.run(["replay", path, "--json"])
    #expect(
      try JSONParser.parse(outcome.output) == [
        "file": .string(path), "same": true, "notes": [],
        "sessions": [["compared": 2, "findings": []], ["compared": 2, "findings": []]],
      ])
  }

  @Test func declaredSecretsReachNeitherTheFileNorItsTexts() throws {
    let root = try Self.root(secretType: "integer")
    try record(
      Self.call(1, "open_door", #"{"word":"xyzzy-plugh"}"#),
      Self.call(2, "open_door", #"{"word":"xyzzy-plugh","note":"I said xyzzy-plugh."}"#),
      #"{"jsonrpc":"2.0","id":3,"method":"ping","params":{"authorization":"xyzzy-plugh"}"#,
      root: root.path)
    let recording = try String(contentsOfFile: path, encoding: .utf8)
    #expect(!recording.contains("xyzzy"))
    #expect(recording.contains(#""arguments":{"word":"[redacted]","note":"I said [redacted]."}"#))
  }

  @Test func whatDiffersIsShownWithItsPlace() throws {
    let root = try Self.root(effort: "Low")
    try record(Self.call(1, "open_door", #"{"word":"abc","note":"hello"}"#), root: root.path)
    let other = try Self.root(effort: "High")
    let outcome = try HandbookProgram.run(["replay", path, "--root", other.path])
    #expect(
      outcome
        == .init(
          output: """
            \(path):5: tools/call open_door (id 1)
              /result/structuredContent/effort
                recorded: "Low"
                now:      "High"
              /result/structuredContent/length
                recorded: 3
                now:      10
            \(path): 2 messages compared, 1 not the same

            """, errors: "", exitCode: 1))
  }

  @Test func partsCanBeIgnored() throws {
    let root = try Self.root(effort: "Low")
    try record(Self.call(1, "open_door", #"{"word":"1234567890","note":"hello"}"#), root: root.path)
    let other = try Self.root(effort: "High")
    let replay = ["replay", path, "--root", other.path]
    #expect(try HandbookProgram.run(replay).exitCode == 1)
    let ignoring = replay + ["--ignore", "/result/structuredContent/*/effort", "--ignore"]
    #expect(try HandbookProgram.run(ignoring + ["/nothing"]).exitCode == 1)
    #expect(try HandbookProgram.run(ignoring + ["/**/effort"]).exitCode == 0)
  }

  @Test func aRecordingCutOffIsRunAsFarAsItGoes() throws {
    try record(Self.call(1, "list_vectors", "{}"), Self.call(2, "list_teams", "{}"))
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    bytes.removeLast(100)
    try folder.write("session.jsonl", bytes: bytes)
    let outcome = try HandbookProgram.run(["replay", path])
    #expect(
      outcome
        == .init(
          output: """
            note: \(path):7: the line is cut off and left out
            note: the recording has no answer to tools/call list_teams (id 2): not compared
            \(path): 2 messages compared, all the same

            """, errors: "", exitCode: 0))
  }

  @Test func aDamagedRecordingIsNotRun() throws {
    try folder.write("damaged.jsonl", "{\"t\":0\n")
    try folder.write("empty.jsonl", "")
    let damaged = folder.path + "/damaged.jsonl"
    #expect(
      try HandbookProgram.run(["replay", damaged])
        == .init(
          output: "",
          errors: """
            \(damaged):1:7: error: the line is not valid JSON: the text ends inside a value
              {"t":0
                    ^
            handbook: the recording '\(damaged)' is damaged

            """, exitCode: 66))
    let empty = folder.path + "/empty.jsonl"
    #expect(
      try HandbookProgram.run(["replay", empty])
        == .init(
          output: "", errors: "handbook: the recording '\(empty)' holds no messages\n", exitCode: 66
        ))
    #expect(
      try HandbookProgram.run(["replay", path])
        == .init(
          output: "",
          errors:
            "handbook: the recording cannot be read: \(path): no such file or directory\n",
          exitCode: 66))
    #expect(try HandbookProgram.run(["replay"]).exitCode == 64)
    #expect(try HandbookProgram.run(["replay", damaged, "--ignore", "result"]).exitCode == 64)
  }

  @Test(.disabled(if: Sanitizer.current == .thread, "it maps a file that is larger"))
  func serversGoOnWhereTheRecordingCannot() throws {
    // The size limit of files stands for a full disk; the shell sets it in units of 512 or 1024 bytes.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "ulimit -f 16; exec \"$0\" serve --record \"$1\"", HandbookProgram.path, path,
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: Repository.path)
    let client = WireClient()
    let errors = Pipe()
    process.standardInput = FileHandle(fileDescriptor: client.serverInput)
    process.standardOutput = FileHandle(fileDescriptor: client.serverOutput)
    process.standardError = errors
    try process.run()
    client.closeServerEnds()
    client.send(Self.initialize)
    for id in 1...20 {
      #expect(try client.call(.integer(id), "tools/list")["result"]?["tools"] != nil)
    }
    client.closeInput()
    #expect(try client.readAll() == [])
    let log = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(
      log == "handbook: the session is not recorded any more: \(path): file too large\n")
    // What was written is as good as any other recording that was cut off.
    let outcome = try HandbookProgram.run(["replay", path])
    #expect(outcome.exitCode == 0, "\(outcome)")
    #expect(outcome.output.hasPrefix("note: \(path):"))
  }
}
