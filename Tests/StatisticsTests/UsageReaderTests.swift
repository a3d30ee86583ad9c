import Diagnostics
import Logging
import MCP
import Testing

@testable import Statistics

/// What recordings and logs tell.
struct UsageReaderTests {
  private func read(_ texts: String...) -> UsageReader {
    var reader = UsageReader()
    for (index, text) in texts.enumerated() {
      reader.read(SourceText(path: "file-\(index)", text))
    }
    return reader
  }

  // MARK: - Recordings

  private static let header =
    #"{"t":0,"dir":"meta","message":{"format":1,"server":"handbook","version":"1"}}"#

  private static func call(_ id: String, _ tool: String) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"\#(tool)"}}"#
  }

  private static func result(_ id: String, _ result: String = "{}") -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#
  }

  private static func error(_ id: String) -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":-32602,"message":"no"}}"#
  }

  private func recording(_ entries: (Int, String, String)...) -> String {
    ([Self.header] + entries.map { #"{"t":\#($0.0),"dir":"\#($0.1)","message":\#($0.2)}"# })
      .joined(separator: "\n") + "\n"
  }

  private func describe(_ reader: UsageReader) -> [String] {
    reader.usage.calls.map { call in
      var words = [call.method ?? "-", call.outcome.rawValue]
      if case .tool(let name) = call.subject { words.insert(name, at: 1) }
      words.append(call.microseconds.map { "\($0) us" } ?? "-")
      words.append(call.resultBytes.map { "\($0) bytes" } ?? "-")
      return words.joined(separator: " ")
    }
  }

  @Test func responsesAreMatchedWithTheirRequests() {
    let reader = read(
      recording(
        (1, "in", Self.call("1", "a")), (2, "in", Self.call(#""1""#, "b")),
        (3, "in", Self.call("2", "c")), (4, "in", Self.call("3", "d")),
        (10, "out", Self.result("2", #"{"isError":true}"#)),
        (20, "out", Self.result(#""1""#, #"{"x":"é"}"#)),
        (30, "out", #"{"jsonrpc":"2.0","method":"notifications/progress","params":{}}"#),
        (31, "out", Self.error("1")), (32, "out", Self.error("null"))))
    #expect(
      describe(reader) == [
        "tools/call a error 30 us -", "tools/call b ok 18 us 10 bytes",
        "tools/call c tool_error 7 us 16 bytes", "tools/call d unanswered - -", "- error - -",
      ])
    #expect(reader.usage.recordedMicroseconds == 32)
    #expect(reader.usage.sessionCount == 1)
    #expect(reader.diagnostics == [])
  }

  @Test func theMembersOfABatchAreMatchedEach() {
    let reader = read(
      recording(
        (
          1, "in",
          "[\(Self.call("1", "a")),\(Self.call("2", "b")),{\"jsonrpc\":\"2.0\",\"method\":\"x\"},7]"
        ), (5, "out", "[\(Self.result("2")),\(Self.error("null")),\(Self.result("1"))]")))
    #expect(
      describe(reader) == [
        "tools/call a ok 4 us 2 bytes", "tools/call b ok 4 us 2 bytes", "- error - -",
      ])
  }

  @Test func cancelledRequestsAreTold() {
    let cancel =
      #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#
    // The id is used again, a cancellation comes after its response, and a response after its cancellation.
    let reader = read(
      recording(
        (1, "in", Self.call("1", "a")), (2, "in", cancel), (3, "in", Self.call("1", "b")),
        (8, "out", Self.result("1")), (9, "in", cancel), (10, "in", Self.call("1", "c")),
        (11, "in", cancel), (12, "out", Self.result("1"))))
    #expect(
      describe(reader) == [
        "tools/call a cancelled - -", "tools/call b ok 5 us 2 bytes",
        "tools/call c ok 2 us 2 bytes",
      ])
  }

  @Test func sessionsAreSeparate() {
    let session = recording((1, "in", Self.call("1", "a")), (2, "out", Self.result("1")))
    let reader = read(
      session + recording((3, "in", Self.call("1", "b"))), session + #"{"t":4,"dir":"ou"#)
    #expect(reader.usage.sessionCount == 3)
    #expect(reader.usage.recordedMicroseconds == 7)
    #expect(
      describe(reader) == [
        "tools/call a ok 1 us 2 bytes", "tools/call b unanswered - -",
        "tools/call a ok 1 us 2 bytes",
      ])
    #expect(reader.usage.notes == ["file-1:4: the line is cut off and left out"])
  }

  @Test func clientsAndVersionsAreThoseOfTheSessionOrTheRequest() {
    let initialize =
      #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2099-01-01","capabilities":{},"clientInfo":{"name":"one","version":"1"}}}"#
    let modern =
      #"{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"two","version":"2"}}}}"#
    let reader = read(
      recording(
        (0, "in", initialize), (1, "out", Self.result("0", #"{"protocolVersion":"2025-11-25"}"#)),
        (2, "in", Self.call("1", "a")), (3, "out", Self.result("1")), (4, "in", modern),
        (5, "out", Self.result("2"))))
    let calls = reader.usage.calls
    #expect(
      calls.map(\.client) == [
        ClientInfo(name: "one", version: "1"), ClientInfo(name: "one", version: "1"),
        ClientInfo(name: "two", version: "2"),
      ])
    #expect(calls.map(\.era) == [.legacy, .legacy, .modern])
    #expect(calls.map(\.version) == [.november2025, .november2025, .july2026])
  }

  @Test func aDamagedRecordingIsAnErrorWithItsLine() {
    let reader = read(recording((1, "in", "{}")) + "{\"t\":x}\n" + #"{"t":2,"dir":"in","raw":"a"}"#)
    #expect(
      reader.diagnostics.map(\.rendered) == [
        """
        file-0:3:6: error: the line is not valid JSON: unexpected 'x'
          {"t":x}
               ^
        """
      ])
  }

  // MARK: - Logs

  private static func entry(_ members: String, session: String = "s", time: String = "10:00:00.000")
    -> String
  {
    #"{"time":"2026-11-26T\#(time)Z","level":"info","session":"\#(session)",\#(members)}"#
  }

  @Test func entriesAreFoundAmongOtherLines() {
    let log = [
      "handbook: something happened",
      Self.entry(
        #""id":1,"method":"tools/call","tool":"a","outcome":"ok","duration_us":7,"result_bytes":5"#),
      #"{"level":"info","message":"of another program"}"#, "", "{broken",
      Self.entry(
        #""id":2,"method":"tools/call","outcome":"cancelled","duration_us":7"#, session: "t",
        time: "09:00:00.000"),
      Self.entry(#""method":"notifications/initialized","direction":"in""#, time: "11:00:00.000"),
      Self.entry(#""dropped":3"#), Self.entry(#""id":null,"outcome":"error","error_code":-32700"#),
    ].joined(separator: "\n")
    let reader = read(log, log)
    #expect(
      Array(describe(reader).prefix(3)) == [
        "tools/call a ok 7 us 5 bytes", "tools/call cancelled - -", "- error - -",
      ])
    #expect(reader.usage.calls.count == 6)
    #expect(reader.usage.sessionCount == 2, "both files tell of the same sessions")
    #expect(reader.usage.skippedLineCount == 6)
    #expect(reader.usage.droppedEntryCount == 6)
    #expect(
      reader.usage.times.map { [$0.lowerBound.text, $0.upperBound.text] } == [
        "2026-11-26T09:00:00.000Z", "2026-11-26T11:00:00.000Z",
      ])
    #expect(reader.diagnostics == [])
  }

  @Test(arguments: [
    (
      entry(#""outcome":"okay""#),
      #"the member 'outcome' must be one of "ok", "tool_error", "error", "cancelled", "unanswered""#
    ),
    (
      entry(#""outcome":"ok","duration_us":-1"#),
      "the member 'duration_us' must be a whole number, 0 or more"
    ),
    (
      entry(#""outcome":"ok","result_bytes":"1""#),
      "the member 'result_bytes' must be a whole number, 0 or more"
    ),
    (entry(#""outcome":"ok","method":1"#), "the member 'method' must be a string"),
    (
      entry(#""outcome":"ok""#, time: "25:00:00.000"),
      "the member 'time' must be a time such as 2026-11-26T10:49:00.123Z"
    ),
  ])
  func aDamagedEntryIsAnErrorWithItsLine(line: String, message: String) {
    let reader = read("first\n\n" + line)
    #expect(reader.diagnostics.map(\.headline) == ["file-0:3:1: error: \(message)"])
  }

  @Test(arguments: ["", "hello\nworld", "{}", "[]", #"{"time":"now"}"#])
  func whatIsNeitherIsAnError(text: String) {
    let reader = read(text)
    #expect(
      reader.diagnostics.map(\.headline) == [
        "file-0:1:1: error: this is neither a recording nor a log"
      ])
  }
}
