import JSON
import JSONRPC
import MCP
import Measurement
import TestSupport
import Testing

@testable import Logging

/// How entries are worded.
struct LogEntryTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var content: LogEntry.Content
    var json: String
    var text: String

    var testDescription: String { text }
  }

  private static let client = ClientInfo(name: "claude-code", version: "2.1.0")

  private static func call(
    _ id: RequestID, _ outcome: FinishedRequest.Outcome, _ nanoseconds: Int64 = 412_999
  ) -> LogEntry.Content {
    .request(
      ServedRequest(
        id: id, method: "tools/call", subject: .tool("search"), outcome: outcome,
        nanoseconds: nanoseconds, era: .legacy, version: .november2025, client: client))
  }

  static let cases = [
    Case(
      content: call(.integer(text: "1"), .result(byteCount: 1833, isFailure: false)),
      json:
        #""level":"info","session":"s","id":1,"method":"tools/call","tool":"search","outcome":"ok","duration_us":412,"result_bytes":1833,"result_tokens":459,"era":"legacy","protocol_version":"2025-11-25","client":"claude-code","client_version":"2.1.0"}"#,
      text:
        "info    ok              0.412 ms    459 tokens  tools/call search  id 1  claude-code 2.1.0  2025-11-25"
    ),
    Case(
      content: call(.string("a b"), .result(byteCount: 4, isFailure: true), 1_234_567_890),
      json:
        #""level":"warning","session":"s","id":"a b","method":"tools/call","tool":"search","outcome":"tool_error","duration_us":1234567,"result_bytes":4,"result_tokens":1,"era":"legacy","protocol_version":"2025-11-25","client":"claude-code","client_version":"2.1.0"}"#,
      text:
        #"warning tool_error   1234.567 ms      1 tokens  tools/call search  id "a b"  claude-code 2.1.0  2025-11-25"#
    ),
    Case(
      content: call(.integer(text: "-7"), .error(.invalidParams), 5000),
      json:
        #""level":"warning","session":"s","id":-7,"method":"tools/call","tool":"search","outcome":"error","error_code":-32602,"duration_us":5,"era":"legacy","protocol_version":"2025-11-25","client":"claude-code","client_version":"2.1.0"}"#,
      text:
        "warning -32602          0.005 ms      - tokens  tools/call search  id -7  claude-code 2.1.0  2025-11-25"
    ),
    Case(
      content: .request(
        ServedRequest(
          id: .integer(text: "1"), method: "prompts/get", subject: .prompt("writing-skills"),
          outcome: .error(.internalError), nanoseconds: 0, era: .modern, version: .july2026,
          traceParent: "00-0af7-b7ad-01")),
      json:
        #""level":"error","session":"s","id":1,"method":"prompts/get","prompt":"writing-skills","outcome":"error","error_code":-32603,"duration_us":0,"era":"modern","protocol_version":"2026-07-28","traceparent":"00-0af7-b7ad-01"}"#,
      text:
        "error   -32603          0.000 ms      - tokens  prompts/get writing-skills  id 1  2026-07-28  trace 00-0af7-b7ad-01"
    ),
    Case(
      content: .request(
        ServedRequest(
          id: .integer(text: "2"), method: "resources/read",
          subject: .resource(uri: "handbook://a"),
          outcome: .cancelled, nanoseconds: 1_000_000, era: .modern)),
      json:
        #""level":"info","session":"s","id":2,"method":"resources/read","uri":"handbook://a","outcome":"cancelled","duration_us":1000,"era":"modern"}"#,
      text:
        "info    cancelled       1.000 ms      - tokens  resources/read handbook://a  id 2"
    ),
    Case(
      content: .request(
        ServedRequest(
          id: .integer(text: "3"), method: "ping", outcome: .unanswered, nanoseconds: 1_000_000,
          era: .legacy)),
      json:
        #""level":"error","session":"s","id":3,"method":"ping","outcome":"unanswered","duration_us":1000,"era":"legacy"}"#,
      text: "error   unanswered      1.000 ms      - tokens  ping  id 3"),
    Case(
      content: .request(ServedRequest(id: nil, method: nil, outcome: .error(.parseError))),
      json: #""level":"warning","session":"s","id":null,"outcome":"error","error_code":-32700}"#,
      text: "warning -32700              - ms      - tokens  (not a request)"),
    Case(
      content: .notification(.output, method: "notifications/progress"),
      json:
        #""level":"debug","session":"s","method":"notifications/progress","direction":"out"}"#,
      text: "debug   out                                     notifications/progress"),
    Case(
      content: .dropped(1), json: #""level":"warning","session":"s","dropped":1}"#,
      text: "warning 1 log entry was dropped: standard error was not read in time"),
    Case(
      content: .dropped(12), json: #""level":"warning","session":"s","dropped":12}"#,
      text: "warning 12 log entries were dropped: standard error was not read in time"),
  ]

  @Test(arguments: cases)
  func isWorded(_ example: Case) {
    let entry = LogEntry(time: LogTime(milliseconds: 1_795_690_140_123), content: example.content)
    #expect(
      entry.line(.json, session: "s")
        == #"{"time":"2026-11-26T10:49:00.123Z","# + example.json)
    #expect(entry.line(.text, session: "s") == "2026-11-26T10:49:00.123Z " + example.text)
  }

  @Test func whatCannotBeSeenIsEscaped() {
    let name = "a\nb\u{202E}\u{E0041}\u{AD}\"\\ü\u{FE0F}\u{2028}"
    let entry = LogEntry(
      time: LogTime(milliseconds: 0), content: .notification(.input, method: name))
    #expect(
      entry.line(.json, session: "s")
        == #"{"time":"1970-01-01T00:00:00.000Z","level":"debug","session":"s","method":"a\u000ab\u202e\udb40\udc41\u00ad\"\\ü\ufe0f\u2028","direction":"in"}"#
    )
    #expect(
      entry.line(.text, session: "s")
        == "1970-01-01T00:00:00.000Z debug   in                                      "
        + #""a\u{A}b\u{202E}\u{E0041}\u{AD}\"\\ü\u{FE0F}\u{2028}""#)
  }

  @Test func whatClientsChooseIsReadBackFromTheLine() throws {
    var generator = SeededRandom(seed: 26)
    for _ in 0..<500 {
      let name = Self.text(&generator)
      let request = ServedRequest(
        id: .string(name), method: name, subject: .resource(uri: name), outcome: .cancelled,
        client: ClientInfo(name: name, version: name), traceParent: name
      ).bounded
      let entry = LogEntry(time: .now, content: .request(request))
      let line = entry.line(.json, session: "s")
      let value = try JSONParser.parse(line)
      for key in ["id", "method", "uri", "client", "client_version", "traceparent"] {
        #expect(value[key] == .string(name), "\(key): \(line)")
      }
      for line in [line, entry.line(.text, session: "s")] {
        #expect(
          !line.unicodeScalars.contains {
            $0.value < 0x20 || $0.properties.isDefaultIgnorableCodePoint
          },
          "\(line)")
      }
    }
  }

  private static func text(_ generator: inout SeededRandom) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0..<20, using: &generator) {
      let range: ClosedRange<UInt32> =
        [0...0x7F, 0x80...0x7FF, 0x2000...0x206F, 0xE000...0xFFFF, 0x10000...0x1_0FFFF]
        .randomElement(using: &generator)!
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  @Test func longNamesAreCutVisibly() throws {
    let long = String(repeating: "x", count: 1_000_000)
    let request = ServedRequest(
      id: .integer(text: String(repeating: "1", count: 1000)), method: long, subject: .tool(long),
      outcome: .cancelled, client: ClientInfo(name: long, version: long), traceParent: long
    ).bounded
    let cut = String(repeating: "x", count: 200) + "…"
    #expect(request.method == cut)
    #expect(request.subject == .tool(cut))
    #expect(request.client == ClientInfo(name: cut, version: cut))
    #expect(request.traceParent == cut)
    #expect(request.id == .string(String(repeating: "1", count: 200) + "…"))
  }
}
