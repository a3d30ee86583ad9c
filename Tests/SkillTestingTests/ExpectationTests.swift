import Diagnostics
import JSON
import Testing

@testable import SkillTesting

struct ExpectationTests {
  private static let value: JSONValue = [
    "vectors": [
      ["name": "MCP", "page": "docs/ai-platform.md", "consumers": ["Codex", "Say \"hi\""]],
      ["name": "Skills", "page": "docs/ai-platform.md", "consumers": []],
    ],
    "total": 2, "ratio": .number(JSONNumber(uncheckedText: "0.5")), "none": [],
    "uri": "handbook://pages/teams.md#owners",
  ]
  private static let answer = Answer(value: value, text: value.text, isError: false)

  /// Reads the expectations of a step as they would stand in a file.
  private func expectations(_ text: String) throws -> [SkillTesting.Expectation] {
    let source = SourceText(
      path: "x.yaml", "evals: [{id: a, steps: [{tool: x, expect: [\(text)]}]}]")
    let file = EvalFile(reading: source, skill: "x")
    try #require(file.diagnostics == [])
    return file.evals[0].steps[0].expectations
  }

  @Test(arguments: [
    "{path: 'vectors[0].name', equals: MCP}", "{path: total, equals: 2.0}",
    "{path: 'vectors[*].name', equals: Skills}", "{path: none, equals: []}",
    "{path: vectors, at_least: 2}", "{path: vectors, at_most: 2}", "{path: vectors, count: 2}",
    "{path: 'vectors[*].consumers[*]', count: 2}", "{path: 'none[*]', count: 0}",
    "{path: 'none[*].x', at_most: 3}", "{path: total, at_least: 2}",
    "{path: 'vectors[*].page', contains: ai-platform.md}",
    "{path: 'vectors[0].consumers', contains: Codex}", "{text: Codex}", "{text: 'Say \"hi\"'}",
    "{text: '\"total\":2'}", "{cites: ai-platform.md}", "{cites: docs/ai-platform.md}",
    "{cites: teams.md}", "{error: false}",
  ])
  func isMet(text: String) throws {
    #expect(try expectations(text).map { $0.failure(of: Self.answer) } == [nil])
  }

  @Test(arguments: [
    ("{path: 'vectors[0].name', equals: Mcp}", #"'vectors[0].name' should be "Mcp", not "MCP""#),
    (
      "{path: 'vectors[*].name', equals: API}",
      #"'vectors[*].name' should be "API", not any of "MCP", "Skills""#
    ),
    ("{path: total, equals: '2'}", #"'total' should be "2", not 2"#),
    ("{path: vector, equals: 1}", "the result has no member 'vector'; did you mean 'vectors'?"),
    ("{path: vectors, at_least: 3}", "'vectors' should be at least 3, not 2"),
    ("{path: total, at_most: 1}", "'total' should be at most 1, not 2"),
    ("{path: vectors, count: 1}", "'vectors' should be exactly 1, not 2"),
    ("{path: 'none[*]', at_least: 1}", "'none' is empty"),
    ("{path: total, count: 2}", "'total' has nothing to count: it is 2"),
    ("{path: ratio, at_least: 0}", "'ratio' has nothing to count: it is 0.5"),
    (
      "{path: uri, count: 1}",
      #"'uri' has nothing to count: it is "handbook://pages/teams.md#owners""#
    ),
    (
      "{path: 'vectors[0].consumers', contains: Code}",
      #"'vectors[0].consumers' should contain "Code", but is ["Codex","Say \"hi\""]"#
    ),
    ("{path: total, contains: 2}", "'total' should contain 2, but is 2"),
    (
      "{cites: platform.md}",
      "no page, path or uri in the result names 'platform.md', only docs/ai-platform.md, handbook://pages/teams.md#owners"
    ),
  ])
  func saysWhatWasExpectedAndGot(text: String, failure: String) throws {
    #expect(try expectations(text).map { $0.failure(of: Self.answer) } == [failure])
  }

  @Test func looksIntoTextWhereThereIsNoStructure() throws {
    let answer = Answer(response: [
      "result": ["content": [["type": "text", "text": "See teams.md"]]]
    ])
    for text in ["{text: See}", "{cites: teams.md}"] {
      #expect(try expectations(text).map { $0.failure(of: answer) } == [nil])
    }
    #expect(
      try expectations("{text: Sea}")[0].failure(of: answer)
        == "the result does not contain 'Sea', it is See teams.md")
  }

  @Test func wantsACallToFailOnlyWhereSaidSo() throws {
    let failed = Answer(response: ["error": ["code": -32602, "message": "no such tool"]])
    var step = Step(action: .callTool("x"), position: SourcePosition(line: 1, column: 1))
    #expect(step.failures(of: failed) == ["the call fails: no such tool"])
    step.expectations = try expectations("{error: true}, {text: no such}")
    #expect(step.failures(of: failed) == [])
    #expect(step.failures(of: Self.answer).count == 2)
    #expect(step.failures(of: Self.answer)[0].hasPrefix("the call should fail, but answers {"))
  }

  @Test func limitsTheTimeOfACall() {
    var slow = Self.answer
    slow.milliseconds = 30
    var step = Step(action: .callTool("x"), position: SourcePosition(line: 1, column: 1))
    step.maximumMilliseconds = 29
    #expect(step.failures(of: slow) == ["the call took 30 ms, the limit is 29"])
    step.maximumMilliseconds = 30
    #expect(step.failures(of: slow) == [])
  }
}
