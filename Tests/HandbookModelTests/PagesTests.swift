import Testing

@testable import HandbookModel

struct PagesTests {
  private func model() throws -> HandbookModel {
    try handbook([
      "a/one.md":
        "Intro\n\n# Top\n\nText\n\n## First\n\nMore\n\n### Deep\n\nx\n\n## Second\n\nEnd\n",
      "two.md": "# Two\r\nb\r\n",
    ])
  }

  @Test(arguments: [
    ("a/one.md", "a/one.md"), ("a/one", "a/one.md"), ("/a/one.md", "a/one.md"),
    ("./a/../two.md", "two.md"), ("one.md", nil), ("../two.md", nil), ("", nil),
    ("/etc/passwd", nil),
  ])
  func areFoundByTheirPaths(path: String, expected: String?) throws {
    #expect(try model().page(at: path)?.path == expected)
  }

  /// A title is indexed with every section of its page.
  @Test func haveTitlesOfALimitedLength() throws {
    let long = String(repeating: "x", count: PageHeader.maximumTitleScalars)
    let model = try handbook([
      "a.md": "# \(long)\n", "b.md": "# \(long)x\n", "c.md": "---\ntitle: \(long)x\n---\n",
    ])
    #expect(model.pages.map(\.title) == [long, long + "…", long + "…"])
  }

  @Test func knowTheirSections() throws {
    let model = try model()
    let sections = try model.sections(of: model.pages[0])
    #expect(
      sections.map { "\($0.level) \($0.headingPath) \($0.lines) \($0.linesWithSubsections)" } == [
        "0 [] 1...1 1...1", "1 [\"Top\"] 3...5 3...17", "2 [\"Top\", \"First\"] 7...9 7...13",
        "3 [\"Top\", \"First\", \"Deep\"] 11...13 11...13",
        "2 [\"Top\", \"Second\"] 15...17 15...17",
      ])
    #expect(
      try model.sections(of: model.pages[0], headingPath: ["first", "DEEP"]).map(\.id) == [4])
    #expect(try model.sections(of: model.pages[0], headingPath: ["Top", "Deep"]).isEmpty)
    #expect(try model.section(of: model.pages[0], anchor: "#second")?.id == 5)
    #expect(try model.section(of: model.pages[0], anchor: "third") == nil)
  }

  @Test(arguments: [
    (1...1, "Intro\n"), (3...5, "# Top\n\nText\n"), (17...17, "End\n"), (16...99, "\nEnd\n"),
    (18...20, ""), (0...1, "Intro\n"),
  ])
  func giveTheirLinesAsWritten(lines: ClosedRange<Int>, text: String) throws {
    let model = try model()
    #expect(try model.text(of: model.pages[0], lines: lines) == text)
  }

  @Test func giveTheirWholeText() throws {
    let model = try model()
    #expect(try model.text(of: model.pages[1]) == "# Two\r\nb\r\n")
    #expect(try model.text(of: model.pages[1], lines: 2...2) == "b\r\n")
  }
}
