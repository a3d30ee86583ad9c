import Testing

@testable import Markdown

struct HTMLBlockTests {
  @Test(arguments: [
    DumpCase(
      "text between tags",
      "<div class=\"x\">\nSome **text** <a href='u'>link</a>\n</div>\n\n*after*",
      """
      top 1-5
        html 1-3 "Some text link"
          link "link" -> u @2
        paragraph 5 "after"
      """),
    DumpCase(
      "Markdown between empty lines inside a component",
      "<Callout\n  title=\"x\"\n  data={{a: [1]}}\n>\n\n- *in*\n\n</Callout>",
      """
      top 6-8
        item 0:0 - 6 "in"
      """),
    DumpCase(
      "a component at the start of a sentence",
      "<SmallTeam slug=\"a\" /> owns\nthis",
      """
      top 1-2
        paragraph 1-2 "owns this"
      """),
    DumpCase(
      "lists and tables in HTML",
      "<ul><li>One</li>\n<li>Two</li></ul>\n\n<table><tr><td>a</td><td>b</td></tr></table>",
      """
      top 1-4
        html 1-2 "One\\nTwo"
        html 4 "a b"
      """),
    DumpCase(
      "comments, with or without text beside them",
      "<!-- a\n# hidden\n\n-->\ntext\n<!-- b --> c <!-- d --> e\n{/* mdx\n\n*/}\n<!-- x --># H",
      """
      top 5-9
        paragraph 5 "text"
        paragraph 6 "c e"
      # "H" #h 10
      """),
    DumpCase(
      "an unclosed comment is text",
      "a\n\n<!-- b\n\n# C",
      """
      page.md:3:1: warning: comment is never closed
      top 1-3
        paragraph 1 "a"
        paragraph 3 "<!-- b"
      # "C" #c 5
      """),
    DumpCase(
      "scripts and styles",
      "<script>\nvar x\n\n# no\n</script>\n<STYLE>\n\np {}\n</STYLE> text",
      """
      top 9
        paragraph 9 "text"
      """),
    DumpCase(
      "preformatted text",
      "<pre>\na\n\n# b\n</pre>\n# C",
      """
      top 1-5
        html 1-5 "a # b"
      # "C" #c 6
      """),
    DumpCase(
      "module statements, and prose that begins like them",
      "import X from './x'\nimport {\n  Y\n} from \"y\"\n\nexport const a = {\n}\n\nimport duties\n\nexport it",
      """
      top 9-11
        paragraph 9 "import duties"
        paragraph 11 "export it"
      """),
    DumpCase(
      "a picture on its own",
      "<img src=\"a.png\" alt=\"A team\">\n\n<file>\n\n<your-name> x",
      """
      top 1-5
        html 1 "A team"
          link "A team" -> a.png @1
        paragraph 3 "<file>"
        paragraph 5 "<your-name> x"
      """),
  ])
  func readsHTML(_ example: DumpCase) {
    #expect(example.actual == example.dump)
  }
}
