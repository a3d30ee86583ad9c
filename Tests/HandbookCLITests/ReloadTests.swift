import Foundation
import JSON
import TestSupport
import Testing

/// Files that change while the server runs. Every wait is for a message of the server.
@Suite(.timeLimit(.minutes(5)))
struct ReloadTests {
  private static let page = "# A page\n\nThe colour is ochre.\n"
  private static let skill = """
    ---
    name: finding-a-colour
    description: Finds the colour of something in the handbook, with the page to cite. Use when a colour is asked for.
    ---
    Look on {{ tool("list_pages").pages | table(path) }}
    """

  /// A root with one page, the shipped core tools, a tool of its own and a skill.
  private func root() throws -> TemporaryFolder {
    let root = try TemporaryFolder([
      "seeds/page.md": Self.page,
      "Tools/pages.yaml": Self.tools("list_pages", title: "List pages"),
      "Skills/finding-a-colour/SKILL.md": Self.skill,
    ])
    for name in ["handbook", "skills"] {
      try FileManager.default.copyItem(
        atPath: Repository.path + "/Tools/\(name).yaml", toPath: root.path + "/Tools/\(name).yaml")
    }
    return root
  }

  static func tools(_ name: String, title: String, table: String = "pages", mode: String = "")
    -> String
  {
    """
    \(mode)category: Test
    feature: test
    tools:
      \(name):
        title: \(title)
        description: Lists what the table has, in the order of its rows, for tests of changes.
        scopes: [handbook:read]
        annotations: {readOnly: true, destructive: false, idempotent: true}
        sql: SELECT * FROM system.\(table)
        list: \(table)

    """
  }

  /// A server with a client that listens for everything.
  private struct Listening {
    let server: ServerProcess
    let client: Conversation

    init(_ root: TemporaryFolder) throws {
      server = try ServerProcess(["--root", root.path])
      client = Conversation(server.client, version: "2026-07-28")
      server.client.request(
        "listen", "subscriptions/listen",
        .object(
          client.complete([
            "notifications": [
              "toolsListChanged": true, "promptsListChanged": true, "resourcesListChanged": true,
              "resourceSubscriptions": [
                "handbook://pages/page.md", "skill://finding-a-colour/SKILL.md",
              ],
            ]
          ])))
      #expect(
        try server.client.read()["method"] == "notifications/subscriptions/acknowledged")
      // Changes count from the first reading.
      _ = try client.call("resources/list", [:])
    }

    /// The methods of the next notifications.
    func notifications(_ count: Int) throws -> [String] {
      try (0..<count).map { _ in
        let method = try server.client.read()["method"]?.stringValue ?? ""
        return String(method.dropFirst("notifications/".count))
      }
    }

    func toolNames() throws -> [String] {
      try client.call("tools/list", [:])["result"]?["tools"]?.arrayValue?
        .compactMap { $0["name"]?.stringValue } ?? []
    }

