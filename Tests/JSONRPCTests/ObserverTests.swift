import JSON
import TestSupport
import Testing
import Threads

@testable import JSONRPC

/// What the observer of a connection is told.
@Suite(.timeLimit(.minutes(5)))
struct ObserverTests {
  private final class Fixture: Sendable {
    let client = WireClient()
    let events = Monitor<[String]>([])
    let hasEnded = Monitor(false)

    init() {
      var options = Connection.Options()
      options.maximumLineBytes = 1000
      options.slowMethods = ["wait"]
      options.urgentNotifications = ["cancel"]
      let events = events
      options.observer = { event in
        events.withLock { $0.append(Self.describe(event)) }
        events.notifyAll()
      }
      let box = Monitor<Connection?>(nil)
      let connection = Connection(
        input: client.serverInput, output: client.serverOutput, options: options,
        handlers: .init(
          request: { request in
            switch request.method {
            case "echo": request.respond(request.params ?? [:])
            case "fail": request.respond(isFailure: true) { $0.write("no") }
            case "error": request.respond(ResponseError(.invalidParams, "no"))
            case "wait": while !request.checkpoint() {}
            default: break
            }
          },
          notification: { method, params in
            guard method == "cancel", let id = params?["id"].flatMap({ RequestID($0) }) else {
              return
            }
            box.withLock { $0 }?.cancel(id)
          }))
      box.withLock { $0 = connection }
      let (closeServerEnds, hasEnded) = (client.closeServerEnds, hasEnded)
      startThread {
        connection.run()
        closeServerEnds()
        hasEnded.withLock { $0 = true }
        hasEnded.notifyAll()
      }
    }

    private static func describe(_ event: Connection.Event) -> String {
      switch event {
      case .notification(let direction, let method): "\(direction.rawValue) \(method)"
      case .finished(let request):
        "\(request.id?.jsonValue.text ?? "null") \(request.method ?? "-") \(request.outcome)"
          + (request.nanoseconds == nil ? " unread" : "")
      }
    }

    /// Every event, once the connection is over.
    func allEvents() throws -> [String] {
      client.closeInput()
      _ = try client.readAll()
      hasEnded.wait { $0 ? () : nil }
      return events.withLock { $0 }
    }
  }

  @Test func isToldOfEachRequestOnceWithItsOutcome() throws {
    let fixture = Fixture()
    _ = try fixture.client.call(1, "echo", ["a": "é"])
    _ = try fixture.client.call(2, "fail")
    _ = try fixture.client.call(3, "error")
    _ = try fixture.client.call(4, "forget")
    fixture.client.notify("hello")
    _ = try fixture.client.call("5", "echo")
    #expect(
      try fixture.allEvents() == [
        "1 echo result(byteCount: 10, isFailure: false)",
        "2 fail result(byteCount: 4, isFailure: true)",
        "3 error error(JSONRPC.ErrorCode(rawValue: -32602))",
        "4 forget unanswered",
        "in hello",
        "\"5\" echo result(byteCount: 2, isFailure: false)",
      ])
  }

  @Test func isToldOfACancelledRequestOnce() throws {
    let fixture = Fixture()
    fixture.client.request("slow", "wait")
    _ = try fixture.client.call(1, "echo")
    fixture.client.notify("cancel", ["id": "slow"])
    fixture.client.notify("cancel", ["id": "slow"])
    fixture.events.wait { events in events.contains("\"slow\" wait cancelled") ? () : nil }
    #expect(
      try fixture.allEvents().sorted() == [
        "\"slow\" wait cancelled", "1 echo result(byteCount: 2, isFailure: false)", "in cancel",
        "in cancel",
      ])
  }

  @Test func isToldOfEveryMemberOfABatch() throws {
    let fixture = Fixture()
    fixture.client.send(
      [
        ["jsonrpc": "2.0", "id": 1, "method": "echo"], ["jsonrpc": "2.0", "method": "hello"], 7,
        ["jsonrpc": "2.0", "id": 2, "method": "error"],
      ])
    _ = try fixture.client.read()
    fixture.client.send("[]")
    _ = try fixture.client.read()
    let refused = "null - error(JSONRPC.ErrorCode(rawValue: -32600)) unread"
    #expect(
      try fixture.allEvents() == [
        "in hello", "1 echo result(byteCount: 2, isFailure: false)", refused,
        "2 error error(JSONRPC.ErrorCode(rawValue: -32602))", refused,
      ])
  }

  @Test func isToldOfWhatIsRefused() throws {
    let fixture = Fixture()
    fixture.client.send("nonsense")
    _ = try fixture.client.read()
    fixture.client.send(String(repeating: "x", count: 2000))
    _ = try fixture.client.read()
    #expect(
      try fixture.allEvents() == [
        "null - error(JSONRPC.ErrorCode(rawValue: -32700)) unread",
        "null - error(JSONRPC.ErrorCode(rawValue: -32600)) unread",
      ])
  }

  @Test func isToldOfEverythingBeforeTheConnectionEnds() throws {
    let fixture = Fixture()
    fixture.client.request("slow", "wait")
    for id in 0..<500 { fixture.client.request(.integer(id), "echo") }
    let events = try fixture.allEvents()
    #expect(events.count == 501)
    // Asked to stop at the end, it let go of the request without an answer.
    #expect(events.contains("\"slow\" wait unanswered"))
  }
}
