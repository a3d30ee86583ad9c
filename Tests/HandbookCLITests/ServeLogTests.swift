import Foundation
import JSON
import TestSupport
import Testing

/// `serve --log`: what the built program writes to standard error.
@Suite(.timeLimit(.minutes(5)))
struct ServeLogTests {
  private let root: TemporaryFolder

  init() throws {
    root = try TemporaryFolder([
      "seeds/page.md": "# A page\n\nSome text.\n",
      "Tools/own.yaml": """
      category: Test
      feature: test
      tools:
        count_up:
          title: Count up
          description: Counts from one to the number given, one by one, which takes its time.
          scopes: [test:read]
          annotations: {readOnly: true, destructive: false, idempotent: true}
          params:
            upto: {type: integer, required: true, description: Where to stop.}
            word: {type: string, description: Any word.}
          sql: >
            WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < :upto)
            SELECT count(*) AS total, :word AS word FROM counter
      """,
    ])
  }

  /// The lines with what differs from run to run replaced, sorted.
  private func settled(_ log: String) -> [String] {
    var log = log
    for (pattern, replacement) in [
      (#""time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z""#, #""time":T"#),
      (#""session":"[0-9a-f]{8}""#, #""session":S"#), (#""duration_us":\d+"#, #""duration_us":D"#),
      (#""result_bytes":\d+,"result_tokens":\d+"#, #""result":B"#),
      (#"(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"#, "TIME"), (#" +\d+\.\d{3} ms"#, " DURATION"),
      (#" +\d+ tokens"#, " SIZE"),
    ] {
      log = log.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
    }
    return log.split(separator: "\n").map(String.init).sorted()
  }

  private func serve(_ arguments: String..., talk: (WireClient) throws -> Void) throws -> String {
    let server = try ServerProcess(["--root", root.path] + arguments)
    try talk(server.client)
    server.client.closeInput()
    _ = try server.client.readAll()
    #expect(server.waitForExit() == 0)
    return try server.readErrors()
  }

  private static func initialize(_ version: String) -> JSONValue {
    [
      "protocolVersion": .string(version), "capabilities": [:],
      "clientInfo": ["name": "test client", "version": "1"],
    ]
  }

  @Test func everyOutcomeIsLoggedOnce() throws {
    let log = try serve("--log", "json", "--log-level", "debug") { client in
      _ = try client.call(0, "initialize", Self.initialize("2025-11-25"))
      client.notify("notifications/initialized")
      _ = try client.call(
        1, "tools/call",
        [
          "name": "count_up", "arguments": ["upto": 3, "word": "very-secret"],
          "_meta": ["traceparent": "00-1-2-03"],
        ])
      _ = try client.call(
        2, "tools/call", ["name": "count_up", "arguments": ["word": "very-secret"]])
      _ = try client.call(3, "tools/call", ["name": "count_down"])
      client.request(
        "slow", "tools/call", ["name": "count_up", "arguments": ["upto": 1_000_000_000_000]])
      _ = try client.call(4, "resources/read", ["uri": "handbook://pages/page.md"])
      client.notify("notifications/cancelled", ["requestId": "slow"])
      _ = try client.call(5, "no/such/method")
      client.send("nonsense")
      _ = try client.read()
      _ = try client.call(
        6, "tools/list",
        [
          "_meta": [
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientCapabilities": [:],
            "io.modelcontextprotocol/clientInfo": ["name": "other", "version": "2"],
          ]
        ])
    }
    let legacy =
      #""era":"legacy","protocol_version":"2025-11-25","client":"test client","client_version":"1""#
    let start = #"{"time":T,"level":"#
    #expect(
      settled(log)
        == [
          #""debug","session":S,"method":"notifications/cancelled","direction":"in"}"#,
          #""debug","session":S,"method":"notifications/initialized","direction":"in"}"#,
          #""info","session":S,"id":"slow","method":"tools/call","tool":"count_up","outcome":"cancelled","duration_us":D,\#(legacy)}"#,
          #""info","session":S,"id":0,"method":"initialize","outcome":"ok","duration_us":D,"result":B,\#(legacy)}"#,
          #""info","session":S,"id":1,"method":"tools/call","tool":"count_up","outcome":"ok","duration_us":D,"result":B,\#(legacy),"traceparent":"00-1-2-03"}"#,
          #""info","session":S,"id":4,"method":"resources/read","uri":"handbook://pages/page.md","outcome":"ok","duration_us":D,"result":B,\#(legacy)}"#,
          #""info","session":S,"id":6,"method":"tools/list","outcome":"ok","duration_us":D,"result":B,"era":"modern","protocol_version":"2026-07-28","client":"other","client_version":"2"}"#,
          #""warning","session":S,"id":2,"method":"tools/call","tool":"count_up","outcome":"tool_error","duration_us":D,"result":B,\#(legacy)}"#,
          #""warning","session":S,"id":3,"method":"tools/call","tool":"count_down","outcome":"error","error_code":-32602,"duration_us":D,\#(legacy)}"#,
          #""warning","session":S,"id":5,"method":"no/such/method","outcome":"error","error_code":-32601,"duration_us":D,\#(legacy)}"#,
          #""warning","session":S,"id":null,"outcome":"error","error_code":-32700}"#,
        ].map { start + $0 })
    #expect(!log.contains("secret"))
  }

  @Test func theMembersOfABatchAreLoggedEach() throws {
    let log = try serve("--log", "text") { client in
      _ = try client.call(0, "initialize", Self.initialize("2025-03-26"))
      client.send([
        ["jsonrpc": "2.0", "id": 1, "method": "ping"],
        ["jsonrpc": "2.0", "method": "notifications/initialized"],
        ["jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": ["name": "count_down"]],
      ])
      _ = try client.read()
    }
    #expect(
      settled(log) == [
        #"TIME info    ok DURATION SIZE  initialize  id 0  "test client" 1  2025-03-26"#,
        #"TIME info    ok DURATION SIZE  ping  id 1  "test client" 1  2025-03-26"#,
        #"TIME warning -32602 DURATION      - tokens  tools/call count_down  id 2  "test client" 1  2025-03-26"#,
      ])
  }

  @Test func diagnosticsStayReadableBesideTheLog() throws {
    try root.write("Tools/broken.yaml", "tols: 1\n")
    let log = try serve("--log", "json") { client in
      _ = try client.call(0, "initialize", Self.initialize("2025-11-25"))
    }
    let lines = log.split(separator: "\n").map(String.init)
    let others = lines.filter { (try? JSONParser.parse($0)) == nil }
    #expect(lines.count - others.count == 1)
    #expect(
      others == [
        "Tools/broken.yaml:1:1: error: unknown key 'tols' in the file", "  tols: 1", "  ^",
        "note: did you mean 'tools'?",
        "Tools/broken.yaml:1:1: error: the key 'tools' is missing", "  tols: 1", "  ^",
      ])
  }

  @Test func nothingIsLoggedUnlessAskedFor() throws {
    for arguments in [[], ["--log", "off"], ["--log=off", "--log-level=debug"]] {
      let server = try ServerProcess(["--root", root.path] + arguments)
      _ = try server.client.call(0, "initialize", Self.initialize("2025-11-25"))
      server.client.closeInput()
      #expect(server.waitForExit() == 0)
      #expect(try server.readErrors() == "")
    }
  }

  @Test func theEnvironmentAsksAndOptionsWin() throws {
    let environment = ["HANDBOOK_LOG": "text", "HANDBOOK_LOG_LEVEL": "warning"]
    let input =
      #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":\#(Self.initialize("2025-11-25").text)}"#
      + "\n" + #"{"jsonrpc":"2.0","id":1,"method":"nothing"}"#
    let serve = ["serve", "--root", root.path]
    let asked = try HandbookProgram.run(serve, environment: environment, input: input)
    #expect(
      settled(asked.errors) == [
        #"TIME warning -32601 DURATION      - tokens  nothing  id 1  "test client" 1  2025-11-25"#
      ])
    let overruled = try HandbookProgram.run(
      serve + ["--log", "off"], environment: environment, input: input)
    #expect(overruled.errors == "")
    let more = try HandbookProgram.run(
      serve + ["--log-level", "info"], environment: environment, input: input)
    #expect(settled(more.errors).count == 2)
  }

  @Test(arguments: [
    (
      ["--log", "jsn"], [:],
      "handbook: '--log' is one of json, text, off, not 'jsn'\ndid you mean 'json'?\n"
    ),
    (
      ["--log-level", "loud"], [:],
      "handbook: '--log-level' is one of debug, info, warning, error, not 'loud'\n"
    ),
    (
      ["--log", "text"], ["HANDBOOK_LOG_LEVEL": "inf"],
      "handbook: 'HANDBOOK_LOG_LEVEL' is one of debug, info, warning, error, not 'inf'\ndid you mean 'info'?\n"
    ),
    (
      [], ["HANDBOOK_LOG": "yes"],
      "handbook: 'HANDBOOK_LOG' is one of json, text, off, not 'yes'\n"
    ),
  ])
  func whatIsNoFormatOrLevelIsRefused(
    arguments: [String], environment: [String: String], errors: String
  )
    throws
  {
    #expect(
      try HandbookProgram.run(["serve"] + arguments, environment: environment)
        == .init(output: "", errors: errors, exitCode: 64))
  }

