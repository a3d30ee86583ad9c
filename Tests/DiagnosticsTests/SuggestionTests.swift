import Testing

@testable import Diagnostics

struct SuggestionTests {
  @Test(
    arguments: [
      ("titel", ["title", "table"], "title"),
      ("descripton", ["description", "title"], "description"),
      ("desc", ["description", "title"], "description"),
      ("TITLE", ["title"], "title"),
      ("lsit_vectors", ["list_skills", "list_vectors"], "list_vectors"),
      ("ilst", ["list"], "list"),
      ("id", ["ids", "of"], "ids"),
      ("scope", ["scopes", "slope"], "scopes"),
      ("same", ["lame", "same"], "same"),
      ("query", ["sql", "handler"], nil),
      ("x", ["y", "z"], nil),
      ("", ["a"], nil),
      ("ab", ["abcdef"], nil),
      ("word", [], nil),
    ] as [(String, [String], String?)])
  func findsWhatWasProbablyMeant(word: String, candidates: [String], expected: String?) {
    #expect(closestMatch(to: word, in: candidates) == expected)
  }

  @Test func phrasesANote() {
    #expect(suggestionNotes(for: "titel", among: ["title"]) == ["did you mean 'title'?"])
    #expect(suggestionNotes(for: "zzz", among: ["title"]) == [])
  }

  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "axc", 1),
    ("abc", "acb", 1), ("abc", "bca", 2), ("kitten", "sitting", 3), ("ca", "abc", 3),
  ])
  func countsEdits(left: String, right: String, expected: Int) {
    #expect(editDistance(Array(left), Array(right)) == expected)
  }
}
