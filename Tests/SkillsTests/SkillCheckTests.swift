import Diagnostics
import Skills
import TestSupport
import Testing

/// A skill's own file, and every diagnostic about it as shown.
struct CheckCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var text: String
  var expected: String

  init(_ testDescription: String, _ text: String, gives expected: String) {
    self.testDescription = testDescription
    self.text = text
    self.expected = expected
  }
}

/// What the check of the skill `finding-owners` with that file says.
func checked(
  _ text: String, in folder: TemporaryFolder, tools: ServedTools = testTools
) throws -> String {
  try folder.write("finding-owners/SKILL.md", text)
  let skill = try #require(folder.library.skills.first { $0.path == "finding-owners" })
  return skill.check(tools: tools).map(\.rendered).joined(separator: "\n")
}

struct SkillCheckTests {
  @Test func findsNothingInAGoodSkill() throws {
    let folder = try TemporaryFolder()
    try folder.write("finding-owners/references/steps.md", "See [the skill](../SKILL.md).\n")
    try folder.write("finding-owners/scripts/run.sh", "x")
    try folder.write("finding-owners/evals/a.md", "[nowhere](nowhere.md)")
    try folder.write("finding-owners/arguments.yaml", "team: {type: string}\n")
    let text = """
      ---
      name: finding-owners
      description: Finds the owner of a feature. Use when somebody asks who to talk to.
      license: MIT
      compatibility: Needs the handbook server
      allowed-tools: Read
      metadata:
        author: us
        requires-tools: rows
      ---
      # Finding owners

      Call `rows`, then `page(path)`; see [steps](references/steps.md#first), [the web](https://x.org),
      `scripts/run.sh`, `some_value` and [below](#below).

      {% if team %}
      {{ tool("rows", team=team) | table(name) }}
      {% endif %}
      """
    #expect(try checked(text, in: folder) == "")
  }

  @Test(
    arguments: [
      CheckCase(
        "unknown keys",
        "---\nname: finding-owners\ndescripton: x\ndescription: Use it.\nversion: 1\n---\nBody",
        gives: """
          Skills/finding-owners/SKILL.md:3:1: error: unknown key 'descripton'
            descripton: x
            ^
          note: did you mean 'description'?
          Skills/finding-owners/SKILL.md:5:1: error: unknown key 'version'
            version: 1
            ^
          note: the keys are name, description, license, compatibility, metadata, allowed-tools; put \
          keys of your own under 'metadata'
          """),
      CheckCase(
        "no name", "---\ndescription: Use it.\n---\nBody",
        gives: """
          Skills/finding-owners/SKILL.md:1:1: error: the skill has no name
            ---
            ^
          note: write 'name: finding-owners' into the front matter
          """),
      CheckCase(
        "a bad name", "---\nname: -PostHog--Owner-\ndescription: Use it.\n---\nBody",
        gives: """
          Skills/finding-owners/SKILL.md:2:7: error: a name has no 'P': only small letters a to z, \
          digits and hyphens
            name: -PostHog--Owner-
                  ^
          note: for instance 'posthog-owner'
          Skills/finding-owners/SKILL.md:2:7: error: a name neither begins nor ends with a hyphen
            name: -PostHog--Owner-
                  ^
          note: remove it
          Skills/finding-owners/SKILL.md:2:7: error: a name has no two hyphens in a row
            name: -PostHog--Owner-
                  ^
          note: remove one of them
          Skills/finding-owners/SKILL.md:2:7: error: the name differs from that of its folder or \
          file, 'finding-owners'
            name: -PostHog--Owner-
                  ^
          note: rename one of them
          Skills/finding-owners/SKILL.md:2:7: warning: the name says no activity
            name: -PostHog--Owner-
                  ^
          note: begin it with a verb that ends in -ing, for instance 'managing-feature-flags'
          """),
      CheckCase(
        "values of the wrong kind",
        """
        ---
        name: finding-owners
        description: Use it.
        license: 3
        compatibility: ""
        allowed-tools: [Read, Write]
        metadata:
          version: 1.0
          tags: [a]
          requires_tools: x
          template: maybe
        ---
        Body
        """,
        gives: """
          Skills/finding-owners/SKILL.md:4:10: error: 'license' must be a string, not a number
            license: 3
                     ^
          Skills/finding-owners/SKILL.md:5:16: error: 'compatibility' is empty
            compatibility: ""
                           ^
          note: write a text, or remove the key
          Skills/finding-owners/SKILL.md:6:16: error: 'allowed-tools' must be one string, not a sequence
            allowed-tools: [Read, Write]
                           ^
          note: write allowed-tools: Read Write
          Skills/finding-owners/SKILL.md:8:12: error: the value of 'version' must be a string, not a number
              version: 1.0
                       ^
          note: put it in quotes
          Skills/finding-owners/SKILL.md:9:9: error: the value of 'tags' must be a string, not a sequence
              tags: [a]
                    ^
          note: put it in quotes
          Skills/finding-owners/SKILL.md:10:3: warning: 'requires_tools' means nothing here
              requires_tools: x
              ^
          note: did you mean 'requires-tools'?
          Skills/finding-owners/SKILL.md:11:13: error: 'template' is "true" or "false", not "maybe"
              template: maybe
                        ^
          note: leave it out where the skill has arguments or calls a tool
          """),
      CheckCase(
        "a description in the wrong person",
        "---\nname: finding-owners\ndescription: I'll find users.\n---\nBody",
        gives: """
          Skills/finding-owners/SKILL.md:3:14: warning: the description begins with 'I'll'
            description: I'll find users.
                         ^
          note: write in the third person what the skill does, for instance 'Finds the owner of …'
          Skills/finding-owners/SKILL.md:3:14: warning: the description does not say when to use the skill
            description: I'll find users.
                         ^
          note: add a sentence such as 'Use when …'
          """),
      CheckCase(
        "YAML that only some read", "---\nname: finding-owners\ndescription: Use when: x\n---\n \n",
        gives: """
          Skills/finding-owners/SKILL.md:3:22: error: a ': ' inside an unquoted value
            description: Use when: x
                                 ^
          note: put the value in quotes where the ': ' belongs to it, or start a nested mapping on the \
          next line
          Skills/finding-owners/SKILL.md:6:1: warning: the skill has no body
            \n  ^
          note: write below the front matter how the job is done
          """),
    ])
  func checksFrontMatter(example: CheckCase) throws {
    let folder = try TemporaryFolder()
    #expect(try checked(example.text, in: folder) == example.expected)
  }

