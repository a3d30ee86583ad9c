import Diagnostics
import HandbookModel
import SearchEvaluation
import Testing

struct LinkTextsTests {
  private func links(_ pages: KeyValuePairs<String, String>) throws -> LinkTexts {
    try LinkTexts(
      of: HandbookModel.make(pages: pages.map { SourceText(path: $0.key, $0.value) }))
  }

  @Test func takesTheWordsOfALinkForAQueryAndItsTargetForTheAnswer() throws {
    let links = try links([
      "leave.md": "# Leave\n\n## Sick days\n\nCall in.",
      "start.md":
        "# Start\n\nSee [being *ill*](leave.md#sick-days), or the\n[holiday rules](leave.md).",
    ])
    #expect(links.linkCount == 2)
    #expect(
      links.queries == [
        JudgedQuery(
          text: "being ill", pages: [1], sections: [.init(page: 1, firstLine: 3)],
          excludedPages: [2]),
        JudgedQuery(text: "holiday rules", pages: [1], excludedPages: [2]),
      ])
  }

  @Test func asksTheSameWordsOnceAndTakesEachOfTheirTargets() throws {
    let links = try links([
      "a.md": "[Travel policy](travel.md)",
      "b.md": "[the travel policy](trips.md)",
      "travel.md": "# Travel", "trips.md": "# Trips",
    ])
    #expect(
      links.queries == [JudgedQuery(text: "Travel policy", pages: [3, 4], excludedPages: [1, 2])])
  }

  @Test(arguments: [
    "here", "this page", "Read more", "the", "https://example.com/rules", "rules.md",
    "/people/rules", "#rules", "42", "→",
  ])
  func leavesOutWhatSaysNothing(text: String) throws {
    let links = try links(["a.md": "See [\(text)](rules.md).", "rules.md": "# Rules"])
    #expect(links.linkCount == 1)
    #expect(links.queries == [])
  }

  @Test func leavesOutLinksWithinAPageAndToOtherPlaces() throws {
    let links = try links([
      "a.md":
        "# Rules\n\n[our rules](#rules) [our site](https://example.com) [lost rules](lost.md)"
    ])
    #expect(links.queries == [])
  }

  @Test func samplesTheSameQueriesForTheSameSeed() throws {
    let links = try links([
      "a.md": (0..<50).map { "[rule number\($0)](rules.md)" }.joined(separator: "\n"),
      "rules.md": "# Rules",
    ])
    let sample = links.sample(10, seed: 7)
    #expect(sample.count == 10)
    #expect(sample == links.sample(10, seed: 7))
    #expect(sample != links.sample(10, seed: 8))
    #expect(links.sample(100, seed: 7) == links.queries)
  }
}
