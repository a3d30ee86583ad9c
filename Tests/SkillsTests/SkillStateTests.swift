import Skills
import TestSupport
import Testing

struct SkillStateTests {
  /// A body with `requires-tools`, and the reason for which it is withheld; `nil` where it is offered.
  struct StateCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var body = "Body"
    var requires: String?
    var reason: String?
  }

  @Test(
    arguments: [
      StateCase(testDescription: "no tools"),
      StateCase(testDescription: "tools that are there", requires: "rows, page"),
      StateCase(
        testDescription: "a missing tool", requires: "rows nothing",
        reason: "it needs the tool 'nothing', which is not served"),
      StateCase(
        testDescription: "missing and disabled tools", requires: "gone, off",
        reason: "it needs the tools 'gone', 'off' (it is not enabled), which are not served"),
      StateCase(testDescription: "a call of a tool", body: "{{ tool('rows') | count }}"),
      StateCase(
        testDescription: "calls in branches and required",
        body: "{% if x %}{{ tool('gone') }}{% endif %}",
        requires: "gone other", reason: "it needs the tools 'gone', 'other', which are not served"),
      StateCase(
        testDescription: "a call in text", body: "Call `tool('gone')`.\n"),
      StateCase(
        testDescription: "a faulty template", body: "{{ tool('rows') | }}",
        reason: "Skills/asking/SKILL.md:5:19: error: expected a filter's name here"),
    ])
  func withholdsWhatCannotWork(example: StateCase) throws {
    let folder = try TemporaryFolder()
    let metadata = example.requires.map { ["requires-tools: \"\($0)\""] } ?? []
    try folder.writeSkill("asking", example.body, metadata: metadata)
    let skill = try #require(folder.library["asking"])
    let expected = example.reason.map { SkillState.withheld(reason: $0) } ?? .offered
    #expect(skill.state(with: testTools) == expected)
  }

  @Test(arguments: [
    ("rules", Set<String>?.none, SkillState.offered),
    ("rules", Set(["rules"]), .offered),
    (
      "rules faqs teams", Set(["teams"]),
      .withheld(reason: "it needs the tables 'rules', 'faqs', which this handbook does not have")
    ),
  ])
  func withholdsWhatNeedsOtherTables(requires: String, tables: Set<String>?, expected: SkillState)
    throws
  {
    let folder = try TemporaryFolder()
    try folder.writeSkill("asking", "Body", metadata: ["requires-tables: \"\(requires)\""])
    let skill = try #require(folder.library["asking"])
    let tools = ServedTools(["rows"], readOnly: [String]?.none, tables: tables)
    #expect(skill.state(with: tools) == expected)
  }

  @Test func withholdsWhatIsGone() throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill("asking")
    let skill = try #require(folder.library["asking"])
    try folder.remove("asking/SKILL.md")
    #expect(
      skill.state(with: [])
        == .withheld(reason: "its text cannot be read: no such file or directory"))
  }
}
