import JSON
import Testing

@testable import SkillTesting

struct ResultPathTests {
  private static let result: JSONValue = [
    "vectors": [["name": "MCP", "uses": ["a", "b"]], ["name": "Skills", "uses": []]],
    "total": 2, "a b": nil, "empty": [],
  ]

  @Test(
    arguments: [
      ("total", #"[2]"#), ("a b", "[null]"), ("vectors[0].name", #"["MCP"]"#),
      ("vectors[*].name", #"["MCP","Skills"]"#), ("vectors[*].uses[*]", #"["a","b"]"#),
      ("vectors[0].uses[1]", #"["b"]"#), ("vectors[*].uses[0]", #"["a"]"#),
    ] as [(String, String)])
  func leadsToValues(path: String, values: String) throws {
    let found = try ResultPath(parsing: path).values(in: Self.result)
    #expect(JSONValue.array(found.values).text == values)
    #expect(found.miss == nil)
  }

  @Test(arguments: [
    ("vector", "the result has no member 'vector'; did you mean 'vectors'?"),
    ("vectors[2]", "'vectors' has no element 2, its count is 2"),
    ("vectors[0].page", "'vectors[0]' has no member 'page'"),
    ("vectors.name", "'vectors' has no member 'name': it is of type array"),
    ("total[0]", "'total' is of type number, not an array"),
    ("empty[*].name", "'empty' is empty"),
    ("[0]", "the result is of type object, not an array"),
  ])
  func saysWhereItLeadsNowhere(path: String, miss: String) throws {
    let found = try ResultPath(parsing: path).values(in: Self.result)
    #expect(found.values == [])
    #expect(found.miss == miss)
  }

  @Test func startsWithAnElement() throws {
    #expect(try ResultPath(parsing: "[1].a").values(in: [0, ["a": 7]]).values == [7])
  }

  @Test(arguments: [
    ("", "it is empty"), (".", "a name is missing"), ("a.", "a name is missing"),
    ("a..b", "a name is missing"), ("a[", "'[' has no ']'"), ("a]", "']' has no '['"),
    ("a[0]b", "a '.' is missing after ']'"), ("a[x]", "'[x]' is neither '[*]' nor an index from 0"),
    ("a[]", "'[]' is neither '[*]' nor an index from 0"),
    ("a[-1]", "'[-1]' is neither '[*]' nor an index from 0"),
    (
      "a[99999999999999999999]",
      "'[99999999999999999999]' is neither '[*]' nor an index from 0"
    ),
  ])
  func refusesWhatIsNoPath(path: String, message: String) {
    let error = #expect(throws: ResultPath.Problem.self) { try ResultPath(parsing: path) }
    #expect(error?.message == message)
  }
}
