import Diagnostics
import JSON
import Skills
import TestSupport
import Testing

struct SkillLibraryTests {
  @Test func readsEverythingThatFrontMatterSays() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "checking-teams/SKILL.md",
      """
      ---
      name: checking-teams
      description: >
        Checks a small team.
        Use when a team has grown.
      license: MIT
      compatibility: Needs the handbook
      allowed-tools: Bash(git add *) Read
      metadata:
        author: us
        requires-tools: search, read_page list_vectors
        version: 1.10
      ---
      Body
      """)
    let library = folder.library
    let skill = try #require(library["checking-teams"])
    #expect(library.diagnostics.isEmpty)
    #expect(skill.description == "Checks a small team. Use when a team has grown.")
    #expect(skill.license == "MIT")
    #expect(skill.compatibility == "Needs the handbook")
    #expect(skill.allowedTools == ["Bash(git add *)", "Read"])
    #expect(skill.requiredTools == ["search", "read_page", "list_vectors"])
    #expect(skill.path == "checking-teams")
    #expect(skill.shownPath == "Skills/checking-teams/SKILL.md")
    #expect(
      JSONValue.object(skill.frontMatter).text == """
        {"name":"checking-teams","description":"Checks a small team. Use when a team has grown.\\n",\
        "license":"MIT","compatibility":"Needs the handbook","allowed-tools":"Bash(git add *) Read",\
        "metadata":{"author":"us","requires-tools":"search, read_page list_vectors","version":1.10}}
        """)
    #expect(try skill.body().text == "Body")
  }

  /// A file's text, and the skill's name and description with the headlines of the diagnostics.
  struct LenientCase: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    var expected: [String]
  }

  @Test(
    arguments: [
      LenientCase(
        testDescription: "a byte order mark, CR LF and blanks behind the marks",
        text: "\u{FEFF}---  \r\nname: a-b\r\ndescription: x\r\n--- \r\nBody", expected: ["a-b: x"]),
      LenientCase(
        testDescription: "no body", text: "---\nname: a-b\ndescription: x\n---",
        expected: ["a-b: x"]),
      LenientCase(
        testDescription: "no name", text: "---\ndescription: x\n---\n",
        expected: ["a-b: x", "Skills/a-b/SKILL.md:1:1: warning: the skill has no name"]),
      LenientCase(
        testDescription: "a bad name", text: "---\nname: My Skill\ndescription: x\n---\n",
        expected: [
          "My Skill: x",
          "Skills/a-b/SKILL.md:2:1: warning: a name has no 'M': only small letters a to z, digits "
            + "and hyphens",
          "Skills/a-b/SKILL.md:2:1: warning: the name differs from that of its folder or file, 'a-b'",
        ]),
      LenientCase(
        testDescription: "a name that cannot be shown",
        text: "---\nname: \"a\\u202Eb\"\ndescription: x\n---\n",
        expected: [
          "a-b: x",
          "Skills/a-b/SKILL.md:2:1: warning: a name has no '\\u{202E}': only small letters a to z, "
            + "digits and hyphens",
          "Skills/a-b/SKILL.md:2:1: warning: the name differs from that of its folder or file, 'a-b'",
        ]),
      LenientCase(
        testDescription: "unknown keys, metadata of any kind",
        text:
          "---\nname: a-b\ndescription: x\nhooks: {a: [1]}\nmetadata: 3\nallowed-tools: [A]\n---\n",
        expected: ["a-b: x"]),
      LenientCase(
        testDescription: "a colon in an unquoted description",
        text: "---\nname: a-b\ndescription: Use when: it\n  rains\nlicense: 'MIT'\n---\n",
        expected: [
          "a-b: Use when: it rains",
          "Skills/a-b/SKILL.md:3:22: warning: a ': ' inside an unquoted value",
        ]),
      LenientCase(
        testDescription: "no description", text: "---\nname: a-b\n---\n",
        expected: ["Skills/a-b/SKILL.md:1:1: error: the skill has no description"]),
      LenientCase(
        testDescription: "an empty description",
        text: "---\nname: a-b\ndescription: \" \"\n---\n",
        expected: ["Skills/a-b/SKILL.md:1:1: error: the skill has no description"]),
      LenientCase(
        testDescription: "a list for a description",
        text: "---\nname: a-b\ndescription: [x]\n---\n",
        expected: ["Skills/a-b/SKILL.md:1:1: error: the skill has no description"]),
      LenientCase(
        testDescription: "no front matter", text: "# Title\n",
        expected: ["Skills/a-b/SKILL.md:1:1: error: the file has no front matter"]),
      LenientCase(
        testDescription: "nothing", text: "",
        expected: ["Skills/a-b/SKILL.md:1:1: error: the file has no front matter"]),
      LenientCase(
        testDescription: "front matter without an end", text: "---\nname: a-b\ndescription: x\n",
        expected: ["Skills/a-b/SKILL.md:1:1: error: the front matter is never closed"]),
      LenientCase(
        testDescription: "unreadable YAML", text: "---\nname: [\n---\n",
        expected: ["Skills/a-b/SKILL.md:2:7: error: the '[' is not closed"]),
      LenientCase(
        testDescription: "front matter beyond the first bytes read",
        text: "---\nname: a-b\n" + String(repeating: "# comment\n", count: 3000)
          + "description: x\n---\n", expected: ["a-b: x"]),
      LenientCase(
        testDescription: "front matter that is too long",
        text: "---\nname: a-b\n" + String(repeating: "# comment\n", count: 20_000)
          + "description: x\n---\n",
        expected: ["Skills/a-b/SKILL.md:1:1: error: the front matter is never closed"]),
    ])
  func readsLeniently(example: LenientCase) throws {
    let folder = try TemporaryFolder()
    try folder.write("a-b/SKILL.md", example.text)
    let library = folder.library
    let found = library.skills.map { "\($0.name): \($0.description)" }
    #expect(found + library.diagnostics.map(\.headline) == example.expected)
    #expect(library.skipped.isEmpty == !found.isEmpty)
  }

  @Test func takesFrontMatterCutOffAnywhere() throws {
    let folder = try TemporaryFolder()
    let text = "---\nname: a-b\ndescription: Does: \"x\n---\nBody\n"
    for end in 0...text.utf8.count {
      try folder.write("a-b/SKILL.md", bytes: Array(text.utf8.prefix(end)))
      let library = folder.library
      #expect(library.skills.count + library.skipped.count == 1)
    }
  }

  @Test func findsLooseSkillsTemplatesAndGroups() throws {
    let folder = try TemporaryFolder()
    let text = "---\ndescription: x\n---\n"
    try folder.write("finding-owners.md", text)
    try folder.write("writing-mail.md.j2", text)
    try folder.write("asking/SKILL.md.j2", text)
    try folder.write("small/skill.md", text)
    try folder.write("group/inner/listing/SKILL.md", text)
    try folder.write("group/inner/listing/nested/SKILL.md", text)
    try folder.write("group/notes.md", text)
    try folder.write(".hidden/SKILL.md", text)
    try folder.write("README.md", "# About")
    try folder.write("guide.md", "# About")
    try folder.write("data.txt", "x")
    let library = folder.library
    #expect(
      library.skills.map { "\($0.name) \($0.path) \($0.fileName) \($0.isLoose)" } == [
        "asking asking SKILL.md.j2 false",
        "finding-owners finding-owners.md finding-owners.md true",
        "listing group/inner/listing SKILL.md false", "small small skill.md false",
        "writing-mail writing-mail.md.j2 writing-mail.md.j2 true",
      ])
    #expect(
      library.diagnostics.map(\.headline).filter { !$0.contains("has no name") } == [
        "Skills/guide.md:1:1: warning: the file has no front matter, so it is not a skill"
      ])
    #expect(library.skipped.isEmpty)
  }

  @Test func keepsTheFirstOfTwoWithOneName() throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill("finding-owners", "folder")
    try folder.write("finding-owners.md", "---\nname: finding-owners\ndescription: x\n---\nloose")
    let library = folder.library
    #expect(try library.skills.map { try $0.body().text } == ["folder"])
    #expect(
      library.skipped.flatMap(\.diagnostics).map(\.rendered) == [
        """
        Skills/finding-owners.md:1:1: error: there is a skill 'finding-owners' already, so this one \
        is left out
          ---
          ^
        note: the other is Skills/finding-owners/SKILL.md
        """
      ])
  }

  @Test func followsLinksInsideTheFolderOnly() throws {
    let folder = try TemporaryFolder()
    let outside = try TemporaryFolder()
    try outside.writeSkill("stealing")
    try folder.writeSkill("staying")
    try folder.write("common.txt", "---\nname: linked-file\ndescription: x\n---\n")
    try folder.makeFolder("linked-file")
    try folder.link("linked-file/SKILL.md", to: "/dev/null")
    try folder.link("stealing", to: outside.path + "/stealing")
    try folder.link("stealing.md", to: outside.path + "/stealing/SKILL.md")
    try folder.makeFolder("taking")
    try folder.link("taking/SKILL.md", to: outside.path + "/stealing/SKILL.md")
    try folder.link("broken", to: "nowhere")
    let library = folder.library
    #expect(library.skills.map(\.name) == ["staying"])
    let message = "error: the path leads outside the folder that is served"
    #expect(
      library.diagnostics.map(\.headline) == [
        "Skills/broken: error: no such file or directory", "Skills/linked-file: \(message)",
        "Skills/stealing: \(message)", "Skills/taking: \(message)",
        "Skills/stealing.md: \(message)",
      ])
  }

  @Test func followsALinkToAFolderBeside() throws {
    let folder = try TemporaryFolder()
    try folder.write("store/x/deep/a/b/SKILL.md", "---\nname: linking\ndescription: x\n---\nB")
    try folder.link("linking", to: "store/x/deep/a/b")
    let skill = try #require(folder.library["linking"])
    #expect(skill.path == "linking")
    #expect(try skill.body().text == "B")
  }

  @Test func saysThatTheFolderIsMissing() {
    let library = SkillLibrary(folder: "/nowhere/at/all", shownAs: "Skills")
    #expect(library.skills.isEmpty)
    #expect(
      library.diagnostics.map(\.rendered) == ["Skills: error: no such file or directory"])
  }

  @Test func readsHundredsOfSkills() throws {
    let folder = try TemporaryFolder()
    for number in 0..<250 {
      try folder.writeSkill("doing-\(number)", String(repeating: "line\n", count: 400))
      for reference in 0..<4 { try folder.write("doing-\(number)/references/\(reference).md") }
    }
    let library = folder.library
    #expect(library.skills.count == 250)
    #expect(library.diagnostics.isEmpty)
    #expect(library.skills.allSatisfy { $0.state(with: []).isOffered })
    #expect(try library["doing-249"]?.files().count == 5)
  }
}
