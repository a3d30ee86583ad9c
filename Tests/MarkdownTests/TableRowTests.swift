import Testing

@testable import Markdown

struct TableRowTests {
  @Test(arguments: [
    DumpCase(
      "a table between paragraphs",
      "before\n| A | **B** |\n|:--|--:|\n| [x](y) | `a \\| b` |\n\nafter",
      """
      top 1-6
        paragraph 1 "before"
        row 0 header ["A", "B"] 2 "A | B"
        row 0 ["x", "a | b"] 4 "x | a | b"
          link "x" -> y @4
          code "a | b"
        paragraph 6 "after"
      """),
    DumpCase(
      "missing and surplus cells",
      "a | b\n--|--\n1\n1 | 2 | 3\n| | x |\n# H",
      """
      top 1-5
        row 0 header ["a", "b"] 1 "a | b"
        row 0 ["1", ""] 3 "1"
        row 0 ["1", "2", "3"] 4 "1 | 2 | 3"
        row 0 ["", "x"] 5 "x"
      # "H" #h 6
      """),
    DumpCase(
      "a row that does not fit the header makes no table",
      "| a | b |\n|---|\n| c |",
      """
      top 1-3
        paragraph 1-3 "| a | b | |---| | c |"
      """),
    DumpCase(
      "two tables, one cut off by a list",
      "|a|\n|-|\n- item\n\n|b|\n|-|\n",
      """
      top 1-6
        row 0 header ["a"] 1 "a"
        item 0:0 - 3 "item"
        row 1 header ["b"] 5 "b"
      """),
  ])
  func readsTables(_ example: DumpCase) {
    #expect(example.actual == example.dump)
  }
}
