import Testing

@testable import Diagnostics

struct DiagnosticTests {
  @Test func showsPlaceLineCaretAndNotes() {
    let source = SourceText(path: "Tools/a.yaml", "tools:\n  titel: x\n")
    let diagnostic = Diagnostic(
      .error, "unknown key 'titel'", in: source, at: 9, notes: ["did you mean 'title'?", "more"])
    #expect(
      diagnostic.rendered == """
        Tools/a.yaml:2:3: error: unknown key 'titel'
            titel: x
            ^
        note: did you mean 'title'?
        note: more
        """)
    let samePlace = Diagnostic(
      .error, "unknown key 'titel'", in: source, at: SourcePosition(line: 2, column: 3),
      notes: diagnostic.notes)
    #expect(diagnostic == samePlace)
  }

  @Test func showsAFileAsAWhole() {
    let diagnostic = Diagnostic(.warning, "nothing here", path: "a.md", notes: ["add a page"])
    #expect(diagnostic.rendered == "a.md: warning: nothing here\nnote: add a page")
    #expect(diagnostic.headline == "a.md: warning: nothing here")
  }

  @Test(arguments: [
    ("tab", "\ta\tb", 4, "   a b\n     ^"),
    ("characters of several bytes", "é😀x", 7, "  é😀x\n    ^"),
    ("behind the end", "ab", 3, "  ab\n    ^"),
    ("far behind the end", "ab", 40, "  ab\n    ^"),
    ("an empty line", "", 1, "  \n  ^"),
    ("no column", "ab", 0, "  ab\n  ^"),
    ("hidden characters", "a\u{1B}[31m\u{202E}b", 10, "  a\u{FFFD}[31m\u{FFFD}b\n         ^"),
  ])
  func putsTheCaretBelowTheCharacter(
    name: String, line: String, column: Int, expected: String
  ) {
    let diagnostic = Diagnostic(
      .error, "m", path: "p", position: SourcePosition(line: 1, column: column), sourceLine: line)
    #expect(diagnostic.rendered == "p:1:\(column): error: m\n" + expected)
  }

  @Test func cutsLongLinesAroundTheCaret() {
    let line = String(repeating: "a", count: 100) + "X" + String(repeating: "b", count: 100)
    let diagnostic = Diagnostic(
      .error, "m", in: SourceText(path: "p", line), at: SourcePosition(line: 1, column: 101))
    #expect(
      diagnostic.rendered == """
        p:1:101: error: m
          …\(String(repeating: "a", count: 50))X\(String(repeating: "b", count: 49))…
        \(String(repeating: " ", count: 53))^
        """)
  }

  @Test func keepsToItsLines() {
    let diagnostic = Diagnostic(
      .error, "the key 'a\nb'", path: "x\u{1B}.md", notes: ["line\u{2028}end", "tab\tstop"])
    #expect(
      diagnostic.rendered == """
        x\\u{1B}.md: error: the key 'a\\u{A}b'
        note: line\\u{2028}end
        note: tab\\u{9}stop
        """)
  }

  @Test func ordersSeverities() {
    #expect(Diagnostic.Severity.warning < .error)
    #expect(!(Diagnostic.Severity.error < .warning))
    #expect(!(Diagnostic.Severity.error < .error))
  }
}
