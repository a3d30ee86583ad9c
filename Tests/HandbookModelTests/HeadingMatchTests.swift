import Testing

@testable import HandbookModel

struct HeadingMatchTests {
  @Test(arguments: [
    ("small teams", "Small teams", Float(1)),
    ("small teams", "What is a Small Team?", 1),
    ("small teams", "Teams", 2 / 3 as Float),
    ("small teams", "Small teams and their budgets", 0.8),
    ("small teams", "Budgets", 0),
    ("small teams", "Team, team and team", 0.4),
    ("small teams", "", 0),
    ("small teams", "The", 0),
    ("café", "CAFE", 1),
    ("\"small teams\" budget", "Budgets of small teams", 1),
    ("capab*", "Capabilities", 1),
    ("read_data", "read_data Read data", 2 * 2 / 6 as Float),
  ])
  func saysHowFarTwoTextsSayTheSame(query: String, heading: String, expected: Float) throws {
    var match = HeadingMatch(try ParsedQuery(query).terms)
    #expect(match.share(of: heading) == expected)
  }

  @Test func prefersWhatIsCalledByTheWords() throws {
    let model = try handbook([
      "budget.md": "# Budget\n\nHow much there is.",
      "teams.md":
        "# Small teams\n\nA budget for each team, a budget for all teams: budget, budget.\n\n"
        + "## Budget rules for teams that are small\n\nBudget, budget and budget.",
    ])
    let hits = try model.search(SearchQuery("budget")).hits
    #expect(hits.first?.page?.path == "budget.md")
  }

  @Test func prefersAHeadingWithMostWordsToATextWithAll() throws {
    let model = try handbook([
      "expenses.md": "# Travel expenses\n\nKeep receipts.",
      "notes.md":
        "# Notes\n\nMeeting about the roof, the policy for bicycles, expenses of the move and travel "
        + "by train.",
    ])
    let outcome = try model.search(SearchQuery("travel expenses policy"))
    #expect(outcome.hits.first?.page?.path == "expenses.md")
    #expect(outcome.note == nil)
  }
}
