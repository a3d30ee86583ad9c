import Diagnostics
import Files
import Skills
import TestSupport
import Testing

struct SkillFilesTests {
  /// A skill with a file of each kind.
  private func skill(in folder: TemporaryFolder) throws -> Skill {
    try folder.write("secret.txt", "secret")
    try folder.writeSkill("reading-files", "body")
    try folder.write("reading-files/references/a.md", "text é")
    try folder.write("reading-files/assets/b.bin", bytes: [0x89, 0x50, 0xFF])
    try folder.write("reading-files/assets/nul", bytes: [0x61, 0])
    try folder.write("reading-files/.env", "secret")
    try folder.link("reading-files/inside.md", to: "references/a.md")
    try folder.link("reading-files/outside.txt", to: "../secret.txt")
    try folder.link("reading-files/up", to: "..")
    return try #require(folder.library["reading-files"])
  }

  @Test func listsWhatIsInsideTheFolder() throws {
    let folder = try TemporaryFolder()
    let files = try skill(in: folder).files()
    #expect(
      files.map { "\($0.path) \($0.byteCount)" } == [
        "SKILL.md 84", "assets/b.bin 3", "assets/nul 2", "inside.md 7", "references/a.md 7",
      ])
  }

  @Test(arguments: ["references/a.md", "./references/a.md", "inside.md"])
  func readsText(path: String) throws {
    let folder = try TemporaryFolder()
    let content = try skill(in: folder).read(file: path)
    #expect(content.text == "text é")
    #expect(content.isText)
    #expect(content.hash == ContentHash(of: Array("text é".utf8)))
  }

  @Test(arguments: ["assets/b.bin", "assets/nul"])
  func tellsBinaryFilesApart(path: String) throws {
    let folder = try TemporaryFolder()
    let content = try skill(in: folder).read(file: path)
    #expect(!content.isText)
    #expect(!content.bytes.isEmpty)
  }

  @Test(
    arguments: [
      "../secret.txt", "/etc/passwd", "outside.txt", "up/secret.txt", "references/../../secret.txt",
      "references/../SKILL.md", "a\u{0}b", "..", "./../secret.txt",
    ])
  func refusesPathsOutOfTheFolder(path: String) throws {
    let folder = try TemporaryFolder()
    let skill = try skill(in: folder)
    let error = #expect(throws: FileError.self) { try skill.read(file: path) }
    #expect(error?.message == "the path leads outside the folder that is served")
  }

  /// The library is read again soon; until then nobody is led out of it.
  @Test func readsNothingWhereItsFolderHasBecomeALinkOut() throws {
    let outside = try TemporaryFolder(["secret.txt": "secret"])
    let folder = try TemporaryFolder()
    let skill = try skill(in: folder)
    try folder.remove("reading-files")
    try folder.link("reading-files", to: outside.path)
    for attempt in [{ _ = try skill.read(file: "secret.txt") }, { _ = try skill.files() }] {
      let error = #expect(throws: FileError.self) { try attempt() }
      #expect(error?.message == "the path leads outside the folder that is served")
    }
  }

  @Test(
    arguments: [
      ("missing.md", "missing.md: no such file or directory"),
      (".env", ".env: no such file or directory"),
      ("references", "references: not a regular file"),
    ])
  func saysWhyAFileCannotBeRead(path: String, expected: String) throws {
    let folder = try TemporaryFolder()
    let skill = try skill(in: folder)
    let error = #expect(throws: FileError.self) { try skill.read(file: path) }
    #expect(error?.description == expected)
  }

  @Test func readsLargeFilesUpToTheLimit() throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill("reading-files")
    try folder.write(
      "reading-files/large.txt", bytes: [UInt8](repeating: 0x61, count: 10_000_000))
    try folder.write("reading-files/huge.txt", bytes: [UInt8](repeating: 0x61, count: 17 << 20))
    let skill = try #require(folder.library["reading-files"])
    #expect(try skill.read(file: "large.txt").text?.utf8.count == 10_000_000)
    let error = #expect(throws: FileError.self) { try skill.read(file: "huge.txt") }
    #expect(
      error?.description
        == "huge.txt: the file has 17825792 bytes, more than the limit of 16777216")
    #expect(
      skill.check(tools: []).map(\.headline) == [
        "Skills/reading-files/huge.txt: error: the file has 17825792 bytes, more than the 16777216 "
          + "that are served"
      ])
  }

  @Test func givesALooseSkillNoOtherFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("asking.md", "---\ndescription: x\n---\nBody")
    try folder.write("other.txt")
    let skill = try #require(folder.library["asking"])
    #expect(try skill.files().map(\.path) == ["asking.md"])
    #expect(try skill.read(file: "asking.md").isText)
    let error = #expect(throws: FileError.self) { try skill.read(file: "other.txt") }
    #expect(error?.description == "other.txt: no such file or directory")
  }

  @Test func readsWhatIsThereNow() throws {
    let folder = try TemporaryFolder()
    try folder.writeSkill("reading-files", "old")
    let skill = try #require(folder.library["reading-files"])
    try folder.writeSkill("reading-files", "new")
    #expect(try skill.body().text == "new")
  }
}