    /// Ends the server.
    /// - Returns: what it wrote to standard error.
    func errors() throws -> String {
      server.client.closeInput()
      _ = try server.client.readAll()
      #expect(server.waitForExit() == 0)
      return try server.readErrors()
    }
  }

  @Test func servesToolsAsTheyCome() throws {
    let root = try root()
    let listening = try Listening(root)
    try root.write("Tools/more/new.yaml", Self.tools("list_links", title: "Links", table: "links"))
    #expect(try listening.notifications(1) == ["tools/list_changed"])
    #expect(try listening.toolNames().contains("list_links"))
    let answer = try listening.client.call("tools/call", ["name": "list_links"])
    #expect(answer["result"]?["structuredContent"]?["links"] == [])
    // Search knows it too.
    let found = try listening.client.callTool("search", ["query": "links", "kind": "tool"])
    #expect(found["results"]?.arrayValue?.first?["name"] == "list_links")
    try root.remove("Tools/more/new.yaml")
    #expect(try listening.notifications(1) == ["tools/list_changed"])
    #expect(try !listening.toolNames().contains("list_links"))
    #expect(try listening.errors() == "")
  }

  @Test func keepsAToolThatIsBrokenAsItWas() throws {
    let root = try root()
    let listening = try Listening(root)
    try root.write("Tools/pages.yaml", "tools:\n  list_pages: [\n")
    // The page changes too, so that it is known when both have been read.
    try root.write("seeds/page.md", "# A page\n\nThe colour is sepia.\n")
    #expect(try listening.notifications(1) == ["resources/updated"])
    let answer = try listening.client.call("tools/call", ["name": "list_pages"])
    #expect(answer["result"]?["structuredContent"]?["total"] == 1)
    try root.write("Tools/pages.yaml", Self.tools("list_pages", title: "Every page"))
    #expect(try listening.notifications(1) == ["tools/list_changed"])
    let errors = try listening.errors()
    #expect(errors.hasPrefix("Tools/pages.yaml:2:15: error: the '[' is not closed"), "\(errors)")
  }

  @Test func keepsASkillThatIsBrokenAsItWas() throws {
    let root = try root()
    let listening = try Listening(root)
    try root.write(
      "Skills/finding-a-colour/SKILL.md",
      Self.skill.replacing("Look on", with: "Look well on"))
    #expect(try listening.notifications(1) == ["resources/updated"])
    #expect(try skillText(listening).contains("Look well on | path"))
    // A broken skill is no change for clients; the page is.
    try root.write(
      "Skills/finding-a-colour/SKILL.md",
      Self.skill.replacing("table(path)", with: "tabel(path)"))
    try root.write("seeds/page.md", "# A page\n\nThe colour is sepia.\n")
    #expect(try listening.notifications(1) == ["resources/updated"])
    #expect(try skillText(listening).contains("Look well on | path"))
    try root.write(
      "Skills/finding-a-colour/SKILL.md",
      Self.skill.replacing("Finds the colour", with: "Finds any colour"))
    #expect(
      try Set(listening.notifications(3)) == [
        "prompts/list_changed", "resources/list_changed", "resources/updated",
      ])
    #expect(try skillText(listening).contains("Look on | path"))
    let errors = try listening.errors()
    #expect(errors.hasPrefix("Skills/finding-a-colour/SKILL.md:5:"), "\(errors)")
  }

  private func skillText(_ listening: Listening) throws -> String {
    let prompt = try listening.client.call("prompts/get", ["name": "finding-a-colour"])
    let text = prompt["result"]?["messages"]?.arrayValue?.first?["content"]?["text"]?.stringValue
    return (text ?? "\(prompt)").replacing("\n", with: " ")
  }

  @Test func servesModesAsTheyCome() throws {
    let root = try root()
    let listening = try Listening(root)
    #expect(try !listening.toolNames().contains("enable_mode"))
    let mode = """
      mode: linking
      title: Links
      routing: Look after the links between pages.
      instructions: Mend what is dangling.

      """
    try root.write(
      "Tools/modes/linking.yaml",
      Self.tools("list_links", title: "Links", table: "links", mode: mode))
    #expect(try listening.notifications(1) == ["tools/list_changed"])
    #expect(
      try listening.toolNames().suffix(4) == [
        "call_tool", "list_pages", "list_skills", "read_skill",
      ])
    let brief = try listening.client.callTool("enable_mode", ["mode": "linking"])
    #expect(brief["tools"]?.arrayValue?.map { $0["name"] } == ["list_links"])
    #expect(brief["instructions"]?.stringValue?.hasPrefix("Mend what is dangling.") == true)
    // Broken, it stays as it was, and its tools do not become listed.
    try root.write("Tools/modes/linking.yaml", "mode: linking\ntools: {}\n")
    try root.write("seeds/page.md", "# A page\n\nThe colour is sepia.\n")
    #expect(try Set(listening.notifications(1)) == ["resources/updated"])
    #expect(try listening.client.callTool("enable_mode", ["mode": "linking"])["total"] == 1)
    #expect(
      try listening.errors().contains(
        "Tools/modes/linking.yaml:1:7: error: the mode has no 'routing'"))
  }

  @Test func servesATaxonomyWithTheToolsThatNeedIt() throws {
    let root = try root()
    let listening = try Listening(root)
    try root.write(
      "Tools/colours.yaml", Self.tools("list_colours", title: "Colours", table: "colours"))
    try root.write("seeds/taxonomy.yaml", Self.taxonomy(kind: "colour"))
    #expect(try listening.notifications(1) == ["tools/list_changed"])
    let answer = try listening.client.call("tools/call", ["name": "list_colours"])
    #expect(answer["result"]?["structuredContent"]?["total"] != nil, "\(answer)")
    // A broken taxonomy leaves the kinds as they were.
    try root.write("seeds/taxonomy.yaml", "kinds: 7\n")
    try root.write("seeds/page.md", "# A page\n\nThe colour is sepia.\n")
    #expect(try listening.notifications(1) == ["resources/updated"])
    let again = try listening.client.call("tools/call", ["name": "list_colours"])
    #expect(again["result"]?["structuredContent"]?["total"] != nil, "\(again)")
    let errors = try listening.errors()
    #expect(errors.contains("taxonomy.yaml:1:8: error: 'kinds' must be a mapping"), "\(errors)")
    #expect(errors.contains("served as it was before"), "\(errors)")
  }

  private static func taxonomy(kind: String) -> String {
    """
    kinds:
      \(kind):
        description: Something with a name.
        find:
          - sections: {heading: A page}
        fields:
          name: {description: What it is called., take: {from: heading}}

    """
  }

  @Test func keepsAPageThatCannotBeReadAsItWas() throws {
    let root = try root()
    let listening = try Listening(root)
    try root.write("seeds/page.md", bytes: [0x23, 0x20, 0xFF, 0xFE, 0x0A])
    try root.write("seeds/other.md", "# Another\n")
    #expect(try listening.notifications(1) == ["resources/list_changed"])
    let text = try listening.client.call("resources/read", ["uri": "handbook://pages/page.md"])
    #expect(text["result"]?["contents"]?.arrayValue?.first?["text"] == .string(Self.page))
    #expect(try listening.errors().contains("served as it was before: not UTF-8"))
  }

  @Test func aTouchedFileIsNoChange() throws {
    let root = try root()
    let listening = try Listening(root)
    for name in ["seeds/page.md", "Tools/pages.yaml", "Skills/finding-a-colour/SKILL.md"] {
      let url = URL(fileURLWithPath: "\(root.path)/\(name)")
      try Data(contentsOf: url).write(to: url)
    }
    try root.write("seeds/other.md", "# Another\n")
    #expect(try listening.notifications(1) == ["resources/list_changed"])
    #expect(try listening.errors() == "")
  }

  @Test func neverServesAHalfWrittenPageHoweverFastItChanges() throws {
    let root = try root()
    try root.write("seeds/page.md", Self.version(0))
    let listening = try Listening(root)
    let writer = Thread {
      for number in 1...1000 { try? root.write("seeds/page.md", Self.version(number)) }
    }
    writer.start()
    var last = ""
    while last != Self.version(1000) {
      let answer = try listening.client.call("resources/read", ["uri": "handbook://pages/page.md"])
      last = answer["result"]?["contents"]?.arrayValue?.first?["text"]?.stringValue ?? "\(answer)"
      let number = last.split(separator: "\n").first?.split(separator: " ").last.flatMap { Int($0) }
      try #require(
        last == Self.version(number ?? -1), "torn: \(last.prefix(80)) … \(last.suffix(80))")
    }
    #expect(try listening.errors() == "")
  }

  private static func version(_ number: Int) -> String {
    let filler = (0..<200).map { "Line \($0) of version \(number).\n" }.joined()
    return "# Version \(number)\n\n\(filler)\nThe end of version \(number).\n"
  }
}
