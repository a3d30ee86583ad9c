import Testing

@testable import Markdown

struct BlockParserTests {
  @Test(arguments: [
    DumpCase(
      "headings of every level",
      "# One\ntext\n\n## Two ##\n###### Six\n####### seven\n#none",
      """
      # "One" #one 1-2
        paragraph 2 "text"
      ## "Two" #two 4
      ###### "Six" #six 5-7
        paragraph 6-7 "####### seven #none"
      """),
    DumpCase(
      "marks inside and around headings",
      "   ### *C#* and `x` ###   \n# C#\n#\n##\tTab",
      """
      ### "C# and x" #c-and-x 1
      # "C#" #c 2
      # "" # 3
      ## "Tab" #tab 4
      """),
    DumpCase(
      "setext headings",
      "One\n===\nTwo\nlines\n---\n\n---\ntext",
      """
      # "One" #one 1-2
      ## "Two lines" #two-lines 3-8
        paragraph 8 "text"
      """),
    DumpCase(
      "a heading's lines end before the empty ones",
      "top\n\n\n# A\n\ntext\n\n\n[a](b)\n===\n\n\n",
      """
      top 1
        paragraph 1 "top"
      # "A" #a 4-6
        paragraph 6 "text"
      # "a" #a-1 9-10
        link "a" -> b @9
      """),
    DumpCase(
      "paragraphs",
      "one\n  two  \nthree\\\nfour\n\n\n    \nfive",
      """
      top 1-8
        paragraph 1-4 "one two\\nthree\\nfour"
        paragraph 8 "five"
      """),
    DumpCase(
      "thematic breaks",
      "a\n***\nb\n\n- - -\n_ _ _\nc\n--x",
      """
      top 1-8
        paragraph 1 "a"
        paragraph 3 "b"
        paragraph 7-8 "c --x"
      """),
    DumpCase(
      "definitions, before or after their use",
      "[a] and [text][B c]\n\n[a]: /a\n[b   C]: <u v> 'title'\n[a]: /second\n[no]\n[^1]: note",
      """
      top 1-7
        paragraph 1 "a and text"
          link "a" -> /a @1
          link "text" -> u v @1
        paragraph 6-7 "[no] [^1]: note"
      """),
  ])
  func readsHeadingsAndParagraphs(_ example: DumpCase) {
    #expect(example.actual == example.dump)
  }

  @Test(arguments: [
    DumpCase(
      "fences",
      "```swift title=x\nlet a = 1\n\n  # no\n```\n~~~\n```\n~~~~\n``` `x` ```",
      """
      top 1-9
        code swift 1-5 "let a = 1\\n\\n  # no"
        code 6-8 "```"
        paragraph 9 "`x`"
          code "`x`"
      """),
    DumpCase(
      "a fence takes its indentation off the code",
      "  ```\n  a\n    b\n c\n  ```\n",
      """
      top 1-5
        code 1-5 "a\\n  b\\nc"
      """),
    DumpCase(
      "an unclosed fence runs to the end",
      "text\n```\n# code\n\n- more",
      """
      page.md:2:1: warning: code fence is never closed
      top 1-5
        paragraph 1 "text"
        code 2-5 "# code\\n\\n- more"
      """),
    DumpCase(
      "an empty fence",
      "```\n```",
      """
      top 1-2
        code 1-2 ""
      """),
    DumpCase(
      "indented code",
      "text\n    still text\n\n    code\n\n\t  more\n\n\nend",
      """
      top 1-9
        paragraph 1-2 "text still text"
        code 4-6 "code\\n\\n  more"
        paragraph 9 "end"
      """),
  ])
  func readsCode(_ example: DumpCase) {
    #expect(example.actual == example.dump)
  }

  @Test(arguments: [
    DumpCase(
      "quotes, lazily continued and nested",
      "> one **two**\nlazy\n>\n> three\n>> deeper\n\n> other",
      """
      top 1-7
        quote 1-5 "one two lazy\\nthree\\ndeeper"
        quote 7 "other"
      """),
    DumpCase(
      "blocks in a quote",
      "> # Title\n> - [a](b)\n> ```\n> code\n> ```\n> end\n# Real",
      """
      top 1-6
        quote 1-6 "Title\\nend"
        item 0:0 - 2 "a"
          link "a" -> b @2
        code 3-5 "code"
      # "Real" #real 7
      """),
    DumpCase(
      "a fence ends with its quote",
      "> ```\n> code\ntext",
      """
      top 1-3
        code 1-2 "code"
        paragraph 3 "text"
      """),
  ])
  func readsQuotes(_ example: DumpCase) {
    #expect(example.actual == example.dump)
  }

  @Test func readsLineEndsOfWindowsAndAByteOrderMark() {
    let unix = "# T\n\nA\nb  \nc\n\n- x\n\n\ty\n\n```\ncode\n\n  two\n```\n\n|a|b|\n|-|-|\n|1|2|\n"
    var windows = "\u{FEFF}"
    for character in unix { windows += character == "\n" ? "\r\n" : String(character) }
    #expect(parse(windows).dump == parse(unix).dump)
  }

  @Test(arguments: [("", 0), ("a", 1), ("a\n", 1), ("\n\n", 2), ("---\na: b\n---\nc\r\n", 4)])
  func countsLines(text: String, count: Int) {
    #expect(parse(text).lineCount == count)
  }

  @Test func givesHeadingPathsByLevels() {
    let document = parse("top\n# A\n### B\n## C\n### D\n# E\n")
    #expect(
      document.sections.map(\.headingPath) == [
        [], ["A"], ["A", "B"], ["A", "C"], ["A", "C", "D"], ["E"],
      ])
  }

  @Test func nestsNoDeeperThanItsLimit() {
    let marks = String(repeating: "> ", count: 100)
    let depths = parse(String(repeating: "- ", count: 100) + "a").sections[0].blocks.count
    #expect(depths == BlockParser.maximumDepth)
    #expect(parse(marks + "a").sections[0].blocks.map(\.text) == [marks.dropFirst(64) + "a"])
  }
}
