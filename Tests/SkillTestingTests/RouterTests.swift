import Diagnostics
import JSON
import Testing

@testable import SkillTesting

struct RouterTests {
  private static let router = Router([
    RoutingCandidate(
      name: "choosing-a-vector",
      description: "Chooses the integration vector with the least effort for a product."),
    RoutingCandidate(
      name: "writing-skills",
      description: "Writes a skill for agents. To choose an integration use choosing-a-vector."),
    RoutingCandidate(
      name: "list_teams", title: "List teams", description: "Lists the small teams and owners."),
  ])

  private func outcome(_ prompt: String, _ expect: String) -> RoutingOutcome {
    RoutingOutcome(
      RoutingCase(
        prompt: prompt, expect: expect, position: SourcePosition(line: 1, column: 1)),
      Self.router)
  }

  @Test(arguments: [
    ("Which integration vectors cost little effort?", "choosing-a-vector"),
    ("Please write me a skill", "writing-skills"),
    ("who owns the teams?", "list_teams"),
    ("Choosing a product", "choosing-a-vector"),
  ])
  func ranksTheFittingCandidateFirst(prompt: String, expect: String) {
    let outcome = outcome(prompt, expect)
    #expect(outcome.got == expect)
    #expect(outcome.isRight)
    #expect(outcome.failure == nil)
    #expect(outcome.ranking.count == 3)
  }

  @Test func saysWhichWordsDecided() {
    #expect(
      outcome("Which integration vectors cost little effort?", "choosing-a-vector").reason
        == "by 2.38 before writing-skills: vectors 1.43, effort 0.95")
    let wrong = outcome("Write about the effort of a skill", "choosing-a-vector")
    #expect(
      wrong.failure == "expected choosing-a-vector, got writing-skills (2.86 against 0.95)")
    #expect(
      wrong.reason
        == "for writing-skills: skill 1.43, write 1.43; for choosing-a-vector: effort 0.95")
  }

  @Test func failsWhereNoWordIsShared() {
    let outcome = outcome("Lunch?", "list_teams")
    #expect(outcome.got == nil)
    #expect(
      outcome.failure == "expected list_teams, but no candidate shares a word with the prompt")
    #expect(outcome.reason == "no word decided")
  }

  @Test func failsOnATie() {
    let router = Router(
      ["a-thing", "b-thing"].map { RoutingCandidate(name: $0, description: "x") })
    let outcome = RoutingOutcome(
      RoutingCase(prompt: "thing", expect: "b-thing", position: SourcePosition(line: 1, column: 1)),
      router)
    #expect(outcome.failure?.hasPrefix("expected b-thing alone, which ties with a-thing") == true)
  }

  @Test func failsWhereTheExpectedCandidateIsNotOffered() {
    #expect(
      outcome("write a skill", "eating-lunch").failure
        == "expected eating-lunch, which is neither a skill that is offered nor a tool")
  }

  @Test func doesNotCountTheNamesOfOtherCandidates() {
    // The second description names the first candidate, whose words are not its own.
    let rank = Self.router.rank("vector").first { $0.name == "writing-skills" }
    #expect(rank?.score == 0)
  }

  @Test func ranksNothingAndNobody() {
    #expect(Router([]).rank("anything").isEmpty)
    #expect(Self.router.rank("").map(\.score) == [0, 0, 0])
  }

  // MARK: - Confusion

  @Test func showsWhatWasTakenForWhat() {
    let table = ConfusionTable([
      outcome("integration vectors", "choosing-a-vector"),
      outcome("effort", "choosing-a-vector"),
      outcome("skill effort", "choosing-a-vector"),
      outcome("teams", "list_teams"),
      outcome("lunch", "list_teams"),
    ])
    #expect(
      table.text == """
                             1  2  3  4
        1 choosing-a-vector  2  .  1  .
        2 list_teams         .  1  .  1
        3 writing-skills
        4 (nothing)
        """)
    #expect(
      table.json.text
        == #"[{"expected":"choosing-a-vector","got":"choosing-a-vector","count":2},"#
        + #"{"expected":"choosing-a-vector","got":"writing-skills","count":1},"#
        + #"{"expected":"list_teams","got":"list_teams","count":1},"#
        + #"{"expected":"list_teams","got":"(nothing)","count":1}]"#)
  }
}
