import HandbookModel
import JSON
import Testing

@testable import Toolbox

struct ReadTaxonomyHandlerTests {
  private let model: HandbookModel

  init() throws {
    model = try SmallHandbook.model()
  }

  private func read(_ arguments: JSONValue) throws -> JSONObject {
    try SmallHandbook.call("read_taxonomy", arguments, in: model)
  }

  @Test func listsKindsWithTheirOwnFieldsFirst() throws {
    let result = try read([:])
    let kinds = try #require(result["kinds"]?.arrayValue)
    #expect(
      kinds.first == [
        "kind": "team", "table": "teams", "description": "A team.", "rows": 4,
        "is_generic": false,
        "fields": [
          ["name": "name", "type": "text"], ["name": "size", "type": "integer"],
          ["name": "owns", "type": "list"],
        ],
      ])
    #expect(kinds.dropFirst().allSatisfy { $0["is_generic"] == true })
    #expect(kinds.contains { $0["table"] == "links" })
    #expect(result["total"] == .integer(kinds.count))
    #expect(result["next"] == .null)
  }

  @Test(arguments: ["team", "teams"])
  func describesOneKindInFull(name: String) throws {
    let kinds = try read(["kind": .string(name)])["kinds"]?.arrayValue
    #expect(kinds?.count == 1)
    let fields = try #require(kinds?.first?["fields"]?.arrayValue)
    #expect(
      fields.compactMap { $0["name"]?.stringValue } == [
        "position", "name", "size", "owns", "page", "section", "first_line", "last_line",
        "revision", "is_newest",
      ])
    let owns = fields.first { $0["name"] == "owns" }
    #expect(owns?["description"] == "What it owns.")
    #expect(owns?["examples"]?.arrayValue?.contains("alerts") == true)
  }

  @Test func namesTheNearestKind() {
    #expect(
      throws: ToolCallError.invalidArguments(
        tool: "read_taxonomy", problems: ["kind: there is no kind 'taem'; did you mean 'team'?"])
    ) { try read(["kind": "taem"]) }
  }

  @Test func givesEveryKindExactlyOnce() throws {
    let all = try #require(try read(["max_tokens": 8000])["kinds"]?.arrayValue)
    var kinds: [JSONValue] = []
    var arguments = object(["max_tokens": 200])
    for _ in 0..<50 {
      let result = try read(.object(arguments))
      kinds += result["kinds"]?.arrayValue ?? []
      guard let next = result["next"], !next.isNull else { break }
      arguments["cursor"] = next
    }
    #expect(kinds == all)
  }
}
