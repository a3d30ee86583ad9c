import Foundation
import JSON
import TestSupport
import Testing
import Threads

@testable import JSONRPC

/// A connection served in this process, with handlers that a test can hold up and let go.
@Suite(.timeLimit(.minutes(5)))
struct ConnectionTests {
  /// What the handlers have seen, in order; and whether the slow ones may finish.
  private struct Log {
    var events: [String] = []
    var slowMayFinish = false
  }

  private final class Fixture: Sendable {
    let client = WireClient()
    let log = Monitor(Log())
    let hasEnded = Monitor(false)

    /// `echo` answers with its params, `slow` when it is allowed to or stopped, `wait` passes the baton before
    /// it waits, `forget` never answers, `keep` fails.
    init(allowsBatches: Bool = true, maximumSlowRequests: Int = 32) {
      var options = Connection.Options()
      options.maximumLineBytes = 10_000
      options.maximumSlowRequests = maximumSlowRequests
      options.slowMethods = ["slow", "wait"]
      options.urgentNotifications = ["cancel"]
      options.handshakeMethods = ["hello"]
      let box = Monitor<Connection?>(nil)
      let log = log
      let connection = Connection(
        input: client.serverInput, output: client.serverOutput, options: options,
        handlers: .init(
          request: { request in
            log.withLock { $0.events.append("request \(request.id.jsonValue.text)") }
            log.notifyAll()
            Self.handle(request, log)
          },
          notification: { method, params in
            log.withLock { $0.events.append("notification \(method)") }
            if method == "cancel", let id = params?["id"].flatMap({ RequestID($0) }) {
              box.withLock { $0 }?.cancel(id)
            }
            log.notifyAll()
          },
          allowsBatches: { allowsBatches }))
      box.withLock { $0 = connection }
      let (closeServerEnds, hasEnded) = (client.closeServerEnds, hasEnded)
      startThread {
        connection.run()
        closeServerEnds()
        hasEnded.withLock { $0 = true }
        hasEnded.notifyAll()
      }
    }

    deinit {
      letSlowFinish()
    }

    private static func handle(_ request: Request, _ log: Monitor<Log>) {
      switch request.method {
      case "echo", "hello":
        request.respond(request.params ?? [:])
      case "slow":
        while !request.checkpoint(), !log.withLock({ $0.slowMayFinish }) { sched_yield() }
        request.respond(["stopped": .bool(!log.withLock { $0.slowMayFinish })])
      case "wait":
        request.detach()
        log.wait { $0.slowMayFinish ? () : nil }
        request.respond([:])
      default:
        break
      }
    }

    func letSlowFinish() {
      log.withLock { $0.slowMayFinish = true }
      log.notifyAll()
    }

    /// Waits until the handlers have seen something.
    func waitFor(_ event: String) {
      log.wait { $0.events.contains(event) ? () : nil }
    }
  }

