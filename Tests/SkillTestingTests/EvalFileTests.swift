import Diagnostics
import JSON
import Measurement
import TestSupport
import Testing

@testable import SkillTesting

struct EvalFileTests {
  private func read(_ text: String, path: String = "evals/x.yaml") -> EvalFile {
    EvalFile(reading: SourceText(path: path, text), skill: "finding-things")
  }

  static let whole = """
    skill: writing-things
    routing:
      - prompt: Who owns the flags?
        expect: list_teams
    evals:
      - id: cheap
        intent: Which way in is the cheapest?
        expected_tools: [list_vectors, search]
        acceptable_tools: [read_page]
        forbidden_tools: [execute_sql]
        in_order: true
        budget: {calls: 4, tokens: 6000}
        steps:
          - tool: list_vectors
            arguments: {effort: Low, deep: [1, {a: null}]}
            max_ms: 500
            expect:
              - {path: "vectors[0].name", equals: MCP}
              - {path: vectors, at_least: 1}
              - {path: vectors, at_most: 9}
              - {path: vectors, count: 1}
              - {path: "vectors[*].page", contains: ai-platform.md}
              - {text: Codex}
              - {cites: ai-platform.md}
              - {error: false}
          - prompt: writing-things
            arguments: {team: Growth}
            expect: [{error: true}]
      - {id: plain, intent: Anything?}
    """

