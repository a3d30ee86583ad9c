import Files
import HandbookModel
import JSON
import Testing

@testable import Toolbox

struct ReadPageHandlerTests {
  private let model: HandbookModel

  init() throws {
    model = try SmallHandbook.model()
  }

  private func read(_ arguments: JSONValue) throws -> JSONObject {
    try SmallHandbook.call("read_page", arguments, in: model)
  }

  @Test func answersAWholePage() throws {
    let result = try read(["path": "guide"])
    #expect(
      result
        == object([
          "uri": "handbook://pages/guide.md", "path": "guide.md", "title": "The guide",
          "section": [], "lines": [1, 36], "line_count": 36, "revision": 2, "is_newest": true,
          "content_hash": .string(try #require(model.page(at: "guide.md")).contentHash.hexadecimal),
          "content": .string(SmallHandbook.guide), "withheld": 0, "next": .null,
        ]))
  }

  @Test(
    arguments: [
      (["path": "guide.md", "section": "Billing"] as JSONValue, [20, 25], "billing"),
      (["path": "/guide.md", "section": "#billing"], [20, 25], "billing"),
      (["uri": "handbook://pages/guide.md#alerts"], [8, 19], "alerts"),
      (
        ["path": "handbook://pages/guide.md", "section": "Growth > rotation"], [34, 36],
        "rotation-1"
      ),
      (["path": "guide.md", "lines": [6, 6]], [6, 6], nil),
      (["path": "guide.md", "lines": [30, 99]], [30, 36], nil),
    ] as [(JSONValue, [Int], String?)])
  func answersAPart(arguments: JSONValue, lines: [Int], anchor: String?) throws {
    let result = try read(arguments)
    let first = try #require(result["lines"]?.arrayValue?.first?.intValue)
    let last = try #require(result["lines"]?.arrayValue?.last?.intValue)
    // Empty lines at the end of a section may count or not.
    #expect(first == lines[0])
    #expect((lines[1] - 1...lines[1]).contains(last))
    #expect(
      result["uri"] == .string(HandbookURI(path: "guide.md", anchor: anchor).text))
    let all = SmallHandbook.guide.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = all[(first - 1)..<last].joined(separator: "\n") + (last < all.count ? "\n" : "")
    #expect(result["content"] == .string(expected))
    #expect(result["next"] == .null)
  }

  @Test func answersAnOlderRevision() throws {
    for arguments: JSONValue in [
      ["path": "guide.md", "as_of": 1], ["path": "guide.md", "as_of": "2024-12-31"],
      ["path": "old/guide-1.md"],
    ] {
      let result = try read(arguments)
      #expect(result["path"] == "old/guide-1.md")
      #expect(result["revision"] == 1)
      #expect(result["is_newest"] == false)
    }
  }

  @Test(
    arguments: [
      ([:] as JSONValue, "path: give either 'path' or 'uri'"),
      (["path": "a", "uri": "handbook://pages/a"], "path: give either 'path' or 'uri'"),
      (["path": "giude.md"], "path: there is no page 'giude.md'; did you mean 'guide.md'?"),
      (
        ["path": "new/guide-1"],
        "path: there is no page 'new/guide-1'; did you mean 'old/guide-1.md'?"
      ),
      (["path": "../guide.md"], "path: there is no page '../guide.md'; did you mean 'guide.md'?"),
      (
        ["path": "guide.md\u{0}"],
        "path: there is no page 'guide.md\u{0}'; did you mean 'guide.md'?"
      ),
      (
        ["uri": "handbook://pages/../guide.md"],
        "uri: the address holds an empty path part, '.' or '..'"
      ),
      (["uri": "file:///etc/passwd"], "uri: an address begins with 'handbook://pages/'"),
      (
        ["path": "guide.md", "section": "Biling"],
        "section: there is no section 'Biling'; did you mean 'Billing'?"
      ),
      (
        ["path": "guide.md", "section": "ALERTS > Growth"],
        "section: there is no section 'ALERTS > Growth'; there are: Alerts, Rotation, Billing, Growth, Rotation"
      ),
      (
        ["path": "guide.md", "section": "Billing", "lines": [1, 2]],
        "lines: give either 'section' or 'lines'"
      ),
      (
        ["path": "guide.md", "lines": [9, 2]],
        "lines: give the first and the last line, for instance [10, 20]"
      ),
      (["path": "guide.md", "lines": [37, 38]], "lines: the page has 36 lines"),
      (
        ["path": "guide.md", "as_of": "x"],
        "as_of: 'x' is neither a revision's number nor a day as YYYY-MM-DD"
      ),
    ] as [(JSONValue, String)])
  func saysWhatIsWrong(arguments: JSONValue, message: String) {
    #expect(
      throws: ToolCallError.invalidArguments(tool: "read_page", problems: [message])
    ) { try read(arguments) }
  }

  @Test func asksWhichOfSeveralSections() throws {
    let twice = try SmallHandbook.model([("twice.md", "## Same Thing\n\na\n\n## Same Thing\n\nb\n")]
    )
    let error = #expect(throws: ToolCallError.self) {
      try SmallHandbook.call(
        "read_page", ["path": "twice.md", "section": "Same thing"], in: twice)
    }
    #expect(
      error
        == .invalidArguments(
          tool: "read_page",
          problems: [
            "section: 'Same thing' is the heading of several sections: #same-thing, #same-thing-1"
          ]))
  }

  @Test(arguments: [100, 250])
  func givesEveryLineExactlyOnce(tokens: Int) throws {
    // Lines of every length, one of them longer than an answer may be.
    var text = "# Long\n"
    for number in 1...60 {
      text += "\(number): " + String(repeating: "ä", count: number * 3) + "\n"
    }
    text += String(repeating: "日本", count: 400) + "\n\n\nEnd"
    let model = try SmallHandbook.model([("long.md", text)])
    var arguments = object(["path": "long.md", "max_tokens": .integer(tokens)])
    var content = ""
    var lastLine = 0
    for _ in 0..<200 {
      let result = try SmallHandbook.call("read_page", .object(arguments), in: model)
      let part = try #require(result["content"]?.stringValue)
      #expect(part.utf8.count <= tokens * 4)
      content += part
      let lines = try #require(result["lines"]?.arrayValue?.compactMap { $0.intValue })
      #expect(lines[0] == lastLine || lines[0] == lastLine + 1)
      lastLine = lines[1]
      let rest = text.utf8.dropFirst(content.utf8.count)
      let whole = rest.isEmpty ? 0 : rest.count { $0 == 0x0A } + 1
      let isInsideLine = !rest.isEmpty && !content.hasSuffix("\n")
      #expect(result["withheld"] == .integer(whole - (isInsideLine ? 1 : 0)))
      guard let next = result["next"], !next.isNull else { break }
      arguments["cursor"] = next
    }
    #expect(content == text)
    #expect(lastLine == 65)
  }

  @Test func refusesTheCursorOfAnotherPage() throws {
    let model = try SmallHandbook.model([("long.md", String(repeating: "word\n", count: 500))])
    let cursor = try #require(
      try SmallHandbook.call("read_page", ["path": "long.md", "max_tokens": 100], in: model)["next"]
    )
    #expect(
      throws: ToolCallError.invalidArguments(
        tool: "read_page", problems: [PageCursor.Problem.otherCall.message])
    ) { try SmallHandbook.call("read_page", ["path": "guide.md", "cursor": cursor], in: model) }
    let changed = try SmallHandbook.model([("long.md", String(repeating: "wort\n", count: 500))])
    #expect(
      throws: ToolCallError.invalidArguments(
        tool: "read_page", problems: [PageCursor.Problem.stale.message])
    ) { try SmallHandbook.call("read_page", ["path": "long.md", "cursor": cursor], in: changed) }
  }

  @Test func answersAnEmptyPage() throws {
    let model = try SmallHandbook.model([("empty.md", "")])
    let result = try SmallHandbook.call("read_page", ["path": "empty.md"], in: model)
    #expect(result["content"] == "")
    #expect(result["lines"] == .null)
    #expect(result["next"] == .null)
  }

  @Test func showsWhatCannotBeSeen() throws {
    let model = try SmallHandbook.model([("trick.md", "# A\u{200B}b\n\nRead \u{202E}this\u{202C}.")]
    )
    let result = try SmallHandbook.call("read_page", ["path": "trick.md"], in: model)
    #expect(result["content"] == #"# A\u{200B}b\#n\#nRead \u{202E}this\u{202C}."#)
    #expect(result["title"] == #"A\u{200B}b"#)
  }
}
