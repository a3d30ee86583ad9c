import Testing

@testable import HandbookModel

struct TextMatchTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var match: TextMatch
    var accepted: [String]
    var refused: [String]
    var testDescription: String { "\(match.terms)" }
  }

  @Test(arguments: [
    Case(
      match: TextMatch(terms: [.init(operator: .is, alternatives: ["FAQ", "Questions"])]),
      accepted: ["faq", "FAQ", "questions"], refused: ["FAQs", "FA", ""]),
    Case(
      match: TextMatch(terms: [
        .init(operator: .starts, alternatives: ["The "]),
        .init(operator: .ends, alternatives: [" team"]),
      ]),
      accepted: ["The Array team", "the  TEAM", "The team"],
      refused: ["Array team", "The teams", "The", ""]),
    Case(
      match: TextMatch(terms: [.init(operator: .contains, alternatives: ["and more", "etc."])]),
      accepted: ["And More", "a, and more.", "x etc."], refused: ["and mor", "", "etc"]),
    Case(
      match: TextMatch(
        terms: [], exclusions: [TextMatch(terms: [.init(operator: .is, alternatives: ["x"])])]),
      accepted: ["y", ""], refused: ["x", "X"]),
    Case(
      match: TextMatch(terms: [.init(operator: .contains, alternatives: ["é"])]),
      accepted: ["café"], refused: ["CAFÉ", "cafe"]),
  ])
  func meetsConditions(_ test: Case) {
    #expect(test.accepted.filter { !test.match.matches($0) } == [])
    #expect(test.refused.filter(test.match.matches) == [])
  }

  @Test func findsTextsThatBeginAgainInsideThemselves() {
    let text = "aab aaab"
    #expect(text.rangeIgnoringCase(of: "AAAB").map { String(text[$0]) } == "aaab")
    #expect(text.rangeIgnoringCase(of: "") == nil)
    #expect("".rangeIgnoringCase(of: "a") == nil)
  }
}
