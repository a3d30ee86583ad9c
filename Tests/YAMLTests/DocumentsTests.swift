import Diagnostics
import Testing

@testable import YAML

struct DocumentsTests {
  @Test(
    arguments: [
      Case("nothing", "", ""),
      Case("only comments", "# a\n\n  # b\n", ""),
      Case("marker alone", "---", "null"),
      Case("two markers", "---\n---\n", "null\nnull"),
      Case("several", "a: 1\n---\n- b\n--- c\n---\nd: 2\n", "{\"a\":1}\n[\"b\"]\n\"c\"\n{\"d\":2}"),
      Case("end markers", "a\n...\n# c\n...\nb\n...\n---\nc\n... # end", "\"a\"\n\"b\"\n\"c\""),
      Case(
        "value behind a marker", "--- [a]\n--- 'b'\n---\tc # d\n--- # e\nf",
        "[\"a\"]\n\"b\"\n\"c\"\n\"f\""),
      Case("text behind a marker goes on", "--- a\nb\n", "\"a b\""),
      Case("byte order mark", "\u{FEFF}a: 1\nb: 2", #"{"a":1,"b":2}"#),
      Case("markers need a blank", "---a: 1\n....: 2", #"{"---a":1,"....":2}"#),
      Case(
        "mapping behind a marker", "--- a: 1\n",
        "1:6: error: a block collection cannot begin on the line of '---'"),
      Case(
        "sequence behind a marker", "--- - a\n",
        "1:5: error: a block collection cannot begin on the line of '---'"),
      Case("text behind an end marker", "a\n... b\nc", "2:5: error: text after '...'"),
      Case(
        "directives", "%YAML 1.2\n%TAG ! x\n---\na\n...\n%FOO\n",
        "1:1: error: directives are not supported\n2:1: error: directives are not supported\n6:1: error: directives are not supported"
      ),
      Case(
        "two values", "'a'\n'b'\nc: 'd' e",
        "2:1: error: text after the end of the document's value\n3:8: error: text after the end of the value"
      ),
      Case(
        "mapping behind a sequence", "- a\nb: 1\n- c d: e\n",
        "2:1: error: a line of a list without '- '"),
    ])
  func reads(_ row: Case) {
    #expect(readHeadlines(row.text) == row.expected)
  }

  /// Front matter: the lines between the markers of a page.
  @Test(arguments: ["\n", "\r\n"])
  func readsARangeWithPlacesInTheWholeFile(lineEnd: String) throws {
    let page = ["---", "title: 'Signals: a tour'", "tags: [a, b]", "---", "# Signals", ""]
    let source = SourceText(path: "f", page.joined(separator: lineEnd))
    let start = 3 + lineEnd.utf8.count
    let length = page[1...2].joined(separator: lineEnd).utf8.count
    // With the last line end, with a half of it, without it.
    for end in length...(length + lineEnd.utf8.count) {
      let outcome = YAMLParser.parse(source, bytes: start..<(start + end))
      #expect(read(outcome) == #"{"title":"Signals: a tour","tags":["a","b"]}"#)
      let entries = try #require(outcome.documents.first?.entries)
      #expect(
        entries.map(\.keyPosition) == [
          SourcePosition(line: 2, column: 1), SourcePosition(line: 3, column: 1),
        ])
      #expect(entries[1].value.position == SourcePosition(line: 3, column: 7))
    }
  }

  @Test func readsARangeInTheMiddleOfALine() {
    let source = SourceText(path: "f", "<!-- a: 1\nb: [ -->")
    #expect(read(YAMLParser.parse(source, bytes: 5..<9)) == #"{"a":1}"#)
    #expect(
      read(YAMLParser.parse(source, bytes: 5..<14)) == """
        f:2:4: error: the '[' is not closed
          b: [ -->
             ^
        note: close it with ']', and indent its further lines more than the key or '-' before it
        """)
    #expect(
      YAMLParser.parse(source, bytes: 5..<9).documents.first?.position
        == SourcePosition(line: 1, column: 6))
  }

  @Test func takesTheLineEndBehindARangeAsItsOwn() {
    let source = SourceText(path: "f", "a: |\n  b\n---\n")
    #expect(read(YAMLParser.parse(source, bytes: 0..<8)) == #"{"a":"b\n"}"#)
  }

  @Test func clampsRanges() {
    let source = SourceText(path: "f", "a: 1")
    #expect(read(YAMLParser.parse(source, bytes: 0..<99)) == #"{"a":1}"#)
    #expect(read(YAMLParser.parse(source, bytes: 50..<99)) == "")
    #expect(read(YAMLParser.parse(source, bytes: 4..<4)) == "")
  }
}
