import Foundation
import JSON
import TestSupport
import Testing

/// Paths and addresses that try to leave the folders, against everything that takes one.
@Suite(.timeLimit(.minutes(5)))
struct AddressTests {
  private static let secret = "It is kept under the mat."

  private static func root() throws -> TemporaryFolder {
    let root = try FaultRoot.make()
    try root.write("secret.md", "# Secret\n\n\(secret)\n")
    try root.write("seeds/.hidden.md", secret)
    try root.write("Skills/finding-a-colour/.hidden.md", secret)
    for folder in ["seeds", "Skills/finding-a-colour"] {
      let up = folder == "seeds" ? ".." : "../.."
      try root.link(folder + "/link.md", to: up + "/secret.md")
      try root.link(folder + "/out", to: up)
    }
    try root.write("seeds/caf\u{E9}.md", "# Café\n")
    return root
  }

  private static func tricks(_ root: TemporaryFolder) -> [String] {
    let path = root.path + "/secret.md"
    return [
      "../secret.md", "../../secret.md", "%2e%2e/secret.md", "%2E%2E%2Fsecret.md", "..%2fsecret.md",
      "%252e%252e/secret.md", "%252e%252e%252fsecret.md", "..\\secret.md", "..%5csecret.md",
      "%c0%ae%c0%ae/secret.md", "%c0%ae%c0%ae%c0%afsecret.md", "%e0%80%ae%e0%80%ae/secret.md",
      "%u002e%u002e/secret.md", "..;/secret.md", "...//secret.md", "..../secret.md",
      "sub/../../secret.md", "./../secret.md", ".//../secret.md", "\u{FF0E}\u{FF0E}/secret.md",
      "\u{2025}/secret.md", "../secret.md%00", "page.md%00", "page.md\u{0}", "page.md%00.md",
      "../secret.md\u{0}.md", "link.md", "out/secret.md", "out/../secret.md", ".hidden.md",
      path, "/" + path, "//etc/passwd", "/etc/passwd", "file://" + path, "file:" + path,
      "FILE:///etc/passwd", "http://localhost/secret.md", "data:text/plain,x", "~/secret.md",
      "$HOME",
      "~root/.bashrc", "PAGE.MD", "page.md.", "page.md/", "page.md/.", "page.md/..", "page.md//",
      "./", ".", "..", "", "/", " page.md", "page.md ", "page.md%20", "cafe\u{301}.md", "sub",
      "sub/",
      "*", "*.md", "page.md?x", "page.md#..", "page.md;x", "|id", "`id`", "page.md\n../secret.md",
      String(repeating: "../", count: 2_000) + "etc/passwd", String(repeating: "a", count: 20_000),
      String(repeating: "a/", count: 5_000), "\u{202E}dm.terces/..", "con", "nul", "C:\\secret.md",
      "\\\\server\\share", "page.md:stream", "..%00/secret.md", "%", "%2", "%zz",
    ]
  }

  @Test func noTrickLeavesTheFolders() throws {
    let root = try Self.root()
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: "2026-07-28")
    // The tricks are tried beside what is right.
    #expect(try client.text() == FaultRoot.page("ochre"))
    for trick in Self.tricks(root) {
      let text = JSONValue.string(trick)
      let attempts: [(String, JSONObject)] = [
        ("resources/read", ["uri": .string("handbook://pages/" + trick)]),
        ("resources/read", ["uri": .string("handbook://" + trick)]),
        ("resources/read", ["uri": .string("skill://finding-a-colour/" + trick)]),
        ("resources/read", ["uri": .string("skill://" + trick)]),
        ("resources/read", ["uri": .string("skill://" + trick + "/SKILL.md")]),
        ("resources/read", ["uri": text]),
        ("prompts/get", ["name": text]),
        ("tools/call", ["name": "read_page", "arguments": ["path": text]]),
        (
          "tools/call",
          ["name": "read_page", "arguments": ["uri": .string("handbook://pages/" + trick)]]
        ),
        (
          "tools/call",
          ["name": "read_skill", "arguments": ["name": "finding-a-colour", "file": text]]
        ),
        ("tools/call", ["name": "read_skill", "arguments": ["name": text]]),
        ("tools/call", ["name": "search", "arguments": ["query": "mat", "path": text]]),
      ]
      for (number, (method, params)) in attempts.enumerated() {
        server.client.request(.integer(number), method, .object(client.complete(params)))
      }
      var answers: [Int: JSONValue] = [:]
      while answers.count < attempts.count {
        let answer = try server.client.read()
        answers[answer["id"]?.intValue ?? -1] = answer
      }
      for (number, (method, params)) in attempts.enumerated() {
        let answer = answers[number] ?? .null
        let attempt = "\(method) \(params): \(answer.text.prefix(300))"
        #expect(!answer.text.contains(Self.secret), "\(attempt)")
        #expect(answer["error"]?["code"] != -32603, "\(attempt)")
        let hasFailed =
          answer["error"] != nil || answer["result"]?["isError"] == true
          || answer["result"]?["structuredContent"]?["total"] == 0
        // Some are spellings of a page after all.
        let isPage = ["The colour is ochre.", "# Café"].contains { answer.text.contains($0) }
        #expect(hasFailed || isPage, "\(attempt)")
      }
    }
    server.client.closeInput()
    _ = try server.client.readAll()
    #expect(server.waitForExit() == 0)
    #expect(try !server.readErrors().contains("internal error"))
  }

  @Test func noTrickIncludesAFileFromElsewhere() throws {
    let root = try Self.root()
    // A quote or a line end would end the name in the template.
    let tricks = Self.tricks(root).filter { !$0.contains("\"") && !$0.contains("\n") }
    for (number, trick) in tricks.enumerated() {
      try root.write(
        "Skills/trick-\(number)/SKILL.md",
        """
        ---
        name: trick-\(number)
        description: Includes something that is not its own, for tests. Use when there is nothing else to be done.
        metadata: {template: "true"}
        ---
        {% include "\(trick)" %}
        """)
      try root.link("Skills/trick-\(number)/link.md", to: "../../secret.md")
      try root.link("Skills/trick-\(number)/out", to: "../..")
    }
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: "2026-07-28")
    for (number, trick) in tricks.enumerated() {
      let answer = try client.call("prompts/get", ["name": .string("trick-\(number)")])
      #expect(!answer.text.contains(Self.secret), "\(trick)")
      #expect(answer["error"] != nil, "\(trick): \(answer.text.prefix(300))")
    }
  }
}