  @Test func serversOfOtherCommandsDoNotLog() throws {
    let recording = Repository.path + "/Tests/RecordingTests/Sessions/batches.jsonl"
    let outcome = try HandbookProgram.run(
      ["replay", recording],
      environment: ["HANDBOOK_LOG": "text", "HANDBOOK_LOG_LEVEL": "anything"])
    #expect(outcome.errors == "")
    #expect(outcome.exitCode == 0)
  }

  @Test func aStandardErrorThatNobodyReadsHoldsUpNothing() throws {
    let server = try ServerProcess(["--root", root.path, "--log", "json"])
    _ = try server.client.call(0, "initialize", Self.initialize("2025-11-25"))
    for id in 1...2000 {
      #expect(try server.client.call(.integer(id), "ping")["result"] == [:])
    }
    server.client.closeInput()
    #expect(server.waitForExit() == 0)
  }

  @Test(arguments: ["2>&-", "2>/dev/full"])
  func aStandardErrorThatTakesNothingHoldsUpNothing(redirection: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "exec \"$0\" serve --root \"$1\" --log json --log-level debug \(redirection)",
      HandbookProgram.path, root.path,
    ]
    let client = WireClient()
    process.standardInput = FileHandle(fileDescriptor: client.serverInput)
    process.standardOutput = FileHandle(fileDescriptor: client.serverOutput)
    try process.run()
    client.closeServerEnds()
    _ = try client.call(0, "initialize", Self.initialize("2025-11-25"))
    for id in 1...50 { #expect(try client.call(.integer(id), "ping")["result"] == [:]) }
    client.closeInput()
    #expect(try client.readAll() == [])
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
