import Foundation
import JSON
import TestSupport
import Testing

/// Standard streams that are files, devices, closed, full or slow.
@Suite(.timeLimit(.minutes(5)))
struct StreamFaultTests {
  private static let request =
    #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}"#
    + "\n"
  private static let canBeFull = FileManager.default.fileExists(atPath: "/dev/full")

  /// A script, and what comes of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var script: String
    /// How the output begins; `nil` where there is none.
    var output: String?
    var errors = ""
    var exitCode: Int32 = 0
    var testDescription: String { script }
  }

  private static let answer = #"{"jsonrpc":"2.0","id":1,"result":{"#

  private static let cases: [Case] = [
    Case(script: #""$0" serve < requests.jsonl"#, output: answer),
    Case(script: #""$0" serve < /dev/null"#),
    Case(script: #""$0" serve <&-"#),
    Case(script: #""$0" serve < ."#),
    Case(script: #""$0" serve 2>&-"#, output: answer),
    Case(
      script: #""$0" serve >&-"#,
      errors: "handbook: standard output is closed: there is nobody to answer\n", exitCode: 74),
    Case(script: #""$0" serve <&- >&- 2>&-"#, exitCode: 74),
    Case(
      script: #""$0" version >&-"#,
      errors: "handbook: the result could not be written: bad file descriptor\n", exitCode: 74),
  ]

  private static let casesOfFullFiles: [Case] = [
    Case(
      script: #"ulimit -f 0; "$0" serve > answers.jsonl"#,
      errors: "handbook: the answers could not be written: file too large\n", exitCode: 74),
    Case(
      script: #"ulimit -f 0; "$0" serve --record session.jsonl"#, output: answer,
      errors: "handbook: the session is not recorded any more: session.jsonl: file too large\n"),
    Case(script: #"ulimit -f 0; "$0" serve --log json 2> log.jsonl"#, output: answer),
  ]

  private static let casesOfFullDevices: [Case] = [
    Case(
      script: #""$0" serve > /dev/full"#,
      errors: "handbook: the answers could not be written: no space left on device\n",
      exitCode: 74),
    Case(
      script: #""$0" version > /dev/full"#,
      errors: "handbook: the result could not be written: no space left on device\n", exitCode: 74),
    Case(script: #""$0" serve 2> /dev/full"#, output: answer),
    Case(script: #""$0" serve --log json 2> /dev/full"#, output: answer),
    Case(
      script: #""$0" serve --record /dev/full"#, output: answer,
      errors: "handbook: the session is not recorded any more: /dev/full: not a regular file\n"),
  ]

  /// The thread sanitizer maps a file that is larger than the limit of these.
  private static let canLimitFiles = Sanitizer.current != .thread

  @Test(
    arguments: cases + (canLimitFiles ? casesOfFullFiles : [])
      + (canBeFull ? casesOfFullDevices : []))
  func servesWithWhateverStreamsThereAre(_ test: Case) throws {
    let root = try FaultRoot.make()
    try root.write("requests.jsonl", Self.request)
    let outcome = try HandbookProgram.run(
      script: test.script, workingFolder: root.path, environment: ["HANDBOOK_ROOT": root.path],
      input: Self.request)
    #expect(outcome.errors == test.errors)
    #expect(outcome.exitCode == test.exitCode)
    if let output = test.output {
      #expect(outcome.output.hasPrefix(output), "\(outcome.output)")
      #expect(outcome.output.count { $0 == "\n" } == 1)
    } else {
      #expect(outcome.output == "")
    }
  }

  @Test func aReaderOfStandardErrorThatSleepsHoldsUpNobody() throws {
    let root = try FaultRoot.make()
    // More complaints than a pipe takes.
    let name = String(repeating: "x", count: 200)
    for number in 0..<500 {
      try root.write("seeds/\(name)\(number).md", bytes: [0xFF, 0xFE])
    }
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: "2026-07-28")
    #expect(try client.text() == FaultRoot.page("ochre"))
    server.client.closeInput()
    _ = try server.client.readAll()
    #expect(server.waitForExit() == 0)
    #expect(try server.readErrors().contains("not UTF-8"))
  }

  @Test func aReaderOfAnswersThatSleepsStopsTheServerFromReading() throws {
    let root = try FaultRoot.make()
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: "2025-11-25")
    _ = try client.open()
    _ = try client.callTool("read_page", ["path": "page.md"])
    let before = server.peakMemoryBytes
    let count = 20_000
    let ping = (0..<count).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"ping"}"# + "\n" }
    let sender = server.client
    let writer = Thread { sender.send(bytes: ping.joined().utf8) }
    writer.start()
    try server.client.waitUntilBothPipesAreFull()
    if let before, let after = server.peakMemoryBytes { #expect(after - before < 8 << 20) }
    for id in 0..<count { #expect(try server.client.read()["id"]?.intValue == id) }
    if let before, let after = server.peakMemoryBytes { #expect(after - before < 8 << 20) }
    server.client.closeInput()
    #expect(try server.client.readAll() == [])
    #expect(server.waitForExit() == 0)
  }

  @Test func answersThousandsOfRequestsThatEndAtOnce() throws {
    let root = try FaultRoot.make()
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: "2025-11-25")
    _ = try client.open()
    let count = 10_000
    // The first of them wait for the handbook to be read.
    let calls = (0..<count).map {
      $0 % 10 == 0
        ? #"{"jsonrpc":"2.0","id":\#($0),"method":"tools/call","params":{"name":"read_page","arguments":{"path":"page.md"}}}"#
        : #"{"jsonrpc":"2.0","id":\#($0),"method":"ping"}"#
    }
    let sender = server.client
    let writer = Thread {
      sender.send(bytes: (calls.joined(separator: "\n") + "\n").utf8)
      sender.closeInput()
    }
    writer.start()
    var ids: Set<Int> = []
    for answer in try server.client.readAll() {
      #expect(answer["result"] != nil, "\(answer)")
      let isNew = ids.insert(answer["id"]?.intValue ?? -1).inserted
      #expect(isNew)
    }
    #expect(ids.count == count)
    #expect(server.waitForExit() == 0)
  }

  @Test func takesCancellationsOfWhatItDoesNotKnow() throws {
    let server = try ServerProcess()
    let client = Conversation(server.client, version: "2025-11-25")
    _ = try client.open()
    for id in 0..<5_000 {
      server.client.notify("notifications/cancelled", ["requestId": .integer(id)])
    }
    #expect(try client.call("ping")["result"] == [:])
    server.client.closeInput()
    #expect(try server.client.readAll() == [])
    #expect(server.waitForExit() == 0)
  }

  @Test func answersHalfALineWhenTheClientIsGone() throws {
    let server = try ServerProcess()
    server.client.send(bytes: Self.request.utf8.prefix(60))
    server.client.closeInput()
    let answers = try server.client.readAll()
    #expect(answers.map { $0["error"]?["code"] } == [-32700])
    #expect(server.waitForExit() == 0)
  }

  @Test func endsWhenNobodyReadsThoughTheInputStaysOpen() throws {
    let server = try ServerProcess()
    server.client.send(bytes: Self.request.utf8)
    _ = try server.client.read()
    server.client.closeOutput()
    server.client.send(bytes: Self.request.utf8)
    #expect(server.waitForExit() == 0)
    #expect(try server.readErrors() == "")
  }

  @Test func remembersNoLongArguments() throws {
    let root = try FaultRoot.make()
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: "2026-07-28")
    var memory: [Int] = []
    for number in 0..<40 {
      let value = String(repeating: "x", count: 1 << 20) + "\(number)"
      let answer = try client.callTool(
        "read_data",
        [
          "kind": "page",
          "filters": [["field": "path", "operator": "contains", "value": .string(value)]],
        ])
      #expect(answer["total"] == 0)
      memory += server.peakMemoryBytes.map { [$0] } ?? []
    }
    if let first = memory.first, let last = memory.last { #expect(last - first < 24 << 20) }
  }
}
