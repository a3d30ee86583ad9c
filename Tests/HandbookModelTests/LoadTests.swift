import Diagnostics
import Files
import TestSupport
import Testing

@testable import HandbookModel

struct LoadTests {
  @Test func readsEveryPageOfAFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("b.md", "# Second\n")
    try folder.write("a/one.MDX", "---\ntitle: First\n---\n# Other\n")
    try folder.write("a/two.markdown", "Just text\n")
    try folder.write("notes.txt", "Plain\n")
    try folder.write("image.png", bytes: [1, 2, 3])
    try folder.write(".hidden/x.md", "# Hidden\n")
    try folder.write(".md", "# No name\n")
    let model = try HandbookModel.load(folder: folder.path)
    #expect(
      model.pages.map { "\($0.id) \($0.path) \($0.title)" } == [
        "1 a/one.MDX First", "2 a/two.markdown two", "3 b.md Second", "4 notes.txt notes",
      ])
    #expect(model.diagnostics.isEmpty)
  }

  @Test func leavesOutWhatCannotBeReadAndSaysSo() throws {
    let folder = try TemporaryFolder()
    try folder.write("good.md", "# Good\n")
    try folder.write("latin1.md", bytes: Array("# Caf".utf8) + [0xE9, 0x0A])
    try folder.write("large.md", String(repeating: "x", count: 2000))
    try folder.write("empty.md", "")
    try folder.link("loop", to: ".")
    try folder.link("nowhere.md", to: "missing.md")
    try folder.link("outside.md", to: "/etc/hostname")
    let model = try HandbookModel.load(folder: folder.path, maximumPageBytes: 1000)
    #expect(model.pages.map(\.path) == ["empty.md", "good.md"])
    let expected = [
      "large.md: warning: left out: the file has 2000 bytes, more than the limit of 1000",
      "latin1.md:1:6: warning: left out: not UTF-8",
      "loop: warning: left out: the link leads to a folder that is read already",
      "nowhere.md: warning: left out: no such file or directory",
      "outside.md: warning: left out: the path leads outside the folder that is served",
    ]
    let headlines = model.diagnostics.map {
      String($0.headline.dropFirst(folder.path.count + 1))
    }
    #expect(headlines.sorted() == expected)
  }

  @Test func throwsWhereThereIsNoFolder() {
    #expect(throws: FileError.self) { try HandbookModel.load(folder: "/nowhere/at/all") }
  }

  @Test func servesAnEmptyFolder() throws {
    let folder = try TemporaryFolder()
    let model = try HandbookModel.load(folder: folder.path)
    #expect(model.pages.isEmpty)
    #expect(try model.search(SearchQuery("anything")).total == 0)
    #expect(try model.rows("SELECT count(*) FROM system.sections") == ["0"])
  }

  @Test func readsTheTaxonomyAtTheTop() throws {
    let folder = try TemporaryFolder()
    try folder.write("teams.md", "# Teams\n\n## Signals\n\n**Owns**: tasks\n")
    try folder.write(
      "taxonomy.yaml",
      """
      kinds:
        team:
          table: teams
          description: A team.
          find:
            - sections: {with_fields: [Owns]}
          fields:
            name: {description: What it is called., take: {from: heading}}
            owns: {description: What it owns., take: {from: field, label: Owns}}
      """)
    let model = try HandbookModel.load(folder: folder.path)
    #expect(model.diagnostics.map(\.rendered) == [])
    #expect(model.kinds.map(\.table) == ["teams"])
    #expect(
      try model.rows("SELECT * FROM system.teams")
        == ["1 | Signals | tasks | teams.md | [\"Teams\",\"Signals\"] | 3 | 5 | 1 | 1"])
  }

  @Test func findsTheFirstByteThatIsNotUTF8() {
    let valid = Array("plain, naïve, 汉字, 🐗\n".utf8)
    #expect(firstInvalidUTF8Offset(in: []) == nil)
    #expect(firstInvalidUTF8Offset(in: valid) == nil)
    for end in valid.indices {
      let cut = Array(valid[..<end])
      let isWhole = String(validating: cut, as: UTF8.self) != nil
      #expect((firstInvalidUTF8Offset(in: cut) == nil) == isWhole)
    }
    for bytes: [UInt8] in [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
      [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28],
    ] {
      #expect(firstInvalidUTF8Offset(in: Array("ten bytes ".utf8) + bytes) == 10)
    }
  }
}
