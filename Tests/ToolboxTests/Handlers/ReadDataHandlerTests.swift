import Files
import HandbookModel
import JSON
import Testing

@testable import Toolbox

struct ReadDataHandlerTests {
  private let model: HandbookModel

  init() throws {
    model = try SmallHandbook.model()
  }

  private func read(_ arguments: JSONValue) throws -> JSONObject {
    try SmallHandbook.call("read_data", arguments, in: model)
  }

  private func names(_ filters: JSONValue) throws -> [String] {
    let result = try read(["kind": "team", "filters": filters, "fields": ["name"]])
    return result["rows"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
  }

  @Test func answersRowsWithTheirPlaces() throws {
    let result = try read(["kind": "team", "limit": 1])
    #expect(result.keys == ["table", "rows", "total", "withheld", "next", "sources"])
    #expect(result["table"] == "teams")
    #expect(
      result["rows"]?.arrayValue?.first?.objectValue?.keys == [
        "position", "name", "size", "owns", "page", "section", "first_line", "last_line",
        "revision", "is_newest",
      ])
    #expect(result["rows"]?.arrayValue?.first?["owns"] == ["alerts", "reports"])
    #expect(result["rows"]?.arrayValue?.first?["is_newest"] == true)
    #expect(result["total"] == 3)
    #expect(result["withheld"] == 2)
    #expect(
      result["sources"]?.arrayValue?.first?["content_hash"]?.stringValue
        == model.page(at: "guide.md")?.contentHash.hexadecimal)
  }

  @Test(
    arguments: [
      ([["field": "name", "operator": "equals", "value": "billing"]] as JSONValue, ["Billing"]),
      ([["field": "name", "operator": "not_equals", "value": "Billing"]], ["Alerts", "Growth"]),
      ([["field": "name", "operator": "contains", "value": "L"]], ["Alerts", "Billing"]),
      ([["field": "name", "operator": "starts_with", "value": "gr"]], ["Growth"]),
      ([["field": "name", "operator": "less_than", "value": "billing"]], ["Alerts"]),
      (
        [["field": "name", "operator": "in", "value": ["alerts", "GROWTH"]]], ["Alerts", "Growth"]
      ),
      ([["field": "size", "operator": "equals", "value": 3]], ["Alerts"]),
      ([["field": "size", "operator": "not_equals", "value": 3]], ["Billing", "Growth"]),
      ([["field": "size", "operator": "less_than", "value": 12]], ["Alerts"]),
      ([["field": "size", "operator": "less_or_equal", "value": 12]], ["Alerts", "Growth"]),
      ([["field": "size", "operator": "greater_than", "value": 3]], ["Growth"]),
      ([["field": "size", "operator": "greater_or_equal", "value": 3]], ["Alerts", "Growth"]),
      ([["field": "size", "operator": "in", "value": [3, 4]]], ["Alerts"]),
      ([["field": "size", "operator": "is_set"]], ["Alerts", "Growth"]),
      ([["field": "size", "operator": "is_not_set"]], ["Billing"]),
      ([["field": "owns", "operator": "equals", "value": "Reports"]], ["Alerts"]),
      ([["field": "owns", "operator": "contains", "value": "oice"]], ["Billing"]),
      (
        [["field": "owns", "operator": "in", "value": ["invoices", "alerts"]]],
        ["Alerts", "Billing"]
      ),
      ([["field": "owns", "operator": "is_set"]], ["Alerts", "Billing"]),
      ([["field": "owns", "operator": "is_not_set"]], ["Growth"]),
      ([["field": "is_newest", "operator": "equals", "value": false]], ["Alerts"]),
      (
        [["field": "revision", "operator": "greater_than", "value": 0]],
        ["Alerts", "Alerts", "Billing", "Growth"]
      ),
      (
        [
          ["field": "size", "operator": "is_set"],
          ["field": "name", "operator": "contains", "value": "row"],
        ], ["Growth"]
      ),
      ([["field": "name", "operator": "equals", "value": "x' OR '1'='1"]], []),
      ([["field": "name", "operator": "contains", "value": "%"]], []),
    ] as [(JSONValue, [String])])
  func filters(filters: JSONValue, expected: [String]) throws {
    #expect(try names(filters) == expected)
  }

  @Test func ordersByAField() throws {
    let result = try read([
      "kind": "team", "fields": ["name", "size"], "order_by": "size", "descending": true,
    ])
    #expect(
      result["rows"] == [
        ["name": "Growth", "size": 12], ["name": "Alerts", "size": 3],
        ["name": "Billing", "size": .null],
      ])
  }

  @Test func leavesOutTheTextOfPagesUnlessAskedFor() throws {
    let page = try read(["table": "pages"])["rows"]?.arrayValue?.first
    #expect(page?["path"] == "guide.md")
    #expect(page?["text"] == nil)
    let text = try read(["table": "pages", "fields": ["text"]])["rows"]?.arrayValue?.first
    #expect(text?["text"] == .string(SmallHandbook.guide))
  }

  @Test(
    arguments: [
      ([:] as JSONValue, ["kind: give either 'kind' or 'table'"]),
      (["kind": "team", "table": "teams"], ["kind: give either 'kind' or 'table'"]),
      (["kind": "taem"], ["kind: there is no kind 'taem'; did you mean 'team'?"]),
      (["table": "sectoins"], ["table: there is no table 'sectoins'; did you mean 'sections'?"]),
      (
        [
          "kind": "team", "fields": ["nam", "name"], "order_by": "siz",
          "filters": [
            ["field": "onws", "operator": "is_set"],
            ["field": "size", "operator": "equals", "value": "three"],
            ["field": "is_newest", "operator": "equals", "value": "yes"],
            ["field": "name", "operator": "equals"],
            ["field": "name", "operator": "in", "value": "x"],
          ],
        ],
        [
          "filters/0/field: there is no field 'onws'; did you mean 'owns'?",
          "filters/1/value: field 'size' needs a number, not \"three\"",
          "filters/2/value: field 'is_newest' needs true or false, not \"yes\"",
          "filters/3/value: 'equals' needs a value; to ask whether there is one use 'is_set' or 'is_not_set'",
          "filters/4/value: 'in' needs an array of values",
          "fields: there is no field 'nam'; did you mean 'name'?",
          "order_by: there is no field 'siz'; did you mean 'size'?",
        ]
      ),
      (
        ["kind": "team", "fields": ["name\"; DROP TABLE x; --"]],
        [
          "fields: there is no field 'name\"; DROP TABLE x; --'; there are: position, name, size, owns, page, "
            + "section, first_line, last_line, revision, is_newest"
        ]
      ),
    ] as [(JSONValue, [String])])
  func saysWhatIsWrong(arguments: JSONValue, problems: [String]) {
    #expect(throws: ToolCallError.invalidArguments(tool: "read_data", problems: problems)) {
      try read(arguments)
    }
  }

  @Test(arguments: [(3, 8000), (1000, 100), (7, 150)])
  func givesEveryRowExactlyOnce(limit: Int, tokens: Int) throws {
    let text = (1...120).map { "## Heading \($0)\n\nText \($0).\n\n" }.joined()
    let model = try SmallHandbook.model([("many.md", text)])
    var arguments = object([
      "table": "sections", "fields": ["heading"], "limit": .integer(limit),
      "max_tokens": .integer(tokens),
      "filters": [["field": "page", "operator": "equals", "value": "many.md"]],
    ])
    var headings: [String] = []
    for _ in 0..<200 {
      let result = try SmallHandbook.call("read_data", .object(arguments), in: model)
      headings += result["rows"]?.arrayValue?.compactMap { $0["heading"]?.stringValue } ?? []
      #expect(result["withheld"] == .integer(120 - headings.count))
      guard let next = result["next"], !next.isNull else { break }
      arguments["cursor"] = next
    }
    #expect(headings == (1...120).map { "Heading \($0)" })
  }
}
