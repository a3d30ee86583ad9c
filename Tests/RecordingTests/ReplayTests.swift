import Diagnostics
import JSON
import Processes
import Testing

@testable import Recording

/// Recordings replayed on servers that are a line of shell.
@Suite(.timeLimit(.minutes(5)))
struct ReplayTests {
  /// - Parameter lines: without times; `>` in front of what the client sent, `<` of what the server wrote.
  private func session(_ lines: String...) throws -> RecordedSession {
    let text =
      RecordingReaderTests.header + "\n"
      + lines.map { line in
        #"{"t":1,"dir":"\#(line.hasPrefix(">") ? "in" : "out")","message":\#(line.dropFirst())}"#
      }.joined(separator: "\n")
    let recording = Recording(SourceText(path: "s", text))
    try #require(recording.diagnostics == [] && recording.notes == [])
    return recording.sessions[0]
  }

  private func replay(
    _ session: RecordedSession, on script: String, answerLimit: Duration = .seconds(20)
  ) throws -> ReplayReport {
    let server = try ChildProcess(["/bin/sh", "-c", script])
    var replay = Replay(of: session, Redactor(inputSchemas: [:]), answerLimit: answerLimit)
    return replay.run(on: server)
  }

  private static let ping = #">{"jsonrpc":"2.0","id":1,"method":"ping"}"#
  private static let pong = #"<{"jsonrpc":"2.0","id":1,"result":{}}"#

  @Test func findsNothingWhereTheAnswersAreTheSame() throws {
    let report = try replay(
      try session(Self.ping, Self.pong),
      on: #"read a; echo '{"id":1,"result":{},"jsonrpc":"2.0"}'; cat > /dev/null"#)
    #expect(report.findings == [])
    #expect(report.comparedCount == 1)
  }

  @Test func showsWhatDiffersAndWhere() throws {
    let report = try replay(
      try session(
        Self.ping, Self.pong,
        #">{"jsonrpc":"2.0","id":"b","method":"tools/call","params":{"name":"search"}}"#,
        #"<{"jsonrpc":"2.0","id":"b","result":{"a":1}}"#),
      on: """
        read a; echo '{"jsonrpc":"2.0","id":1,"result":{}}'
        read b; echo '{"jsonrpc":"2.0","id":"b","result":{"a":2}}'
        echo 'no json'; cat > /dev/null
        """)
    #expect(
      report.findings == [
        .init(
          line: 5, subject: #"tools/call search (id "b")"#,
          differences: [Difference(pointer: "/result/a", recorded: 1, present: 2)]),
        .init(
          line: 0, subject: "a line that is no request",
          differences: [Difference(pointer: "", recorded: nil, present: ["raw": "no json"])]),
      ])
  }

  @Test func sendsTogetherWhatWasSentTogether() throws {
    // Answers nothing before it has read both, and then in another order.
    let report = try replay(
      try session(
        Self.ping, #">{"jsonrpc":"2.0","id":2,"method":"ping"}"#, Self.pong,
        #"<{"jsonrpc":"2.0","id":2,"result":{}}"#),
      on: """
        read a; read b
        echo '{"jsonrpc":"2.0","id":2,"result":{}}'; echo '{"jsonrpc":"2.0","id":1,"result":{}}'
        cat > /dev/null
        """)
    #expect(report.findings == [])
  }

  @Test func waitsForTheAnswerBeforeTheNextRequest() throws {
    // Counts what it can read at once: the second request must not be there before the first is answered.
    let report = try replay(
      try session(
        Self.ping, Self.pong, #">{"jsonrpc":"2.0","id":2,"method":"ping"}"#,
        #"<{"jsonrpc":"2.0","id":2,"result":{}}"#),
      on: """
        n=$(dd bs=65536 count=1 2> /dev/null | wc -l)
        echo "{\\"jsonrpc\\":\\"2.0\\",\\"id\\":1,\\"result\\":{}}"
        [ $n = 1 ] && read b && echo '{"jsonrpc":"2.0","id":2,"result":{}}'
        cat > /dev/null
        """)
    #expect(report.findings == [])
  }

  @Test func comparesTheResponsesOfABatchOneByOne() throws {
    let report = try replay(
      try session(
        #">[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","id":2,"method":"ping"}]"#,
        #"<[{"id":1,"result":{}},{"id":2,"result":{}}]"#),
      on: #"read a; echo '[{"id":2,"result":{}},{"id":1,"result":{}}]'; cat > /dev/null"#)
    #expect(report.findings == [])
    #expect(report.comparedCount == 2)
  }

  @Test func comparesNotificationsInTheirOrderAndLeavesOutProgress() throws {
    let report = try replay(
      try session(
        Self.ping, #"<{"method":"n","params":{"a":1}}"#, Self.pong,
        #"<{"method":"n","params":{"a":2}}"#, #"<{"method":"notifications/progress"}"#),
      on: """
        read a; echo '{"jsonrpc":"2.0","id":1,"result":{}}'
        echo '{"method":"n","params":{"a":1}}'; echo '{"method":"other"}'; cat > /dev/null
        """)
    #expect(
      report.findings == [
        .init(
          line: 5, subject: "n",
          differences: [
            Difference(
              pointer: "", recorded: ["method": "n", "params": ["a": 2]], present: nil)
          ]),
        .init(
          line: 0, subject: "other",
          differences: [Difference(pointer: "", recorded: nil, present: ["method": "other"])]),
      ])
  }

  @Test func takesTheAnswerToACancelledRequestOrNone() throws {
    let cancel = #">{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#
    let answers = #"read a; echo '{"jsonrpc":"2.0","id":1,"result":{}}'; cat > /dev/null"#
    #expect(try replay(try session(Self.ping, cancel), on: answers).findings == [])
    #expect(
      try replay(try session(Self.ping, cancel, Self.pong), on: "cat > /dev/null").findings == [])
  }

  @Test func notesWhatTheRecordingHasNoAnswerTo() throws {
    let report = try replay(
      try session(Self.ping),
      on: #"read a; echo '{"jsonrpc":"2.0","id":1,"result":{}}'; cat > /dev/null"#)
    #expect(report.findings == [])
    #expect(report.notes == ["the recording has no answer to ping (id 1): not compared"])
  }

  @Test(arguments: ["exit 0", "cat > /dev/null", "exec < /dev/null; sleep 0; exit 3"])
  func reportsWhatIsNotAnswered(script: String) throws {
    let report = try replay(
      try session(Self.ping, Self.pong, Self.ping, Self.pong), on: script,
      answerLimit: .milliseconds(300))
    #expect(report.findings.map(\.line) == [3, 5])
    #expect(report.findings.allSatisfy { $0.differences.map(\.present) == [nil] })
  }

  @Test func writesAndReadsAtTheSameTime() throws {
    // More than pipes hold, both ways, before anything is read.
    let long = String(repeating: "x", count: 300_000)
    let report = try replay(
      try session(
        #">{"id":1,"method":"\#(long)"}"#, #">{"id":2,"method":"m"}"#,
        #"<{"method":"\#(long)","id":1}"#, #"<{"method":"m","id":2}"#),
      on: "exec cat")
    #expect(report.findings == [])
    #expect(report.comparedCount == 2)
  }
}
