import Foundation
import JSON
import TestSupport
import Testing

/// Ids that are used more than once, and requests that are cancelled, on the wire.
@Suite(.timeLimit(.minutes(5)))
struct RequestIDTests {
  private static let versions = ["2025-11-25", "2026-07-28"]

  /// A server that is in a session or needs none, with a tool that takes long.
  private struct Wire {
    let server: ServerProcess
    private let conversation: Conversation
    private let isSession: Bool

    init(_ version: String) throws {
      let root = try FaultRoot.make()
      try root.write("Tools/modes/sql.yaml", try ShippedFile.text("Tools/modes/sql.yaml"))
      server = try ServerProcess(["--root", root.path, "--mode", "sql"])
      conversation = Conversation(server.client, version: version)
      isSession = version < "2026"
      if isSession { _ = try conversation.open() }
      // From here on the handbook is read, wherever it lies.
      _ = try conversation.call("resources/list")
    }

    func line(_ id: JSONValue, _ method: String, _ params: JSONObject = [:]) -> String {
      JSONValue.object([
        "jsonrpc": "2.0", "id": id, "method": .string(method),
        "params": .object(isSession ? params : conversation.complete(params)),
      ]).text + "\n"
    }

    /// A call that counts to a number, one by one.
    func count(_ id: JSONValue, to number: Int) -> String {
      let sql =
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < \(number))"
        + " SELECT count(*) AS counted FROM n"
      return line(id, "tools/call", ["name": "execute_sql", "arguments": ["sql": .string(sql)]])
    }

    func cancellation(of id: JSONValue) -> String {
      #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(id.text)}}"#
        + "\n"
    }

    func send(_ lines: [String]) { server.client.send(bytes: lines.joined().utf8) }

    /// The answers up to the end, which comes when the input is closed.
    func answers() throws -> [JSONValue] {
      server.client.closeInput()
      let answers = try server.client.readAll()
      #expect(server.waitForExit() == 0)
      return answers
    }
  }

  /// Longer than a query may take: it is still running whenever the next message is read.
  private static let endless = 1_000_000_000
  /// Longer than the next line takes to be read.
  private static let long = 100_000

  private func counted(_ answer: JSONValue) -> Bool {
    answer["result"]?["content"]?.arrayValue?.first?["text"]?.stringValue?
      .contains("\(Self.long)") == true
  }

  @Test(arguments: versions) func refusesAnIDThatIsInUse(version: String) throws {
    let wire = try Wire(version)
    wire.send([wire.count(7, to: Self.long), wire.count(7, to: Self.long)])
    let answers = [try wire.server.client.read(), try wire.server.client.read()]
    #expect(answers.map { $0["id"] } == [7, 7])
    #expect(answers.count(where: counted) == 1)
    let error = answers.compactMap { $0["error"] }
    #expect(error.map { $0["code"] } == [-32600])
    #expect(error.map { $0["message"] } == ["the id 7 belongs to a request in progress"])
    // It is free again.
    wire.send([wire.count(7, to: Self.long)])
    #expect(counted(try wire.server.client.read()))
    #expect(try wire.answers() == [])
  }

  @Test(arguments: versions) func tellsNumbersFromStrings(version: String) throws {
    let wire = try Wire(version)
    wire.send([
      wire.count(1, to: Self.long), wire.count("1", to: Self.endless),
      wire.line("fast", "resources/list"), wire.cancellation(of: "1"),
    ])
    let answers = [try wire.server.client.read(), try wire.server.client.read()]
    #expect(Set(answers.map { $0["id"]?.text }) == ["1", "\"fast\""])
    #expect(answers.allSatisfy { $0["result"] != nil })
    #expect(try wire.answers() == [])
  }

  /// The second use of an id gets its own answer, and the first none.
  @Test(arguments: versions) func takesTheIDOfACancelledRequestAgain(version: String) throws {
    let wire = try Wire(version)
    for round in 0..<100 {
      wire.send([wire.count(3, to: Self.endless)])
      if round % 2 == 0 {
        // It runs by now.
        wire.send([wire.line(4, "resources/list")])
        #expect(try wire.server.client.read()["id"] == 4)
      }
      wire.send([wire.cancellation(of: 3), wire.line(3, "resources/list")])
      let answer = try wire.server.client.read()
      #expect(answer["id"] == 3)
      #expect(answer["result"]?["resources"] != nil, "\(answer)")
    }
    #expect(try wire.answers() == [])
  }

  /// A cancellation that comes too late or twice hits nothing else.
  @Test(arguments: versions) func cancelsOnlyWhatIsInProgress(version: String) throws {
    let wire = try Wire(version)
    for id in 0..<50 {
      let id = JSONValue.integer(id)
      wire.send([
        wire.cancellation(of: id), wire.line(id, "resources/list"),
        wire.count(-1, to: Self.endless), wire.cancellation(of: -1), wire.cancellation(of: -1),
      ])
      #expect(try wire.server.client.read()["id"] == id)
      wire.send([wire.cancellation(of: id)])
    }
    #expect(try wire.answers() == [])
  }

  @Test func answersBothOfOneBatch() throws {
    let wire = try Wire("2025-03-26")
    wire.send([
      "[\(wire.count(1, to: Self.long)),\(wire.count(1, to: Self.long))]"
        .replacing("\n", with: "") + "\n"
    ])
    let answers = try #require(try wire.server.client.read().arrayValue)
    #expect(answers.map { $0["id"] } == [1, 1])
    #expect(answers.count(where: counted) == 1)
    #expect(answers.compactMap { $0["error"]?["code"] } == [-32600])
    #expect(try wire.answers() == [])
  }
}
