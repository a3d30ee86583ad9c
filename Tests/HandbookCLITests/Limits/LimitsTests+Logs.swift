import Foundation
import JSON
import TestSupport
import Testing

/// Limits of logs.
extension LimitsTests {
  static let logs: [Reach] = [
    Reach(limit: "log_lines_waiting") { value, root in
      for count in [value, 2 * value] {
        let server = try ServerProcess(["--root", root.path, "--log", "json"])
        let client = Conversation(server.client, version: "2025-11-25")
        _ = try client.open()
        // Nobody reads standard error meanwhile.
        for _ in 0..<count { #expect(try client.call("ping")["result"] == [:]) }
        var (pings, dropped) = (0, 0)
        while pings + dropped < count {
          let line = try JSONParser.parse(try #require(try server.readErrorLine()))
          if line["method"] == "ping" { pings += 1 }
          dropped += line["dropped"]?.intValue ?? 0
        }
        #expect(pings + dropped == count)
        #expect((dropped > 0) == (count > value), "\(dropped)")
        // Some hundred more are in the pipe.
        #expect(pings >= value && pings < value + 1_000, "\(pings)")
        server.client.closeInput()
        #expect(server.waitForExit() == 0)
      }
    },
    Reach(limit: "log_text") { value, root in
      let server = try ServerProcess(["--root", root.path, "--log", "json"])
      let client = Conversation(server.client, version: "2025-11-25")
      _ = try client.open()
      let names = [value, value + 1].map { String(repeating: "x", count: $0) }
      for name in names { #expect(try client.call(name)["error"]?["code"] == -32601) }
      server.client.closeInput()
      let lines = try server.readErrors().split(separator: "\n")
        .map { try JSONParser.parse(String($0)) }
      #expect(lines.suffix(2).map { $0["method"] } == [.string(names[0]), .string(names[0] + "…")])
    },
  ]
}
