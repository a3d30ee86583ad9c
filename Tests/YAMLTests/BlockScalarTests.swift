import Testing

@testable import YAML

struct BlockScalarTests {
  @Test(arguments: [
    Case("literal", "a: |\n  b\n   c\n\n  d\ne: 1", #"{"a":"b\n c\n\nd\n","e":1}"#),
    Case("folded", "a: >\n  b\n  c\n\n  d\ne: 1", #"{"a":"b c\nd\n","e":1}"#),
    Case(
      "lines indented more", "a: >\n  b\n    c\n    d\n  e\n  f\n", #"{"a":"b\n  c\n  d\ne f\n"}"#),
    Case(
      "empty lines around them", "a: >\n  b\n\n    c\n\n  d\n\n\n  e\n",
      #"{"a":"b\n\n  c\n\nd\n\ne\n"}"#),
    Case("tab is white space", "a: >\n  b\n  \tc\n  d\n", #"{"a":"b\n\tc\nd\n"}"#),
    Case("empty lines first", "a: >\n\n\n  b\nc: |\n \n  d\n", #"{"a":"\n\nb\n","c":"\nd\n"}"#),
    Case("clip", "a: |\n  b\n\n\nc: >\n  d\n\n", #"{"a":"b\n","c":"d\n"}"#),
    Case("strip", "a: |-\n  b\n\n\nc: >-\n  d\n\n", #"{"a":"b","c":"d"}"#),
    Case("keep", "a: |+\n  b\n\n\nc: >+\n  d\n\n", #"{"a":"b\n\n\n","c":"d\n\n"}"#),
    Case("nothing", "a: |\nb: >-\nc: |+\nd: 1", #"{"a":"","b":"","c":"","d":1}"#),
    Case(
      "nothing but empty lines", "a: |\n\n  \nb: |+\n\n   \nc: >-\n\n",
      #"{"a":"","b":"\n\n","c":""}"#),
    Case(
      "spaces beyond the indentation are text", "a: |\n  b\n    \n  c\n", #"{"a":"b\n  \nc\n"}"#),
    Case("no line end at the end", "- |\n a", #"["a"]"#),
    Case("no line end at the end, kept", "- |+\n a\n\n ", #"["a\n\n"]"#),
    Case("indicator", "a: |1\n  b\n c\nd: >2-\n   e\n  f\n", #"{"a":" b\nc\n","d":" e\nf"}"#),
    Case("indicator behind the mark", "a: |-2\n   b\n", #"{"a":" b"}"#),
    Case("indicator in a sequence", "- |1\n  a\n-   b: |2\n       c\n", #"[" a\n",{"b":" c\n"}]"#),
    Case(
      "indicator counts from the key", "a:\n  b: |2\n     c\n  d: 1\n", #"{"a":{"b":" c\n","d":1}}"#
    ),
    Case("comment in the header", "a: | # b\n  c # d\n", ##"{"a":"c # d\n"}"##),
    Case("comments behind", "a: |\n  b\n # c\n  # d\ne: 1", #"{"a":"b\n","e":1}"#),
    Case("hash lines are text", "a: |\n  # b\n  c\n", ##"{"a":"# b\nc\n"}"##),
    Case(
      "keys and quotes are text", "a: |\n  b: 'c\n  - [d\n  &x *y !z %\n",
      #"{"a":"b: 'c\n- [d\n&x *y !z %\n"}"#),
    Case("on the next line", "a:\n  |\n  b\nc:\n  >-\n   d\n", #"{"a":"b\n","c":"d"}"#),
    Case("at the top", "|\na\n b\n...\n", #""a\n b\n""#),
    Case("behind a marker", "--- >\n a\n b\n--- |-\n c", "\"a b\\n\"\n\"c\""),
    Case("marker ends it", "|\n\na\n---\nb", "\"\\na\\n\"\n\"b\""),
    Case("in a sequence", "- |\n a\n- >\n b\n c\n", #"["a\n","b c\n"]"#),
    Case("trailing blanks stay", "a: |\n  b  \n  c\t\n", #"{"a":"b  \nc\t\n"}"#),
    Case("trailing blanks stay in folded lines", "a: >\n  b \n  c\n", #"{"a":"b  c\n"}"#),
    Case(
      "carriage returns", "a: |\r\n  b\r\n\r\n  c\r\nd: >-\r\n  e\r\n  f\r\n",
      #"{"a":"b\n\nc\n","d":"e f"}"#),
    Case(
      "text in the header", "a: | b\n  c\nd: |3x\n",
      "1:6: error: a block scalar's first line has text that does not belong there\n3:6: error: a block scalar's first line has text that does not belong there"
    ),
    Case(
      "no indentation 0", "a: |0\n b",
      "1:5: error: a block scalar's first line has text that does not belong there"),
    Case(
      "two marks", "a: |-+\n b",
      "1:6: error: a block scalar's first line has text that does not belong there"),
    Case(
      "comment without blank", "a: |#b\n c",
      "1:5: error: a block scalar's first line has text that does not belong there"),
    Case(
      "empty line too wide", "a: |\n    \n  b\nc: 1",
      "2:5: error: an empty line with more spaces than the text below it"),
    Case(
      "line indented less", "a: |\n   b\n  c\nd: 1",
      "3:3: error: the indentation fits nothing above"),
    Case("tab instead of spaces", "a: |\n\tb\nc: 1", "2:1: error: a tab in the indentation"),
    Case("tab on an empty line", "a: |\n\t\nc: 1", "2:1: error: a tab in the indentation"),
  ])
  func reads(_ row: Case) {
    #expect(readHeadlines(row.text) == row.expected)
  }
}
