import Testing

@testable import HandbookModel

struct SearchWordTests {
  @Test(arguments: [
    ("Which vectors are the cheapest?", ["vectors:vector", "cheapest:cheapest"]),
    ("list_vectors", ["vectors:vector"]),
    (
      "Write a SKILL.md, s'il vous plaît",
      [
        "write:write", "skill:skill", "md:md", "il:il", "vous:vou", "plait:plait",
      ]
    ),
    ("", []), ("what of it?", []), ("\u{301}", []),
  ])
  func givesTheWordsThatSaySomething(text: String, words: [String]) {
    #expect(SearchWord.words(in: text).map { "\($0.folded):\($0.stem)" } == words)
  }
}