  @Test func readsEveryKey() throws {
    let file = read(Self.whole)
    #expect(file.diagnostics == [])
    #expect(file.skill == "writing-things")
    #expect(file.routing.map(\.prompt) == ["Who owns the flags?"])
    #expect(file.routing.map(\.expect) == ["list_teams"])
    #expect(file.routing.map(\.position) == [SourcePosition(line: 3, column: 5)])
    let eval = try #require(file.evals.first)
    #expect(file.evals.map(\.id) == ["cheap", "plain"])
    #expect(eval.intent == "Which way in is the cheapest?")
    #expect(eval.tools.expected == ["list_vectors", "search"])
    #expect(eval.tools.acceptable == ["read_page"])
    #expect(eval.tools.forbidden == ["execute_sql"])
    #expect(eval.tools.isInOrder)
    #expect(eval.budget == Budget(calls: 4, tokens: 6000))
    #expect(eval.steps.map(\.action) == [.callTool("list_vectors"), .getPrompt("writing-things")])
    #expect(eval.steps[0].arguments == ["effort": "Low", "deep": [1, ["a": nil]]])
    #expect(eval.steps[0].maximumMilliseconds == 500)
    #expect(eval.steps.map(\.shouldFail) == [false, true])
    let vectors = try ResultPath(parsing: "vectors")
    #expect(
      eval.steps[0].expectations.map(\.kind) == [
        .value(try ResultPath(parsing: "vectors[0].name"), .equals("MCP")),
        .value(vectors, .atLeast(1)), .value(vectors, .atMost(9)), .value(vectors, .count(1)),
        .value(try ResultPath(parsing: "vectors[*].page"), .contains("ai-platform.md")),
        .text("Codex"), .cites("ai-platform.md"), .error(false),
      ])
  }

  @Test func takesTheFoldersSkillWhereNoneIsNamed() {
    let file = read("evals: [{id: a, intent: b}]")
    #expect(file.skill == "finding-things")
    #expect(file.diagnostics == [])
  }

  @Test(arguments: [
    ("", "evals/x.yaml: warning: the file is empty"),
    (
      "{}",
      """
      evals/x.yaml:1:1: warning: the file tests nothing
        {}
        ^
      note: write prompts under 'routing' and jobs under 'evals'
      """
    ),
    (
      "text",
      """
      evals/x.yaml:1:1: error: an eval file must be a mapping, not a string
        text
        ^
      """
    ),
    (
      "evals: []\nroutng: []",
      """
      evals/x.yaml:2:1: error: unknown key 'routng' in an eval file
        routng: []
        ^
      note: did you mean 'routing'?
      """
    ),
    (
      "routing: [{prompt: a, expect: 7}, {prompt: a}, x]",
      """
      evals/x.yaml:1:31: error: 'expect' must be a text, not 7
        routing: [{prompt: a, expect: 7}, {prompt: a}, x]
                                      ^
      evals/x.yaml:1:35: error: a routing case needs 'expect'
        routing: [{prompt: a, expect: 7}, {prompt: a}, x]
                                          ^
      evals/x.yaml:1:48: error: a routing case must be a mapping, not a string
        routing: [{prompt: a, expect: 7}, {prompt: a}, x]
                                                       ^
      """
    ),
    (
      "evals: [{id: a}]",
      """
      evals/x.yaml:1:9: error: an eval needs 'intent' or 'steps'
        evals: [{id: a}]
                ^
      note: 'intent' is what a user would ask, 'steps' are calls that are run without an agent
      """
    ),
    (
      "evals: [{intent: a}, {id: b, intent: c}, {id: b, intent: c}]",
      """
      evals/x.yaml:1:9: error: an eval needs 'id'
        evals: [{intent: a}, {id: b, intent: c}, {id: b, intent: c}]
                ^
      evals/x.yaml:1:42: error: the id 'b' is used twice
        evals: [{intent: a}, {id: b, intent: c}, {id: b, intent: c}]
                                                 ^
      """
    ),
    (
      "evals: [{id: a, intent: ' ', expected_tools: search, budget: {call: 1, tokens: -1}}]",
      """
      evals/x.yaml:1:25: error: 'intent' must be a text, not " "
        evals: [{id: a, intent: ' ', expected_tools: search, budget: {call: 1, tokens: -1}}]
                                ^
      evals/x.yaml:1:46: error: 'expected_tools' must be a sequence of texts, not "search"
        evals: [{id: a, intent: ' ', expected_tools: search, budget: {call: 1, tokens: -1}}]
                                                     ^
      evals/x.yaml:1:63: error: unknown key 'call' in a budget
        evals: [{id: a, intent: ' ', expected_tools: search, budget: {call: 1, tokens: -1}}]
                                                                      ^
      note: did you mean 'calls'?
      evals/x.yaml:1:80: error: 'tokens' must be an integer from 0, not -1
        …expected_tools: search, budget: {call: 1, tokens: -1}}]
                                                           ^
      """
    ),
    (
      "evals: [{id: a, intent: b, expected_tools: [x, y], forbidden_tools: [y]}]",
      """
      evals/x.yaml:1:9: error: the tool 'y' is forbidden and also expected or acceptable
        evals: [{id: a, intent: b, expected_tools: [x, y], forbidden_tools: [y]}]
                ^
      """
    ),
    (
      "evals: [{id: a, steps: [{tool: x, prompt: y}, {tool: x, arguments: []}]}]",
      """
      evals/x.yaml:1:25: error: a step needs either 'tool' or 'prompt'
        evals: [{id: a, steps: [{tool: x, prompt: y}, {tool: x, arguments: []}]}]
                                ^
      note: 'tool' calls a tool, 'prompt' renders a skill
      evals/x.yaml:1:68: error: 'arguments' must be a mapping, not a sequence
        evals: [{id: a, steps: [{tool: x, prompt: y}, {tool: x, arguments: []}]}]
                                                                           ^
      """
    ),
    (
      "evals: [{id: a, steps: [{tool: x, expect: [{path: a}, {text: b, count: 1}, {text: b, error: true}]}]}]",
      """
      evals/x.yaml:1:45: error: 'path' needs exactly one of 'equals', 'contains', 'at_least', 'at_most', 'count' beside it
        evals: [{id: a, steps: [{tool: x, expect: [{path: a}, {text: b, count: 1}, {text: b, error: true}]}]…
                                                    ^
      evals/x.yaml:1:65: error: 'count' needs 'path' beside it
        evals: [{id: a, steps: [{tool: x, expect: [{path: a}, {text: b, count: 1}, {text: b, error: true}]}]…
                                                                        ^
      evals/x.yaml:1:76: error: an expectation needs exactly one of 'path', 'text', 'cites', 'error'
        …tool: x, expect: [{path: a}, {text: b, count: 1}, {text: b, error: true}]}]}]
                                                           ^
      """
    ),
    (
      "evals: [{id: a, steps: [{tool: x, expect: [{path: 'a[', count: 1}]}]}]",
      """
      evals/x.yaml:1:51: error: the path 'a[' cannot be read: '[' has no ']'
        evals: [{id: a, steps: [{tool: x, expect: [{path: 'a[', count: 1}]}]}]
                                                          ^
      note: paths look like 'vectors[0].name' and 'vectors[*].page'
      """
    ),
  ])
  func reportsEveryMistakeWithItsPlace(text: String, expected: String) {
    let found = read(text).diagnostics.map(\.rendered).joined(separator: "\n")
    #expect(found == expected)
  }

  @Test func namesToolsAndSkillsThatDoNotExist() {
    let file = read(
      """
      skill: writing-thing
      routing: [{prompt: a, expect: list_team}]
      evals:
        - id: a
          intent: b
          expected_tools: [serch]
          forbidden_tools: [execute_sql]
          steps: [{tool: list_teams}]
      """)
    let found = file.check(tools: ["search", "list_teams"], skills: ["writing-things"])
    #expect(
      found.map(\.rendered).joined(separator: "\n") == """
        evals/x.yaml:1:8: error: there is no skill 'writing-thing'
          skill: writing-thing
                 ^
        note: did you mean 'writing-things'?
        evals/x.yaml:2:31: error: there is no skill or tool 'list_team'
          routing: [{prompt: a, expect: list_team}]
                                        ^
        note: did you mean 'list_teams'?
        evals/x.yaml:6:22: error: there is no tool 'serch'
              expected_tools: [serch]
                               ^
        note: did you mean 'search'?
        evals/x.yaml:7:23: warning: there is no tool 'execute_sql'
              forbidden_tools: [execute_sql]
                                ^
        """)
  }

  // MARK: - Other people's formats

  @Test func readsTheStandardsEvals() {
    let file = read(
      """
      {
      \t"skill_name": "writing-things",
      \t"evals": [
      \t\t{"id": 1, "prompt": "Write a \\"thing\\"", "expected_output": "A thing",
      \t\t "files": ["evals/files/a.csv"], "assertions": ["It is short", {"text": "It is true"}]},
      \t\t{"id": "two", "prompt": "Another", "expectations": ["Fine"], "model": "x"}
      \t]
      }
      """, path: "evals/evals.json")
    #expect(file.skill == "writing-things")
    #expect(file.evals.map(\.id) == ["1", "two"])
    #expect(file.evals.map(\.intent) == ["Write a \"thing\"", "Another"])
    #expect(file.evals.map(\.statements) == [["A thing", "It is short", "It is true"], ["Fine"]])
    #expect(
      file.diagnostics.map(\.headline) == [
        "evals/evals.json:6:64: warning: unknown key 'model' in an eval"
      ])
  }

  @Test func saysWhatIsWrongWithTheStandardsEvals() {
    let broken = read("{\n  \"evals\": [}", path: "evals/evals.json")
    #expect(
      broken.diagnostics.map(\.headline) == [
        "evals/evals.json:2:13: error: not JSON: unexpected '}'"
      ]
    )
    let incomplete = read(#"{"evals": [{"prompt": "a"}, {"id": 1}]}"#, path: "evals/evals.json")
    #expect(
      incomplete.diagnostics.map(\.headline) == [
        "evals/evals.json:1:12: error: an eval needs an 'id'",
        "evals/evals.json:1:29: error: an eval needs a 'prompt'",
      ])
  }

  @Test(arguments: [true, false])
  func readsBenchmarkTasks(hasKey: Bool) throws {
    let list = """
      - id: flags-1
        category: flags
        intent: Why is the flag off?
        expected_tools: [search]
        acceptable_tools: [read_page]
        success_criteria: Names the condition
        probe: {tool: search, args: {query: flag}, max_ms: 2000}
        fixtures: []
      """
    let file = read(hasKey ? "tasks:\n" + list : list, path: "evals/tasks.yaml")
    #expect(file.diagnostics == [])
    let task = try #require(file.evals.first)
    #expect(task.id == "flags-1")
    #expect(task.intent == "Why is the flag off?")
    #expect(task.statements == ["Names the condition"])
    let step = try #require(task.steps.first)
    #expect(step.action == .callTool("search"))
    #expect(step.arguments == ["query": "flag"])
    #expect(step.maximumMilliseconds == 2000)
    #expect(step.mustOnlyRead)
  }

  // MARK: - Any input

  @Test func survivesBeingCutOffAnywhere() {
    let bytes = Array(Self.whole.utf8)
    for end in bytes.indices {
      let source = SourceText(path: "x.yaml", bytes: Array(bytes[..<end]))
      _ = EvalFile(reading: source, skill: "x").check(tools: [], skills: [])
    }
  }

  @Test func survivesMutations() {
    var generator = SeededRandom(seed: 20_26)
    let bytes = Array(Self.whole.utf8)
    for _ in 0..<2_000 {
      var mutated = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: mutated.indices, using: &generator)
        let pieces: [[UInt8]] = [
          [], Array("[".utf8), Array("]".utf8), Array(": ".utf8), Array("\n".utf8), [0xFF],
          Array("expect: [{path: ".utf8),
        ]
        // There are pieces to choose from.
        mutated.replaceSubrange(index...index, with: pieces.randomElement(using: &generator)!)
      }
      let file = EvalFile(reading: SourceText(path: "x.yaml", bytes: mutated), skill: "x")
      // What is reported can be shown.
      for diagnostic in file.check(tools: [], skills: []) {
        #expect(!diagnostic.rendered.isEmpty, "\(String(decoding: mutated, as: UTF8.self))")
      }
    }
  }
}
