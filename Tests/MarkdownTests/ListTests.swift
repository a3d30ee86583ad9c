import Testing

@testable import Markdown

struct ListTests {
  @Test(arguments: [
    DumpCase(
      "markers",
      "- a\n- b\n* c\n+ d\n1. e\n1. f\n1) g\n• h\n",
      """
      top 1-8
        item 0:0 - 1 "a"
        item 0:0 - 2 "b"
        item 1:0 - 3 "c"
        item 2:0 - 4 "d"
        item 3:0 1. 5 "e"
        item 3:0 2. 6 "f"
        item 4:0 1. 7 "g"
        item 5:0 - 8 "h"
      """),
    DumpCase(
      "no markers",
      "-a\n1.b\n1234567890. c\n**d** e",
      """
      top 1-4
        paragraph 1-4 "-a 1.b 1234567890. c d e"
      """),
    DumpCase(
      "nesting by any marker, tabs included",
      "- a\n  1. b\n     - c\n  2. d\n- e\n\t* f",
      """
      top 1-6
        item 0:0 - 1 "a"
        item 0:1 1. 2 "b"
        item 0:2 - 3 "c"
        item 0:1 2. 4 "d"
        item 0:0 - 5 "e"
        item 0:1 - 6 "f"
      """),
    DumpCase(
      "an item's paragraphs, lazy ones too, are its text",
      "- a\n  b\nc\n\n  d\n  - e\n\n  f\n\ng",
      """
      top 1-10
        item 0:0 - 1-8 "a b c\\nd\\nf"
        item 0:1 - 6 "e"
        paragraph 10 "g"
      """),
    DumpCase(
      "code, quotes and tables in items",
      "1. a\n\n   ```sh\n   run\n     it\n   ```\n   > q\n\n   |x|\n   |-|\n2. b\n\n       code",
      """
      top 1-13
        item 0:0 1. 1 "a"
        code sh 3-6 "run\\n  it"
        quote 7 "q"
        row 0 header ["x"] 9 "x"
        item 0:0 2. 11 "b"
        code 13 "code"
      """),
    DumpCase(
      "a list in a paragraph begins with 1",
      "text\n2. no\n-\n\ntext\n1. yes\n2. more",
      """
      ## "text 2. no" #text-2-no 1-7
        paragraph 5 "text"
        item 0:0 1. 6 "yes"
        item 0:0 2. 7 "more"
      """),
    DumpCase(
      "a marker alone, and one empty line ends it",
      "-\n  a\n-\n\n  b",
      """
      top 1-5
        item 0:0 - 1-2 "a"
        item 0:0 - 3 ""
        paragraph 5 "b"
      """),
    DumpCase(
      "tasks keep their boxes",
      "- [ ] a\n- [x] b",
      """
      top 1-2
        item 0:0 - 1 "[ ] a"
        item 0:0 - 2 "[x] b"
      """),
    DumpCase(
      "items apart stay in one list; text between makes two, a heading counts anew",
      "3. a\n\n\n4. b\n\ntext\n\n5. c\n# H\n- d",
      """
      top 1-8
        item 0:0 3. 1 "a"
        item 0:0 4. 4 "b"
        paragraph 6 "text"
        item 1:0 5. 8 "c"
      # "H" #h 9-10
        item 0:0 - 10 "d"
      """),
    DumpCase(
      "a heading in an item is its text",
      "- # a\n  b\n- c",
      """
      top 1-3
        item 0:0 - 1-2 "a\\nb"
        item 0:0 - 3 "c"
      """),
  ])
  func readsLists(_ example: DumpCase) {
    #expect(example.actual == example.dump)
  }
}
