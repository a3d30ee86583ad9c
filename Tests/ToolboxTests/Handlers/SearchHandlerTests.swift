import Files
import HandbookModel
import JSON
import Testing

@testable import Toolbox

struct SearchHandlerTests {
  private let model: HandbookModel

  init() throws {
    model = try SmallHandbook.model()
  }

  private func search(_ arguments: JSONValue) throws -> JSONObject {
    try SmallHandbook.call("search", arguments, in: model)
  }

  @Test func answersWithPlaceSnippetAndSource() throws {
    let result = try search(["query": "queue"])
    let hit = try #require(result["results"]?.arrayValue?.first?.objectValue)
    #expect(
      hit.keys == [
        "uri", "path", "title", "section", "lines", "kind", "snippet", "score", "revision",
      ])
    var rest = hit
    rest["score"] = nil
    #expect(
      rest
        == object([
          "uri": "handbook://pages/guide.md#rotation", "path": "guide.md", "title": "The guide",
          "section": ["Alerts", "Rotation"], "lines": [16, 18], "kind": "section",
          "snippet": "Somebody watches the **queue** every day.", "revision": 2,
        ]))
    #expect(
      result.keys == ["query", "results", "total", "withheld", "next", "sources"])
    #expect(
      result["sources"] == [
        [
          "path": "guide.md", "revision": 2,
          "content_hash": .string(try #require(model.page(at: "guide.md")).contentHash.hexadecimal),
        ]
      ])
  }

  @Test(arguments: [
    ("brief", ["uri", "path", "title", "section", "lines", "kind", "score", "revision"]),
    ("section", ["uri", "path", "title", "section", "lines", "kind", "text", "score", "revision"]),
  ])
  func answersAsMuchAsAskedFor(detail: String, keys: [String]) throws {
    let result = try search(["query": "queue", "detail": .string(detail)])
    let hit = try #require(result["results"]?.arrayValue?.first?.objectValue)
    #expect(hit.keys == keys)
    if detail == "section" {
      #expect(hit["text"] == "### Rotation\n\nSomebody watches the queue every day.\n")
    }
  }

  @Test func findsFactsAndToolsByKind() throws {
    let team = try search(["query": "alerts", "kind": "team"])["results"]?.arrayValue?.first
    #expect(team?["name"] == "Alerts")
    #expect(team?["uri"] == "handbook://pages/guide.md#alerts")
    let tool = try search(["query": "markdown", "kind": "tool"])["results"]?.arrayValue?.first
    #expect(tool?["name"] == "read_page")
    #expect(tool?["uri"] == .null)
    #expect(tool?["lines"] == .null)
  }

  @Test func readsOlderRevisionsWhenAsked() throws {
    #expect(try search(["query": "noise"])["total"] == 0)
    let result = try search(["query": "noise", "as_of": 1])
    #expect(result["results"]?.arrayValue?.first?["path"] == "old/guide-1.md")
    #expect(result["results"]?.arrayValue?.first?["revision"] == 1)
  }

  @Test(
    arguments: [
      (["query": "-x"] as JSONValue, "- query: the query only says what must not occur"),
      (["query": "?!"], "- query: the query has no word to search for"),
      (
        ["query": "alerts", "kind": "taem"], "- kind: there is no kind 'taem'; did you mean 'team'?"
      ),
      (
        ["query": "alerts", "as_of": "yesterday"],
        "- as_of: 'yesterday' is neither a revision's number"
      ),
      (["query": "alerts", "cursor": "abc"], "- cursor: this is no cursor"),
      (["query": "alerts", "limit": 0], "- limit: 0 is less than the minimum 1"),
    ] as [(JSONValue, String)])
  func saysWhatIsWrong(arguments: JSONValue, message: String) {
    let error = #expect(throws: ToolCallError.self) { try search(arguments) }
    #expect(
      error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func givesEveryResultExactlyOnce() throws {
    let pages = (1...40).map { number in
      ("p\(number).md", "# Page \(number)\n\nAll about widgets, number \(number).\n")
    }
    let model = try SmallHandbook.model(pages)
    var paths: [String] = []
    var arguments: JSONObject = object(["query": "widgets", "limit": 7, "max_tokens": 300])
    var calls = 0
    while calls < 100 {
      let result = try SmallHandbook.call("search", .object(arguments), in: model)
      let found = result["results"]?.arrayValue?.compactMap { $0["path"]?.stringValue } ?? []
      paths += found
      #expect(result["total"] == 40)
      #expect(result["withheld"] == .integer(40 - paths.count))
      calls += 1
      guard let next = result["next"], !next.isNull else { break }
      arguments["cursor"] = next
    }
    #expect(calls > 6)
    #expect(paths.count == 40)
    #expect(Set(paths) == Set(pages.map(\.0)))
  }

  @Test func stopsWhenTheCallerHasGone() {
    let context = CallContext(model: { [model] in model }, checkpoint: { true })
    #expect(throws: ToolCallError.cancelled) {
      try SearchHandler.run(object(["query": "queue"]), context)
    }
  }
}
