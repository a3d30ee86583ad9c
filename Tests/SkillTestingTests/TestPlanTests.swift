import Diagnostics
import JSON
import MCPClient
import Testing

@testable import SkillTesting

/// Plans run on a server that is a few lines of shell.
@Suite(.timeLimit(.minutes(5)))
struct TestPlanTests {
  /// Lists two tools; `fatal` ends it, `stuck` is never answered, anything else is answered with its id.
  private static let server = [
    "/bin/sh", "-c",
    #"""
    while read -r line; do
      id=$(printf '%s' "$line" | sed 's/.*"id":\([0-9]*\).*/\1/')
      case "$line" in
      *tools/list*) result='{"tools":[{"name":"look","description":"Looks","annotations":{"readOnlyHint":true}},{"name":"write","description":"Writes"}]}' ;;
      *'"name":"fatal"'*) echo "out of memory" >&2; exit 9 ;;
      *'"name":"stuck"'*) continue ;;
      *prompts/get*'"count":"7"'*) result='{"messages":[{"role":"user","content":{"type":"text","text":"seven"}}]}' ;;
      *) result='{"content":[{"type":"text","text":"done"}],"structuredContent":{"ok":true}}' ;;
      esac
      echo '{"jsonrpc":"2.0","id":'"$id"',"result":'"$result"'}'
    done
    """#,
  ]

  private func skill(_ name: String, _ evals: String) -> SkillUnderTest {
    let file = EvalFile(
      reading: SourceText(path: "\(name)/evals/a.yaml", evals), skill: name)
    return SkillUnderTest(
      name: name, description: "Looks for things.", path: "\(name)/SKILL.md", evals: [file])
  }

  private func run(
    _ skills: [SkillUnderTest], tiers: Set<Tier>, server: [String] = Self.server
  ) throws -> TestReport {
    var plan = TestPlan(skills: skills, tiers: tiers, tools: ["look", "write"], server: server)
    plan.patience = .seconds(1)
    return try plan.run()
  }

  @Test func goesOnWithANewServerAfterOneFailed() throws {
    let report = try run(
      [
        skill(
          "looking",
          """
          evals:
            - {id: good, steps: [{tool: look, expect: [{path: ok, equals: true}]}]}
            - {id: deadly, steps: [{tool: fatal}, {tool: look}]}
            - {id: hanging, steps: [{tool: stuck}]}
            - {id: good again, steps: [{tool: look}, {prompt: looking, arguments: {count: 7}, expect: [{text: seven}]}]}
          """)
      ], tiers: [.replay])
    #expect(
      report.skills[0].cases.map(\.failures) == [
        [],
        ["the server ended with exit code 9 before it answered tools/call\n  | out of memory"],
        ["the server has not answered tools/call within 1.0 seconds"],
        [],
      ])
  }

  @Test func letsAProbeOnlyRead() throws {
    let report = try run(
      [
        skill(
          "looking",
          """
          - {id: a, intent: x, probe: {tool: look}}
          - {id: b, intent: x, probe: {tool: write}}
          """)
      ], tiers: [.replay])
    #expect(
      report.skills[0].cases.map(\.failures) == [
        [], ["step 1 (write): a probe may only call tools that are listed as read-only"],
      ])
  }

  @Test func cannotGoOnWithoutAServer() {
    let failure = #expect(throws: ServerFailure.self) {
      try run(
        [skill("looking", "routing: [{prompt: Look, expect: looking}]")], tiers: [.routing],
        server: ["/bin/sh", "-c", "echo no handbook >&2; exit 66"])
    }
    #expect(
      failure
        == ServerFailure(
          .ended, "the server ended with exit code 66 before it answered tools/list",
          errors: ["no handbook"]))
  }

  @Test func startsNoServerToLint() throws {
    let report = try run(
      [skill("looking", "evals: [{id: a, intent: b, expected_tools: [loo]}]")], tiers: [.lint],
      server: ["/no/such/program"])
    #expect(report.skills[0].cases.map(\.hasPassed) == [true, false])
  }

  @Test func countsAFileForTheSkillThatItNames() throws {
    var plan = TestPlan(
      skills: [
        skill("looking", "skill: writing\nrouting: [{prompt: Look, expect: looking}]"),
        skill("writing", "evals: [{id: a, intent: b}]"),
      ], tools: [], server: [])
    #expect(
      plan.skills.map { $0.evals.map(\.path) } == [
        [], ["writing/evals/a.yaml", "looking/evals/a.yaml"],
      ])
    plan = TestPlan(skills: [skill("looking", "skill: nobody")], tools: [], server: [])
    #expect(plan.skills.map(\.evals.count) == [1])
  }
}
