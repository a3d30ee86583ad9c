import Diagnostics
import Testing

@testable import YAML

/// What people get wrong: where it is reported, in which words, and how reading goes on.
struct FaultTests {
  @Test(arguments: [
    Case(
      "colon in a title", "title: Signals: a tour\n",
      """
      f:1:15: error: a ': ' inside an unquoted value
        title: Signals: a tour
                      ^
      note: put the value in quotes where the ': ' belongs to it, or start a nested mapping on the next line
      """),
    Case(
      "anchor and alias", "base: &b\n  x: 1\nother: *b\n",
      """
      f:1:7: error: anchors are not supported
        base: &b
              ^
      note: write the value out where it is used; put a text that begins with '&' in quotes
      f:3:8: error: aliases are not supported
        other: *b
               ^
      note: write the value out here; put a text that begins with '*' in quotes
      """),
    Case(
      "tab", "a:\n\tb: 1\n\tc: 2\nd: 3\n",
      """
      f:2:1: error: a tab in the indentation
         b: 1
        ^
      note: indent with spaces only
      """),
    Case(
      "duplicate key", "a: 1\nb:\n  c: 1\n  c: 2\na: 3\n",
      """
      f:4:3: error: the key 'c' is there twice
          c: 2
          ^
      note: it is on line 3 already: remove or rename one of them
      f:5:1: error: the key 'a' is there twice
        a: 3
        ^
      note: it is on line 1 already: remove or rename one of them
      """),
    Case(
      "no blank behind the colon", "a: 1\nb:2\n",
      """
      f:2:1: error: a ':' without a blank after it does not end a key
        b:2
        ^
      note: write 'key: value'
      """),
  ])
  func saysWhatToChange(_ row: Case) {
    #expect(read(row.text) == row.expected)
  }

  @Test(arguments: [
    Case("merge key", "a:\n  <<: x\n  b: 1", "2:3: error: merge keys are not supported"),
    Case(
      "tag", "a: !!str 1\nb: !x\n  - c\n",
      "1:4: error: tags are not supported\n2:4: error: tags are not supported"),
    Case(
      "tagged key", "!x a: 1\n&b c: 2",
      "1:1: error: tags are not supported\n2:1: error: anchors are not supported"),
    Case(
      "complex key", "? a\n: b\n",
      "1:1: error: a key can only be a plain or quoted text\n2:1: error: a key is missing before the ':'"
    ),
    Case("glob", "files: *.md\n", "1:8: error: aliases are not supported"),
    Case("mention", "by: @team\n", "1:5: error: an unquoted text cannot begin with '@'"),
    Case(
      "sequence behind its key", "a: - b\nc: 1",
      "1:4: error: a list cannot begin on the line of its key"),
    Case(
      "sequence among keys", "a: 1\n- b\nc: 'd' e",
      "2:1: error: a list entry among the keys of a mapping\n3:8: error: text after the end of the value"
    ),
    Case(
      "key among entries", "a:\n  - b\n  c: d\n  - e: f: g",
      "3:3: error: a line of a list without '- '\n4:9: error: a ': ' inside an unquoted value"),
    Case(
      "text among keys", "a: 1\nb\nc: [\n",
      "2:1: error: a line of a mapping without ': '\n3:4: error: the '[' is not closed"),
    Case(
      "indented too much", "a: 1\n  b: 2\nc: 3",
      "2:4: error: a ': ' inside the unquoted value that begins on line 1"),
    Case(
      "indented too much behind quotes", "a: '1'\n  b: 2\n   c: 3\nd: [",
      "2:3: error: the indentation fits nothing above\n4:4: error: the '[' is not closed"),
    Case(
      "indented between two levels", "a:\n    b: 1\n  c: 2\nd: @",
      "3:3: error: the indentation fits nothing above\n4:4: error: an unquoted text cannot begin with '@'"
    ),
    Case(
      "entry indented between", "a:\n  - b\n - c\n",
      "3:2: error: the indentation fits nothing above"),
    Case(
      "tab behind a dash", "-\ta: 1\n-\t- b\n",
      "1:4: error: a tab in the indentation\n2:3: error: a tab in the indentation"),
    Case(
      "tabs in two places", "a:\n\t- b\nc:\n \td: 1\n",
      "2:1: error: a tab in the indentation\n4:2: error: a tab in the indentation"),
    Case(
      "block scalar as a key", "a: 1\n| : b\n", "2:1: error: an unquoted text cannot begin with '|'"
    ),
    Case("empty key", "a: 1\n: b\n", "2:1: error: a key is missing before the ':'"),
    Case(
      "rest of a flow collection", "a: [\n  'b' c\n]\nd: {e: [}\n}\n",
      "2:7: error: expected ',' or ']' here\n4:9: error: an unquoted text cannot begin with '}'"),
    Case(
      "first line broken", "category Handbook\ntools: {}\nx: 'y' z",
      "2:6: error: a ': ' inside the unquoted value that begins on line 1\n3:8: error: text after the end of the value"
    ),
  ])
  func goesOnWithTheNextEntry(_ row: Case) {
    #expect(readHeadlines(row.text) == row.expected)
  }

  @Test func givesNoDocumentWhereAnythingIsWrong() {
    let outcome = YAMLParser.parse(SourceText(path: "f", "a: 1\n---\nb: [\n---\nc: 1\n"))
    #expect(outcome.documents.isEmpty)
    #expect(outcome.diagnostics.count == 1)
  }

  @Test func reportsEveryProblemOfAFileUpToTheLimit() {
    let lines = (1...20).map { "key\($0): @\n" }
    let twenty = YAMLParser.parse(SourceText(path: "f", lines.joined()))
    #expect(twenty.diagnostics.map(\.position?.line) == Array(1...20))
    #expect(twenty.diagnostics.last?.notes == ["put it in quotes"])
    let more = YAMLParser.parse(SourceText(path: "f", lines.joined() + "a: &b\nc: *d"))
    #expect(more.diagnostics.map(\.position?.line) == Array(1...20))
    #expect(
      more.diagnostics.last?.notes == [
        "put it in quotes", "there are more problems; mend these first to see them",
      ])
  }

  @Test(arguments: [2, 23, 24, 25, 26, 60])
  func findsAKeyTwiceAmongFewAndMany(keyCount: Int) {
    let keys = (1...keyCount).map { "key\($0): 1\n" }.joined()
    for number in [1, keyCount] {
      #expect(
        read(keys + "key\(number): 2\n").hasPrefix(
          "f:\(keyCount + 1):1: error: the key 'key\(number)' is there twice"))
    }
  }

  @Test func takesKeysAsTheSameThatDifferInCompositionOnly() {
    #expect(readHeadlines("\u{E9}: 1\ne\u{301}: 2").hasPrefix("2:1: error: the key"))
  }
}
