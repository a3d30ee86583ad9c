import Foundation
import JSON
import Synchronization
import TestSupport
import Testing

/// What a client is told of a call that had to wait for the handbook.
@Suite(.timeLimit(.minutes(5)))
struct WaitingTests {
  #if os(Linux)
    @Test(arguments: ["2025-06-18", "2026-07-28"])
    func aCallThatHadToWaitSaysSo(version: String) throws {
      let root = try FaultRoot.make()
      // The server waits for a page that somebody is writing all the time, for 0.6 seconds.
      let isDone = Mutex(false)
      let writer = Thread {
        while !isDone.withLock({ $0 }) { try? root.write("seeds/sub/two.md", "# Two\n") }
      }
      writer.start()
      let server = try ServerProcess(["--root", root.path])
      let client = Conversation(server.client, version: version)
      _ = try client.open()
      let arguments: JSONObject = ["name": "read_page", "arguments": ["path": "page.md"]]
      let first = try client.call("tools/call", arguments)
      isDone.withLock { $0 = true }
      let second = try client.call("tools/call", arguments)
      let status = try #require(first["result"]?["_meta"]?["status"]?.stringValue)
      #expect(status.hasPrefix("waited "))
      #expect(status.hasSuffix(" s until the handbook had been read"))
      #expect(second["result"]?["_meta"]?["status"] == nil)
      #expect(first["result"]?["structuredContent"] == second["result"]?["structuredContent"])
      server.client.closeInput()
      _ = try server.client.readAll()
      #expect(server.waitForExit() == 0)
    }
  #endif
}
