import Foundation
import JSON
import TestSupport
import Testing

/// The built server as a process: framing, concurrency, its end.
@Suite(.timeLimit(.minutes(5)))
struct ServeTests {
  private let list =
    #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}"#

  @Test func answersTwoHundredInterleavedRequestsExactlyOnce() throws {
    let server = try ServerProcess()
    let client = Conversation(server.client, version: "2026-07-28")
    let calls: [(String, JSONObject)] = [
      ("tools/call", ["name": "search", "arguments": ["query": "who owns the MCP server?"]]),
      ("tools/call", ["name": "list_vectors"]),
      ("tools/list", [:]),
      ("resources/list", [:]),
      ("tools/call", ["name": "read_page", "arguments": ["path": "ai-platform.md"]]),
      ("no/such/method", [:]),
    ]
    for id in 0..<200 {
      let (method, params) = calls[id % calls.count]
      server.client.request(.integer(id), method, .object(client.complete(params)))
    }
    let answers = try (0..<200).map { _ in try server.client.read() }
    server.client.closeInput()
    #expect(try server.client.readAll() == [])
    #expect(answers.compactMap { $0["id"]?.intValue }.sorted() == Array(0..<200))
    // The same question has the same answer, whichever moment it was asked at; what stands in `_meta` is about the call.
    func content(_ answer: JSONValue?) -> [JSONObject.Member]? {
      answer?["result"]?.objectValue?.members.filter { $0.key != "_meta" }
    }
    for (id, answer) in answers.compactMap({ answer in answer["id"]?.intValue.map { ($0, answer) } }
    ) {
      let first = answers.first { $0["id"]?.intValue == id % calls.count }
      #expect(content(answer) == content(first))
    }
    #expect(server.waitForExit() == 0)
    #expect(try server.readErrors() == "")
  }

  @Test func understandsAMessageThatComesByteByByte() throws {
    let server = try ServerProcess()
    for byte in list.utf8 { server.client.send(bytes: [byte]) }
    server.client.send(bytes: Array("\r\n".utf8))
    #expect(try server.client.read()["id"] == 1)
  }

  @Test func answersALastLineWithoutItsEnd() throws {
    let server = try ServerProcess()
    server.client.send(bytes: list.utf8)
    server.client.closeInput()
    #expect(try server.client.readAll().map { $0["id"] } == [1])
    #expect(server.waitForExit() == 0)
  }

  @Test(arguments: [
    "not json", "", "[]", "{}", "null", "\u{FEFF}{}",
    #"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#,
    #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":"\ud800"}}"#,
    String(repeating: "[", count: 100_000), "{\"a\":\"\u{0}\"}",
  ])
  func answersWhatIsNoMessageAndLivesOn(line: String) throws {
    let server = try ServerProcess()
    server.client.send(line)
    let answer = try server.client.read()
    #expect(answer["id"] == .null)
    #expect([-32700, -32600].contains(answer["error"]?["code"]?.intValue))
    server.client.send(list)
    #expect(try server.client.read()["result"]?["tools"] != nil)
  }

  @Test func refusesALineThatIsTooLongWithoutKeepingIt() throws {
    let server = try ServerProcess()
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    for _ in 0..<17 { server.client.send(bytes: chunk) }
    server.client.send("")
    #expect(try server.client.read()["error"]?["code"] == -32600)
    server.client.send(list)
    #expect(try server.client.read()["result"] != nil)
  }

  @Test func endsCleanlyWhenAskedTo() throws {
    let server = try ServerProcess()
    server.client.send(list)
    _ = try server.client.read()
    server.terminate()
    #expect(try server.client.readAll() == [])
    #expect(server.waitForExit() == 0)
  }

  @Test func endsWhenNobodyReadsAnyMore() throws {
    let server = try ServerProcess()
    server.client.send(list)
    _ = try server.client.read()
    server.client.closeOutput()
    for _ in 0..<1000 { server.client.send(list) }
    server.client.closeInput()
    #expect(server.waitForExit() == 0)
  }

