import Diagnostics
import Testing
import YAML

@testable import Markdown

struct FrontMatterTests {
  @Test(arguments: [
    DumpCase(
      "between dashes",
      "---\ntitle: A page\nsidebar: Handbook\n---\n\n# H",
      """
      front matter title, sidebar
      # "H" #h 6
      """),
    DumpCase(
      "ended by dots, trailing spaces allowed", "---  \na: 1\n...\nb",
      """
      front matter a
      top 4
        paragraph 4 "b"
      """),
    DumpCase(
      "broken",
      "---\ntitle: [a\n---\n# H",
      """
      page.md:2:8: error: the '[' is not closed
      # "H" #h 4
      """),
    DumpCase(
      "not closed",
      "---\na: 1\n\n# H",
      """
      top 2
        paragraph 2 "a: 1"
          field "a" = "1" @2
      # "H" #h 4
      """),
    DumpCase(
      "plain text between breaks",
      "---\nplain text\n---\n",
      """
      ## "plain text" #plain-text 2-3
      """),
    DumpCase(
      "empty", "---\n---\na",
      """
      top 3
        paragraph 3 "a"
      """),
    DumpCase(
      "not on the first line", "\n---\na: 1\n---",
      """
      ## "a: 1" #a-1 3-4
      """),
  ])
  func readsFrontMatter(_ example: DumpCase) {
    #expect(example.actual == example.dump)
  }

  @Test func placesItsValuesInTheFile() throws {
    let node = try #require(parse("\u{FEFF}---\r\na: 1\r\ntitle: A\r\n---\r\n").frontMatter)
    #expect(node["title"]?.string == "A")
    #expect(node["title"]?.position.line == 3)
  }
}
