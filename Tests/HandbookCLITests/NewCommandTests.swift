import Diagnostics
import Foundation
import Skills
import TestSupport
import Testing

/// `handbook new`, and that what it writes passes `handbook check`.
@Suite(.timeLimit(.minutes(5)))
struct NewCommandTests {
  /// A root with the shipped handbook and no tools.
  private let root: TemporaryFolder

  init() throws {
    root = try TemporaryFolder(["Tools/none.yaml": "tools:\n"])
    try FileManager.default.copyItem(
      atPath: Repository.path + "/seeds", toPath: root.path + "/seeds")
  }

  private func run(_ words: String...) throws -> HandbookProgram.Outcome {
    try HandbookProgram.run(words + ["--root", root.path])
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: root.path + "/" + path, encoding: .utf8)
  }

  /// Fills in the marked places.
  /// - Returns: what is left between `<` and `>`.
  private func fill(_ path: String, _ values: [String: String]) throws -> [String] {
    var filled = try text(path)
    for (place, value) in values {
      #expect(filled.contains("<\(place)>"), "no place <\(place)>")
      filled = filled.replacing("<\(place)>", with: value)
    }
    try root.write(path, filled)
    return filled.split(separator: "\n").dropFirst(2).map(String.init).filter { $0.contains("<") }
  }

  private static let common = [
    "Category": "Teams", "feature": "teams", "Title": "List duties",
    "What it returns, when to use it, and which tool to use instead for what is close to it.":
      "Lists what teams answer for. Use it to learn duties; to find one owner use find_owner.",
  ]

  @Test func aToolOfSQLPassesTheCheckOnceItIsFilledIn() throws {
    #expect(
      try run("new", "tool", "list_duties")
        == .init(
          output: """
            wrote Tools/list_duties.yaml
            Fill in what stands between < and >, then:
              handbook check
              handbook call list_duties

            """, errors: "", exitCode: 0))
    #expect(try run("check").exitCode == 1)
    let rest = try fill(
      "Tools/list_duties.yaml",
      Self.common.merging([
        "Which rows it leaves.": "Only duties that contain this.", "column": "duty",
        "table": "responsibilities", "What the column means.": "What the team answers for.",
      ]) { $1 })
    #expect(rest == [])
    let check = try run("check")
    #expect(check.exitCode == 0, "\(check.output)")
    #expect(
      check.output.hasSuffix("1 tool, 0 modes, 0 skills: nothing to complain about\n"),
      "\(check.output)")
    #expect(try run("call", "list_duties", "--text", "roadmap").exitCode == 0)
  }

  @Test func aToolInSwiftPassesTheCheckOnceItIsFilledIn() throws {
    #expect(try run("new", "tool", "read_one", "--handler").exitCode == 0)
    #expect(try run("check").exitCode == 1)
    let rest = try fill(
      "Tools/read_one.yaml",
      Self.common.merging([
        "handler": "read_page", "parameter": "path", "What the parameter means.": "A path.",
        "example": "small-teams.md",
      ]) { $1 })
    #expect(rest == [])
    let check = try run("check")
    #expect(
      check.output.hasSuffix("1 tool, 0 modes, 0 skills: nothing to complain about\n"),
      "\(check.output)")
  }

  @Test func aSkillPassesTheCheckOnceItIsFilledIn() throws {
    #expect(
      try run("new", "skill", "finding-duties")
        == .init(
          output: """
            wrote Skills/finding-duties/SKILL.md
            wrote Skills/finding-duties/evals/finding-duties.yaml
            Fill in what stands between < and >, then:
              handbook check
              handbook test finding-duties

            """, errors: "", exitCode: 0))
    #expect(try text("Skills/finding-duties/SKILL.md").hasPrefix("---\nname: finding-duties\n"))
    let places = [
      "What the skill does, in the third person.": "Finds what a team answers for.",
      "what somebody asks for or has at hand, in the words\n  that they would use":
        "somebody asks who answers for a thing",
      "tool": "search", "Title": "Finding duties",
      "The job in one or two sentences, and what is there when it is done.": "A list of duties.",
      "for what is close to it, and what to use instead": "to find people",
      "which arguments": "the thing", "What to look for in the answer.": "Look for duties.",
      "What to do with it.": "List them.",
      "What must hold before the job is done.": "Each duty has a team.",
    ]
    #expect(try fill("Skills/finding-duties/SKILL.md", places) == [])
    let library = SkillLibrary(folder: root.path + "/Skills")
    #expect(library.skills.map(\.name) == ["finding-duties"])
    #expect(library.check(tools: ["search", "read_page"]).map(\.rendered) == [])
  }

  @Test func nothingThatIsThereIsOverwritten() throws {
    _ = try run("new", "tool", "list_duties")
    try root.write("Tools/list_duties.yaml", "mine")
    #expect(
      try run("new", "tool", "list_duties")
        == .init(
          output: "",
          errors: """
            handbook: 'Tools/list_duties.yaml' is there already; nothing was written
            choose another name, or move the file away

            """, exitCode: 1))
    #expect(try text("Tools/list_duties.yaml") == "mine")
    try root.write("Skills/a-b/evals/a-b.yaml", "mine")
    #expect(try run("new", "skill", "a-b").exitCode == 1)
    #expect(!FileManager.default.fileExists(atPath: root.path + "/Skills/a-b/SKILL.md"))
  }

  @Test func aToolOfAnotherFileKeepsItsName() throws {
    let outcome = try HandbookProgram.run(["new", "tool", "list_teams"])
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("there is a tool 'list_teams' already; nothing was written"))
    #expect(!FileManager.default.fileExists(atPath: Repository.path + "/Tools/list_teams.yaml"))
  }

  @Test(arguments: [
    ("tool", "List Teams!", "list_teams"), ("tool", "../evil", "evil"),
    ("tool", "Ünder", "nder"),
    ("tool", String(repeating: "a", count: 53), String(repeating: "a", count: 52)),
    ("skill", "Finding_Owners", "finding-owners"), ("skill", "-a--b-", "a-b"),
    ("skill", "a/b", "a-b"), ("skill", "", nil), ("tool", "…", nil),
  ])
  func aNameThatNobodyCouldUseIsRefused(noun: String, name: String, nearest: String?) throws {
    let outcome = try HandbookProgram.run(["new", noun, "--root", root.path, "--", name])
    #expect(outcome.exitCode == 64)
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.first == "handbook: '\(name)' cannot be the name of a \(noun)")
    #expect(lines.dropFirst(2) == (nearest.map { ["did you mean '\($0)'?"] } ?? [])[...])
  }

  @Test(arguments: [
    ["new"], ["new", "tool"], ["new", "page", "a"], ["new", "skill", "a", "--sql"],
    ["new", "tool", "a", "--sql", "--handler"],
  ])
  func wrongWordsAreUsageErrors(words: [String]) throws {
    #expect(try HandbookProgram.run(words + ["--root", root.path]).exitCode == 64)
  }
}
