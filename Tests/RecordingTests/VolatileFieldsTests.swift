import JSON
import Testing

@testable import Recording

struct VolatileFieldsTests {
  @Test(arguments: [
    (#"{"result":{"_meta":{"status":"waited 2 s"},"content":[]}}"#, #"{"result":{"content":[]}}"#),
    (
      #"{"result":{"_meta":{"status":"waited 2 s","other":1},"content":[]}}"#,
      #"{"result":{"_meta":{"other":1},"content":[]}}"#
    ),
    (#"{"result":{"_meta":{}}}"#, #"{"result":{"_meta":{}}}"#),
    (#"{"result":{"status":"paid"}}"#, #"{"result":{"status":"paid"}}"#),
  ])
  func howLongACallHasWaitedDoesNotMatter(message: String, settled: String) throws {
    #expect(
      VolatileFields().settled(try JSONParser.parse(message)) == (try JSONParser.parse(settled)))
  }

  @Test(arguments: [
    ("/a/b", ["a", "b"], true), ("/a/b", ["a"], false), ("/a", ["a", "b"], false),
    ("/a/*/c", ["a", "7", "c"], true), ("/a/*/c", ["a", "c"], false), ("", [], true),
    ("/**/c", ["c"], true), ("/**/c", ["a", "b", "c"], true), ("/**/c", ["c", "b"], false),
    ("/a/**", ["a"], true), ("/a/**", ["a", "b", "c"], true),
    ("/**/**/b/*", ["b", "b", "x"], true),
    ("/x~1y/~0", ["x/y", "~"], true),
  ])
  func matchesPaths(pattern: String, path: [String], isMatch: Bool) throws {
    #expect(try #require(PointerPattern(pattern)).matches(path) == isMatch)
  }

  @Test(arguments: ["result", "a/b", "/~2"])
  func takesNothingElseForAPointer(text: String) {
    #expect(PointerPattern(text) == nil)
  }

  @Test func comparesOnlyTheTypeOfWhatMayChange() {
    let fields = VolatileFields()
    let recorded: JSONValue = [
      "result": [
        "serverInfo": ["name": "handbook", "version": "1"], "nextCursor": "abc",
        "structuredContent": ["results": [["score": 1]], "next": "def"],
      ]
    ]
    let present: JSONValue = [
      "result": [
        "serverInfo": ["name": "handbook", "version": "2"], "nextCursor": "xyz",
        "structuredContent": ["results": [["score": 2]], "next": nil],
      ]
    ]
    #expect(
      Difference.all(recorded: fields.settled(recorded), present: fields.settled(present))
        == [
          Difference(
            pointer: "/result/structuredContent/next", recorded: "any string", present: .some(.null)
          )
        ])
  }

  @Test func leavesOutWhatIsToBeIgnored() throws {
    let fields = VolatileFields(
      ignoring: try ["/result/tools/*/title", "/**/hash", "/list/0"].map {
        try #require(PointerPattern($0))
      })
    #expect(
      fields.settled([
        "result": ["tools": [["name": "a", "title": "A"]], "hash": 1], "hash": 2, "list": [1, 2],
      ]) == ["result": ["tools": [["name": "a"]]], "list": [nil, 2]])
  }

  @Test func comparesTheRepetitionOfStructuredContentOnlyOnce() {
    func message(_ structured: JSONValue, text: JSONValue) -> JSONValue {
      [
        "result": [
          "content": [["type": "text", "text": .string(text.text)]],
          "structuredContent": structured,
        ]
      ]
    }
    let fields = VolatileFields()
    let recorded = fields.settled(message(["a": 1], text: ["a": 1]))
    #expect(
      Difference.all(
        recorded: recorded, present: fields.settled(message(["a": 2], text: ["a": 2]))
      ).map(\.pointer) == ["/result/structuredContent/a"])
    #expect(
      Difference.all(
        recorded: recorded, present: fields.settled(message(["a": 1], text: ["a": 2]))
      ).map(\.pointer) == ["/result/content/0/text"])
  }

  @Test func comparesTextsThatAreJSONByTheirParts() {
    let fields = VolatileFields()
    let recorded: JSONValue = ["result": ["content": [["text": #"{"a":1,"score":5}"#]]]]
    let present: JSONValue = ["result": ["content": [["text": #"{"score":6,"a":2}"#]]]]
    #expect(
      Difference.all(recorded: fields.settled(recorded), present: fields.settled(present))
        == [Difference(pointer: "/result/content/0/text/a", recorded: 1, present: 2)])
  }
}