  // MARK: - Slow calls

  /// A root whose tool counts to a number, which takes as long as one likes.
  private func rootWithSlowTool() throws -> TemporaryFolder {
    try TemporaryFolder([
      "seeds/page.md": "# A page\n\nSome text.\n",
      "Tools/slow.yaml": """
      category: Test
      feature: test
      tools:
        count_up:
          enabled: true
          title: Count up
          description: Counts from one to the number given, one by one, which takes its time.
          scopes: [test:read]
          annotations: {readOnly: true, destructive: false, idempotent: true}
          params:
            upto: {type: integer, required: true, description: Where to stop.}
          sql: >
            WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < :upto)
            SELECT count(*) AS total FROM counter
      """,
    ])
  }

  private func countUp(to number: Int) -> JSONObject {
    ["name": "count_up", "arguments": ["upto": .integer(number)]]
  }

  @Test func aSlowCallHoldsUpNoFastOneAndIsCancelledInTheMiddle() throws {
    let root = try rootWithSlowTool()
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: "2026-07-28")
    for id in ["slow-1", "slow-2"] {
      server.client.request(
        .string(id), "tools/call", .object(client.complete(countUp(to: 1_000_000_000_000))))
    }
    let fast = try client.call("tools/call", countUp(to: 10))
    #expect(fast["result"]?["structuredContent"] == ["total": 10])
    server.client.notify("notifications/cancelled", ["requestId": "slow-1"])
    server.client.notify("notifications/cancelled", ["requestId": "slow-2"])
    #expect(try client.call("tools/call", countUp(to: 11))["result"] != nil)
    server.client.closeInput()
    #expect(try server.client.readAll() == [], "nothing is sent for what was cancelled")
    #expect(server.waitForExit() == 0)
  }

  @Test func aSlowCallReportsProgressThatIncreases() throws {
    let root = try rootWithSlowTool()
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: "2025-11-25")
    _ = try client.open()
    var params = countUp(to: 1_000_000_000_000)
    params.append("_meta", ["progressToken": "slow"])
    server.client.request("slow", "tools/call", .object(params))
    let values = try (0..<3).map { _ in
      let message = try server.client.read()
      #expect(message["method"] == "notifications/progress")
      #expect(message["params"]?["progressToken"] == "slow")
      return try #require(message["params"]?["progress"]?.doubleValue)
    }
    #expect(values == values.sorted() && Set(values).count == 3)
    server.client.notify("notifications/cancelled", ["requestId": "slow"])
    #expect(try client.call("ping")["result"] == [:])
  }

  @Test func theEndOfTheInputStopsASlowCallAndAnswersIt() throws {
    let root = try rootWithSlowTool()
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: "2026-07-28")
    server.client.request(
      1, "tools/call", .object(client.complete(countUp(to: 1_000_000_000_000))))
    server.client.closeInput()
    let answers = try server.client.readAll()
    #expect(answers.map { $0["id"] } == [1])
    #expect(answers.first?["error"]?["code"] == -32603)
    #expect(server.waitForExit() == 0)
  }

  // MARK: - Handbooks

  @Test func listsToolsBeforeALargeHandbookIsRead() throws {
    let pages = Dictionary(
      uniqueKeysWithValues: (0..<1500).map { index in
        ("seeds/page-\(index).md", page(index))
      })
    let root = try TemporaryFolder(pages)
    try FileManager.default.copyItem(
      atPath: Repository.path + "/Tools", toPath: root.path + "/Tools")
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: "2026-07-28")
    server.client.request(
      "call", "tools/call",
      .object(
        client.complete(["name": "search", "arguments": ["query": "unique777"]])))
    server.client.send(list)
    #expect(try server.client.read()["id"] == 1, "the list does not wait for the index")
    let found = try server.client.read()
    #expect(found["id"] == "call")
    let first = found["result"]?["structuredContent"]?["results"]?.arrayValue?.first
    #expect(first?["path"] == "page-777.md")
  }

  private func page(_ index: Int) -> String {
    let filler = (0..<40).map { "Paragraph \($0) of page \(index) says something.\n" }
    return "# Page \(index)\n\nunique\(index)\n\n" + filler.joined(separator: "\n")
  }

  @Test func servesTheRestOfAHandbookWithBrokenFiles() throws {
    let root = try TemporaryFolder([
      "seeds/good.md": "# Good page\n\nThe word is **xylophone**.\n",
      "seeds/empty.md": "",
      "seeds/taxonomy.yaml": "kinds:\n  team:\n    tabel: teams\n",
      "seeds/front.md": "---\ntitle: a: b\n---\n# Broken front matter\n\nmarimba\n",
    ])
    try root.write("seeds/latin.md", bytes: [0x23, 0x20, 0xFF, 0xFE, 0x0A])
    try root.write("seeds/huge.md", bytes: [UInt8](repeating: 0, count: 50 << 20))
    try FileManager.default.createSymbolicLink(
      atPath: root.path + "/seeds/loop", withDestinationPath: root.path + "/seeds")
    try FileManager.default.createSymbolicLink(
      atPath: root.path + "/seeds/outside.md", withDestinationPath: "/etc/hostname")
    try FileManager.default.copyItem(
      atPath: Repository.path + "/Tools", toPath: root.path + "/Tools")
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: "2025-11-25")
    _ = try client.open()
    let found = try client.callTool("search", ["query": "xylophone"])
    #expect(found["results"]?.arrayValue?.first?["path"] == "good.md")
    let alsoFound = try client.callTool("search", ["query": "marimba"])
    #expect(alsoFound["results"]?.arrayValue?.first?["path"] == "front.md")
    let resources = try client.call("resources/list")["result"]?["resources"]?.arrayValue
    #expect(
      resources?.compactMap { $0["name"]?.stringValue } == ["empty.md", "front.md", "good.md"])
    server.client.closeInput()
    #expect(server.waitForExit() == 0)
    let errors = try server.readErrors()
    for name in ["latin.md", "huge.md", "loop", "outside.md", "taxonomy.yaml:3:5", "front.md:2:"] {
      #expect(errors.contains(name), "\(name) is missing in: \(errors)")
    }
  }

  @Test func servesAPageAsItWasChanged() throws {
    let root = try TemporaryFolder(["seeds/page.md": "# A page\n\nThe colour is ochre.\n"])
    try FileManager.default.copyItem(
      atPath: Repository.path + "/Tools", toPath: root.path + "/Tools")
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: "2025-11-25")
    _ = try client.open()
    _ = try client.call("resources/subscribe", ["uri": "handbook://pages/page.md"])
    try root.write("seeds/page.md", "# A page\n\nThe colour is vermilion.\n")
    #expect(
      try server.client.read() == [
        "jsonrpc": "2.0", "method": "notifications/resources/updated",
        "params": ["uri": "handbook://pages/page.md"],
      ])
    let text = try client.call("resources/read", ["uri": "handbook://pages/page.md"])
    #expect(
      text["result"]?["contents"]?.arrayValue?.first?["text"]
        == "# A page\n\nThe colour is vermilion.\n")
    // A file that is emptied and then written is never served empty.
    try root.write("seeds/page.md", "")
    try root.write("seeds/page.md", "# A page\n\nThe colour is sepia.\n")
    #expect(try server.client.read()["method"] == "notifications/resources/updated")
    let next = try client.call("resources/read", ["uri": "handbook://pages/page.md"])
    #expect(
      next["result"]?["contents"]?.arrayValue?.first?["text"]
        == "# A page\n\nThe colour is sepia.\n")
    try root.write("seeds/another.md", "# Another\n")
    #expect(try server.client.read()["method"] == "notifications/resources/list_changed")
  }
}
