import Foundation
import JSON
import Synchronization
import TestSupport
import Testing

/// Limits of what is read.
extension LimitsTests {
  static let messages: [Reach] = [
    Reach(limit: "line_bytes") { value, root in
      let (server, _) = try legacy(root)
      let frame = #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":""}}"#
      for (more, code) in [(0, nil), (1, -32600)] {
        let padding = String(repeating: "x", count: value - frame.utf8.count + more)
        server.client.send(bytes: (frame.dropLast(3) + padding + "\"}}\n").utf8)
        #expect(try server.client.read()["error"]?["code"]?.intValue == code)
      }
    },
    Reach(limit: "nesting") { value, root in
      let (server, _) = try legacy(root)
      for (levels, isError) in [(value, false), (value + 1, true)] {
        let (open, close) = (
          String(repeating: "[", count: levels - 2), String(repeating: "]", count: levels - 2)
        )
        server.client.send(
          #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"# + open + close + "}}")
        #expect(try (server.client.read()["error"]?["code"] == -32700) == isError)
      }
    },
    Reach(limit: "message_values") { value, root in
      let (server, _) = try legacy(root)
      // Objects take most: what the limit lets in is far from what a line could hold.
      for (more, isError) in [(0, false), (1, true)] {
        let values =
          String(repeating: #"{"a":1},"#, count: (value - 10) / 2)
          + Array(repeating: "1", count: 10 - 6 + value % 2 + more).joined(separator: ",")
        server.client.send(
          #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":[\#(values)]}}"#)
        #expect(try (server.client.read()["error"]?["code"] == -32700) == isError)
      }
      server.client.send("[" + String(repeating: #"{"a":1},"#, count: 2_000_000) + "1]")
      #expect(try server.client.read()["error"]?["code"] == -32700)
      if let peak = server.peakMemoryBytes { #expect(peak < 150 << 20) }
    },
    Reach(limit: "batch_messages") { value, root in
      let (server, _) = try legacy(root, "2025-03-26")
      func batch(_ count: Int) -> String {
        let pings = (0..<count).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"ping"}"# }
        return "[" + pings.joined(separator: ",") + "]"
      }
      server.client.send(batch(value))
      #expect(try server.client.read().arrayValue?.count == value)
      server.client.send(batch(value + 1))
      let error = try server.client.read()["error"]
      #expect(
        error?["message"]
          == .string("the batch has \(value + 1) messages, more than the limit of \(value)"))
      // Small messages could otherwise make large answers.
      server.client.send("[" + String(repeating: "1,", count: 90_000) + "1]")
      #expect(try server.client.read()["error"]?["code"] == -32600)
      if let peak = server.peakMemoryBytes { #expect(peak < 150 << 20) }
    },
    Reach(limit: "error_bytes") { value, root in
      let (server, client) = try modern(root)
      defer { server.terminate() }
      let error = try client.call(
        "tools/call", ["name": .string(String(repeating: "x", count: 10 * value))])
      let message = try #require(error["error"]?["message"]?.stringValue)
      #expect(message.hasPrefix("there is no tool 'xxx") && message.hasSuffix("bytes in all)"))
      #expect(message.utf8.count < value + 50)
    },
    Reach(limit: "unanswered_requests") { value, root in
      let lineBytes = 1_000
      let most = try mostUnanswered(root, lineBytes, of: value + 1_500)
      // Besides those that were read, some lie in the pipe and in what was read ahead.
      let ahead = 4 * (1 << 16) / lineBytes
      #expect((value...value + ahead).contains(most), "\(most)")
    },
    Reach(limit: "unanswered_bytes") { value, root in
      let lineBytes = 1 << 20
      let most = try mostUnanswered(root, lineBytes, of: 2 * value / lineBytes)
      // A slow machine may not come so far in the time that the calls take; tests of the connection do.
      #expect(most <= value / lineBytes + 4, "\(most)")
    },
  ]

  /// Sends calls that go on until their time is over, and waits for the first answer: up to then nothing makes room.
  /// - Returns: how many were sent by then.
  private static func mostUnanswered(
    _ root: TemporaryFolder, _ lineBytes: Int, of count: Int
  ) throws -> Int {
    try root.write("Tools/modes/sql.yaml", try ShippedFile.text("Tools/modes/sql.yaml"))
    let (server, client) = try modern(root)
    _ = try client.call("resources/list")
    var params = client.complete([
      "name": "execute_sql", "arguments": ["sql": .string(endlessQuery)],
    ])
    params.append("padding", .string(String(repeating: "x", count: lineBytes - 500)))
    let call = JSONValue.object(params).text
    let sentCount = Mutex(0)
    let sender = server.client
    let hasSent = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      for id in 0..<count {
        sender.send(#"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":\#(call)}"#)
        sentCount.withLock { $0 += 1 }
      }
      hasSent.signal()
    }
    let answer = try server.client.read()
    let sent = sentCount.withLock { $0 }
    #expect(answer["result"]?["isError"] == true, "\(answer)")
    server.send(SIGKILL)
    hasSent.wait()
    return sent
  }
}
