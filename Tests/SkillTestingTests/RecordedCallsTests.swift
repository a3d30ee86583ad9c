import JSON
import Testing

@testable import SkillTesting

struct RecordedCallsTests {
  private func calls(_ lines: String...) -> RecordedCalls {
    RecordedCalls(Array(lines.joined(separator: "\n").utf8))
  }

  private let request =
    #"{"t":5,"dir":"in","message":{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","arguments":{"query":"x"}}}}"#
  private let response =
    #"{"t":9,"dir":"out","message":{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"12345"}]}}}"#

  @Test func joinsCallsWithTheirAnswers() {
    let recorded = calls(#"{"t":0,"dir":"meta","message":{"format":1}}"#, request, response)
    #expect(
      recorded.calls == [
        CallRecord(tool: "search", arguments: ["query": "x"], isError: false, tokens: 2)
      ])
    #expect(recorded.unreadableLines == 0)
  }

  @Test func takesACallWithoutAnAnswerAsFailed() {
    #expect(calls(request).calls.map(\.isError) == [true])
    #expect(calls(request, String(response.prefix(40))).calls.map(\.isError) == [true])
    #expect(calls(request, String(response.prefix(40))).unreadableLines == 1)
  }

  @Test(arguments: [
    #"{"dir":"out","message":{"id":1,"error":{"code":-32602,"message":"no"}}}"#,
    #"{"dir":"out","message":{"id":1,"result":{"isError":true,"content":[]}}}"#,
  ])
  func knowsErrors(response: String) {
    #expect(calls(request, response).calls.map(\.isError) == [true])
  }

  @Test func keepsSessionsApart() {
    // The answer to a call of the first session never came; the second session counts from 1 again.
    let meta = #"{"t":0,"dir":"meta","message":{}}"#
    let recorded = calls(meta, request, meta, response, request, response)
    #expect(recorded.calls.map(\.isError) == [true, false])
  }

  @Test func looksThroughTheToolThatCallsTools() {
    let line =
      #"{"dir":"in","message":{"id":1,"method":"tools/call","params":{"name":"call_tool","arguments":{"name":"read_page","arguments":{"path":"a.md"}}}}}"#
    #expect(calls(line).calls.map(\.tool) == ["read_page"])
    #expect(calls(line).calls.map(\.arguments) == [["path": "a.md"]])
  }

  @Test func countsOnlyCallsOfTools() {
    let list = #"{"dir":"in","message":{"id":1,"method":"tools/list"}}"#
    let notification = #"{"dir":"in","message":{"method":"tools/call","params":{"name":"x"}}}"#
    #expect(calls(list, notification, #"{"dir":"in"}"#, "[]", "x").calls.isEmpty)
  }
}