  /// Names with the headlines about them.
  @Test(
    arguments: [
      ("posthog-finding", ["error: the name begins with 'posthog-'"]),
      ("asking-claude", ["error: the name holds the vendor's word 'claude'"]),
      ("owners", ["warning: the name says no activity"]),
      (
        "finding-" + String(repeating: "x", count: 60),
        ["error: the name has 68 characters, more than 64"]
      ),
      ("finding-2-owners", []),
    ])
  func checksNames(name: String, expected: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill(name)
    let headlines = try #require(folder.library[name]).check(tools: []).map(\.headline)
    #expect(headlines == expected.map { "Skills/\(name)/SKILL.md:2:7: " + $0 })
  }

  @Test(arguments: [(1024, 500, 0), (1025, 501, 2)])
  func limitsLengths(description: Int, compatibility: Int, count: Int) throws {
    let folder = try TemporaryFolder()
    let text = """
      ---
      name: finding-owners
      description: Use \(String(repeating: "é", count: description - 4))
      compatibility: \(String(repeating: "x", count: compatibility))
      ---
      Body
      """
    let headlines = try checked(text, in: folder).split(separator: "\n").filter {
      $0.hasPrefix("Skills/")
    }
    let expected = [
      "Skills/finding-owners/SKILL.md:3:14: error: 'description' has 1025 characters, more than 1024",
      "Skills/finding-owners/SKILL.md:4:16: error: 'compatibility' has 501 characters, more than 500",
    ]
    #expect(headlines.map(String.init) == Array(expected.prefix(count)))
  }

  @Test(
    arguments: [
      (500, 10, []),
      (501, 10, ["SKILL.md:505:1: warning: the body has 501 lines, more than 500"]),
      (400, 51, ["SKILL.md:397:1: warning: the body has about 5100 tokens, more than 5000"]),
    ])
  func limitsTheBody(lines: Int, bytesPerLine: Int, expected: [String]) throws {
    let folder = try TemporaryFolder()
    let line = String(repeating: "x", count: bytesPerLine - 1) + "\n"
    try folder.writeSkill("finding-owners", String(repeating: line, count: lines))
    let skill = try #require(folder.library["finding-owners"])
    #expect(
      skill.check(tools: []).map(\.headline) == expected.map { "Skills/finding-owners/" + $0 })
  }

  @Test func checksSkillsThatAreLeftOut() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/SKILL.md", "no front matter")
    try folder.write(
      "finding-owners/SKILL.md", "---\nname: owners\ndescription: Use it.\n---\nBody")
    #expect(
      folder.library.check(tools: []).map(\.headline) == [
        "Skills/a/SKILL.md:1:1: error: the file has no front matter",
        "Skills/finding-owners/SKILL.md:2:7: error: the name differs from that of its folder or file, "
          + "'finding-owners'",
        "Skills/finding-owners/SKILL.md:2:7: warning: the name says no activity",
      ])
  }
}
