import Foundation
import JSON
import TestSupport
import Testing

/// What ways to limits have in common.
extension LimitsTests {
  static func modern(_ root: TemporaryFolder) throws -> (ServerProcess, Conversation) {
    let server = try ServerProcess(["--root", root.path])
    return (server, Conversation(server.client, version: "2026-07-28"))
  }

  static func legacy(
    _ root: TemporaryFolder, _ version: String = "2025-11-25"
  ) throws -> (ServerProcess, Conversation) {
    let server = try ServerProcess(["--root", root.path])
    let client = Conversation(server.client, version: version)
    _ = try client.open()
    return (server, client)
  }

  static func listen(_ client: Conversation, _ id: Int, _ more: JSONObject = [:]) {
    client.client.request(
      .integer(id), "subscriptions/listen",
      .object(client.complete(["notifications": .object(more)])))
  }

  static let toolDescription =
    "Lists the pages that there are, for tests of limits and for nothing else."

  /// A file of tools, of which the last one may go on.
  static func tools(
    _ names: [String], sql: String = "SELECT path FROM system.pages"
  ) -> String {
    names.reduce("category: Test\nfeature: test\ntools:\n") { text, name in
      text + """
          \(name):
            title: List many
            description: \(toolDescription)
            scopes: [handbook:read]
            annotations: {readOnly: true, destructive: false, idempotent: true}
            list: pages
            sql: "\(sql)"

        """
    }
  }

  static let skillDescription =
    "Reads as much as there may be. Use when a limit is to be reached, and for nothing else."

  static func skill(_ name: String) -> String {
    """
    ---
    name: \(name)
    description: \(skillDescription)
    ---
    Read it.

    """
  }

  /// One query within a limit, and one beyond.
  /// - Returns: what is said beyond it.
  @discardableResult
  static func query(
    _ root: TemporaryFolder, _ within: String, _ beyond: String
  ) throws -> String {
    try root.write("Tools/modes/sql.yaml", try ShippedFile.text("Tools/modes/sql.yaml"))
    let (server, client) = try modern(root)
    defer { server.terminate() }
    let answers = try [within, beyond].map { sql in
      try client.call("tools/call", ["name": "execute_sql", "arguments": ["sql": .string(sql)]])
    }
    for (answer, isError) in zip(answers, [false, true]) {
      #expect((answer["result"]?["isError"] == true) == isError, "\(answer.text.prefix(500))")
    }
    return answers[1]["result"]?["content"]?.arrayValue?.first?["text"]?.stringValue ?? ""
  }

  /// A file of a length within a limit, and one beyond.
  static func check(
    _ root: TemporaryFolder, limit: Int, complaint: String, is severity: String = "error",
    _ file: (_ length: Int) -> (path: String, text: String)
  ) throws {
    for (length, isError) in [(limit, false), (limit + 1, true)] {
      let (path, text) = file(length)
      try root.write(path, text)
      let outcome = try HandbookProgram.run(["check", "--root", root.path])
      // The shipped examples are of another handbook.
      let findings = outcome.output.split(separator: "\n").filter {
        $0.contains(": \(severity): ") && !$0.contains("the example") && $0.contains(complaint)
      }
      #expect(!findings.isEmpty == isError, "\(length): \(outcome.output.prefix(3000))")
      if path.hasPrefix("Skills/aaa") { try root.remove(path) }
    }
  }

  /// The text of a tool's answer.
  static func callText(
    _ client: Conversation, _ tool: String, _ arguments: JSONObject
  ) throws -> String {
    let answer = try client.call(
      "tools/call", ["name": .string(tool), "arguments": .object(arguments)])
    return answer["result"]?["content"]?.arrayValue?.first?["text"]?.stringValue ?? answer.text
  }
}
