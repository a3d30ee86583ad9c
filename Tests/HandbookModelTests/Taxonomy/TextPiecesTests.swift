import Testing

@testable import HandbookModel

struct TextPiecesTests {
  @Test(arguments: [
    ("a, b", ["a", "b"]),
    ("a (b, c), d", ["a (b, c)", "d"]),
    ("a [b, (c, d)], e", ["a [b, (c, d)]", "e"]),
    ("a, \"b, c\"", ["a", "\"b, c\""]),
    ("a and b, c", ["a", "b", "c"]),
    ("a, and b", ["a", "b"]),
    ("open (a, b", ["open (a", "b"]),
    ("close a), b", ["close a)", "b"]),
    ("(a, [b), c], d", ["(a, [b)", "c]", "d"]),
    ("é, ü", ["é", "ü"]),
    (",, a ,", ["a"]),
    ("", []),
  ])
  func splitsOutsideOfBrackets(text: String, pieces: [String]) {
    #expect(text.splitOutsideBrackets(at: [", and ", ",", " and "]) == pieces)
  }

  @Test func splitsDeepNestingInOnePass() {
    let text = String(repeating: "(", count: 200_000) + String(repeating: ")", count: 200_000)
    #expect(text.splitOutsideBrackets(at: [","]).count == 1)
  }

  @Test(arguments: [
    (" a ", [], "a"),
    ("The Signals team", ["The ", " team"], "Signals"),
    ("the signals TEAM", ["The ", " team"], "signals"),
    ("Theory", ["The "], "Theory"),
    ("a.?.", [".", "?"], "a"),
    ("...", ["."], ""),
    ("", ["."], ""),
  ])
  func trims(text: String, affixes: [String], expected: String) {
    #expect(text.trimmed(affixes) == expected)
  }

  @Test(arguments: [
    ("PostHog AI and Signals", ["PostHog AI", "Signals"]),
    ("Signals, then PostHog AI, then Signals", ["Signals", "PostHog AI"]),
    ("PostHog alone", ["PostHog"]),
    ("signals in small letters", []),
    ("PostHog AIs", ["PostHog"]),
    ("xSignals Signalsé", []),
    ("(Signals)", ["Signals"]),
    ("Signals", ["Signals"]),
    ("", []),
    ("in #team-ai, not a#team", ["#team-ai"]),
    ("#team", ["#team"]),
    ("the #teams of Signals#team", ["Signals"]),
  ])
  func findsNamesAsWholeWords(text: String, names: [String]) {
    let index = NameIndex(["PostHog AI", "#team-ai", "Signals", "PostHog", "#team", ""])
    #expect(index.mentions(in: text) == names)
  }

  @Test(arguments: [
    ("ask in #team-ai.", ["#team-ai"]),
    ("(#a), \"#b\" and #c-d!", ["#a", "#b", "#c-d"]),
    ("# heading, C#, a#b", []),
    ("", []),
  ])
  func findsWordsByTheirBeginning(text: String, words: [String]) {
    #expect(text.words(startingWith: "#") == words)
  }

  @Test(arguments: [
    ("Step 12: go", 12), ("7", 7), ("none", nil), ("99999999999999999999", nil), ("", nil),
  ])
  func readsTheFirstNumber(text: String, number: Int?) {
    #expect(text.firstInteger == number)
  }

  @Test(arguments: [
    ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
    ("Lists, etc. and so on. End.", ["Lists, etc. and so on.", "End."]),
    ("Version 6.3 is out.", ["Version 6.3 is out."]),
    ("A.\nB", ["A.", "B"]),
    ("...  ", ["..."]),
    ("é. é. ", ["é.", "é."]),
    (" ", []),
    ("", []),
  ])
  func cutsSentences(text: String, sentences: [String]) {
    #expect(text.sentences == sentences)
  }
}