  private func response(_ id: JSONValue, _ result: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "result": result]
  }

  @Test func showsEveryLineToItsTap() throws {
    let client = WireClient()
    let seen = Monitor<[String]>([])
    var options = Connection.Options()
    options.maximumLineBytes = 40
    options.tap = { direction, line in
      let text: String
      if case .content(let bytes) = line {
        text = String(decoding: bytes, as: UTF8.self)
      } else {
        text = "too long"
      }
      seen.withLock { $0.append("\(direction.rawValue) \(text)") }
    }
    let connection = Connection(
      input: client.serverInput, output: client.serverOutput, options: options,
      handlers: .init(request: { $0.respond([:]) }, notification: { _, _ in }))
    client.send(#"{"jsonrpc":"2.0","id":1,"method":"m"}"#)
    client.send(String(repeating: "x", count: 41))
    client.send("[")
    client.closeInput()
    connection.run()
    client.closeServerEnds()
    let answers = try client.readAll().map(\.text)
    #expect(answers.count == 3)
    #expect(
      seen.withLock { $0 } == [
        #"in {"jsonrpc":"2.0","id":1,"method":"m"}"#, "in too long", "in [",
      ] + answers.map { "out \($0)" })
  }

  @Test func answersInTheOrderOfArrival() throws {
    let fixture = Fixture()
    let client = fixture.client
    for id in 0..<200 { client.request(.integer(id), "echo", ["n": .integer(id)]) }
    for id in 0..<200 {
      #expect(try client.read() == response(.integer(id), ["n": .integer(id)]))
    }
  }

  @Test func servesFastRequestsBesideASlowOne() throws {
    let fixture = Fixture()
    fixture.client.request(1, "slow")
    fixture.client.request(2, "echo")
    #expect(try fixture.client.read() == response(2, [:]))
    fixture.letSlowFinish()
    #expect(try fixture.client.read() == response(1, ["stopped": false]))
  }

  @Test func servesFastRequestsBesideMoreSlowOnesThanMayRun() throws {
    let maximum = Connection.Options().maximumSlowRequests
    let fixture = Fixture(maximumSlowRequests: maximum)
    let ids = 1...maximum + 3
    for id in ids { fixture.client.request(.integer(id), "wait") }
    fixture.client.request("fast", "echo")
    #expect(try fixture.client.read() == response("fast", [:]))
    // The others have not begun.
    #expect(fixture.log.withLock { $0.events.count } == maximum + 1)
    fixture.letSlowFinish()
    #expect(try Set(ids.map { _ in try fixture.client.read()["id"]?.intValue }) == Set(ids))
    #expect(fixture.log.withLock { $0.events.count } == maximum + 4)
  }

  @Test func cancelsInTheMiddleAndStaysSilent() throws {
    let fixture = Fixture()
    fixture.client.request(1, "slow")
    fixture.waitFor("request 1")
    fixture.client.notify("cancel", ["id": 1])
    fixture.client.request(2, "echo")
    #expect(try fixture.client.read() == response(2, [:]))
    fixture.client.closeInput()
    #expect(try fixture.client.readAll() == [])
  }

  @Test func aCancellationOvertakesTheQueue() throws {
    let fixture = Fixture()
    // In one write, so that all is read before any is handled.
    fixture.client.send(
      bytes: """
        {"jsonrpc":"2.0","id":1,"method":"echo"}
        {"jsonrpc":"2.0","method":"cancel","params":{"id":1}}
        {"jsonrpc":"2.0","id":2,"method":"hello"}
        {"jsonrpc":"2.0","method":"cancel","params":{"id":2}}

        """.utf8)
    #expect(try fixture.client.read() == response(2, [:]), "a handshake cannot be cancelled")
    fixture.client.closeInput()
    #expect(try fixture.client.readAll() == [])
  }

  @Test func refusesAnIDThatIsInUse() throws {
    let fixture = Fixture()
    fixture.client.request(1, "wait")
    fixture.client.request(1, "echo")
    fixture.client.request("1", "echo")
    #expect(
      try fixture.client.readLine()
        == #"{"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"the id 1 belongs to a request in progress"}}"#
    )
    #expect(try fixture.client.read() == response("1", [:]))
    fixture.letSlowFinish()
    #expect(try fixture.client.read() == response(1, [:]))
    fixture.client.request(1, "echo")
    #expect(try fixture.client.read() == response(1, [:]))
  }

  @Test func answersForAHandlerThatForgets() throws {
    let fixture = Fixture()
    let client = fixture.client
    #expect(try client.call(1, "forget")["error"]?["code"] == -32603)
  }

  @Test(arguments: [
    ("nonsense", -32700), ("", -32700), ("{\"a\":", -32700), ("[]", -32600), ("7", -32600),
    (String(repeating: "x", count: 10_001), -32600),
    (String(repeating: "[", count: 2000), -32700),
  ])
  func answersWhatIsNoMessageAndGoesOn(line: String, code: Int) throws {
    let fixture = Fixture()
    let client = fixture.client
    client.send(line)
    let answer = try client.read()
    #expect(answer["id"] == .null)
    #expect(answer["error"]?["code"]?.intValue == code)
    #expect(try client.call(1, "echo") == response(1, [:]))
  }

  @Test func refusesBytesThatAreNotUTF8() throws {
    let fixture = Fixture()
    let client = fixture.client
    client.send(bytes: Array(#"{"jsonrpc":"2.0","id":1,"method":"ec"#.utf8) + [0xC3, 0x28, 0x0A])
    #expect(try client.read()["error"]?["code"] == -32700)
  }

  @Test func answersABatchWithOneArrayInItsOrder() throws {
    let fixture = Fixture()
    fixture.client.send(
      """
      [{"jsonrpc":"2.0","id":1,"method":"wait"},{"jsonrpc":"2.0","method":"note"},1,
      {"jsonrpc":"2.0","id":2,"method":"echo"},{"jsonrpc":"2.0","id":3,"method":"hello"}]
      """.replacing("\n", with: ""))
    fixture.waitFor("request 1")
    fixture.letSlowFinish()
    let answer = try fixture.client.read()
    #expect(answer.arrayValue?.map { $0["id"] } == [1, .null, 2, 3])
    #expect(
      answer.arrayValue?.map { $0["error"]?["code"] } == [nil, -32600, nil, -32600])
  }

  @Test func answersABatchOfNotificationsWithNothing() throws {
    let fixture = Fixture()
    fixture.client.send(#"[{"jsonrpc":"2.0","method":"a"},{"jsonrpc":"2.0","method":"b"}]"#)
    fixture.client.closeInput()
    #expect(try fixture.client.readAll() == [])
    #expect(fixture.log.withLock { $0.events } == ["notification a", "notification b"])
  }

  @Test func refusesABatchWhereThereAreNone() throws {
    let fixture = Fixture(allowsBatches: false)
    let client = fixture.client
    client.send(
      #"[{"jsonrpc":"2.0","id":1,"method":"echo"},{"jsonrpc":"2.0","id":2,"method":"echo"}]"#)
    let answer = try client.read()
    #expect(answer["id"] == .null)
    #expect(answer["error"]?["code"] == -32600)
  }

  @Test func answersWhatWasReadBeforeTheEnd() throws {
    let fixture = Fixture()
    for id in 0..<100 { fixture.client.request(.integer(id), "echo") }
    fixture.client.send(bytes: Array(#"{"jsonrpc":"2.0","id":100,"method":"echo"}"#.utf8))
    fixture.client.closeInput()
    #expect(try fixture.client.readAll().map { $0["id"]?.intValue } == Array(0...100))
  }

  @Test func stopsWhatStillRunsAfterTheEndAndAnswersIt() throws {
    let fixture = Fixture()
    fixture.client.request(1, "slow")
    fixture.client.request(2, "wait")
    fixture.client.closeInput()
    let answers = try fixture.client.readAll()
    #expect(answers.contains(response(1, ["stopped": true])))
    #expect(answers.first { $0["id"] == 2 }?["error"]?["code"] == -32603)
    fixture.letSlowFinish()
    fixture.hasEnded.wait { $0 ? () : nil }
  }
}
