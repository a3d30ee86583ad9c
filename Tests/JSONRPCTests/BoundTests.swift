import Foundation
import JSON
import TestSupport
import Testing
import Threads

@testable import JSONRPC

/// How much a connection takes on at a time.
@Suite(.timeLimit(.minutes(5)))
struct BoundTests {
  /// Requests that wait for something, and the most of them that there were at a time.
  private struct Waiting {
    var requests: [Request] = []
    var most = 0
  }

  private static let count = 40
  private static let longText = JSONValue.string(String(repeating: "x", count: 100_000))

  /// Sends requests with a parameter; their answers are given when both ends have come to a halt.
  /// - Returns: the most requests that waited at a time, and the ids of the answers in their order.
  private func serve(
    _ parameter: JSONValue, untilThereAre expected: Int,
    _ setLimit: (inout Connection.Options) -> Void
  ) throws -> (most: Int, ids: [Int]) {
    let client = WireClient()
    let waiting = Monitor(Waiting())
    var options = Connection.Options()
    setLimit(&options)
    let connection = Connection(
      input: client.serverInput, output: client.serverOutput, options: options,
      handlers: .init(
        request: { request in
          request.postpone()
          waiting.withLock { waiting in
            waiting.requests.append(request)
            waiting.most = max(waiting.most, waiting.requests.count)
          }
          waiting.notifyAll()
        },
        notification: { _, _ in }))
    let closeServerEnds = client.closeServerEnds
    startThread {
      connection.run()
      closeServerEnds()
    }
    startThread {
      for id in 0..<Self.count { client.request(.integer(id), "wait", ["x": parameter]) }
      client.closeInput()
    }
    waiting.wait { $0.requests.count >= expected ? () : nil }
    try client.waitUntilRequestsPileUp()
    var ids: [Int] = []
    while ids.count < Self.count {
      let request = waiting.wait { $0.requests.isEmpty ? nil : $0.requests.removeFirst() }
      request.respond([:])
      ids.append(try client.read()["id"]?.intValue ?? -1)
    }
    #expect(try client.readAll() == [])
    return (waiting.withLock { $0.most }, ids)
  }

  @Test func readsNoFurtherWhileManyRequestsWait() throws {
    let (most, ids) = try serve(Self.longText, untilThereAre: 3) {
      $0.maximumUnansweredRequests = 3
    }
    #expect(most == 3)
    #expect(ids == Array(0..<Self.count))
  }

  @Test func readsNoFurtherWhileLongRequestsWait() throws {
    let (most, ids) = try serve(Self.longText, untilThereAre: 5) {
      $0.maximumUnansweredBytes = 450_000
    }
    #expect(most == 5)
    #expect(ids == Array(0..<Self.count))
  }

  /// Many short values take more memory than the bytes that they are written with. A message is longer than what is
  /// read at a time, so that one read brings no two of them.
  @Test func readsNoFurtherWhileRequestsOfManyValuesWait() throws {
    let values = JSONValue.array(Array(repeating: [:], count: 40_000))
    let (most, ids) = try serve(values, untilThereAre: 5) {
      $0.maximumUnansweredBytes = 4 * 128 * 40_000 + 40_000
    }
    #expect(most == 5)
    #expect(ids == Array(0..<Self.count))
  }

  @Test func requestsThatStayOpenHoldUpNobody() throws {
    let client = WireClient()
    let connectionOptions = Connection.Options()
    var options = connectionOptions
    options.maximumUnansweredRequests = 2
    let open = Monitor<[Request]>([])
    let connection = Connection(
      input: client.serverInput, output: client.serverOutput, options: options,
      handlers: .init(
        request: { request in
          guard request.method == "open" else { return request.respond([:]) }
          request.keepOpen()
          open.withLock { $0.append(request) }
        },
        notification: { _, _ in },
        endOfInput: { for request in open.withLock({ $0 }) { request.respond(["end": true]) } }))
    let closeServerEnds = client.closeServerEnds
    startThread {
      connection.run()
      closeServerEnds()
    }
    for id in 0..<5 { client.request(.integer(id), "open") }
    #expect(try client.call("more", "echo")["result"] == [:])
    client.closeInput()
    #expect(try client.readAll().count == 5)
  }
}
