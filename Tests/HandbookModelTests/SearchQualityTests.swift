import Diagnostics
import Testing

@testable import HandbookModel

/// Questions as people and agents ask them of the handbook that the repository ships, each with the
/// heading under which the answer stands.
struct SearchQualityTests {
  private static let model = Result { try HandbookModel.load(folder: seedsFolder) }

  static let judged: [(query: String, heading: String)] = [
    ("who owns the MCP server?", "The PostHog AI team"),
    ("what is the effort of skills?", "Skills: jobs that agents learn to do"),
    ("lowest effort vector", "MCP: a way for agents to reach your APIs"),
    ("which team builds the desktop app", "The PostHog Code team"),
    ("session replays suggested improvements", "The Signals team"),
    ("background sandboxed agents", "The PostHog AI team"),
    ("who can make up a small team", "Who can make up a Small Team?"),
    ("can I be in multiple small teams", "May a person belong to several Small Teams?"),
    ("how do small teams get a budget", "Is there a budget for a Small Team?"),
    ("who is responsible for duplicate work", "What prevents duplicate work?"),
    ("step on toes", "Is it still fine to step on toes?"),
    ("hiring", "How does a Small Team hire?"),
    ("line manager", "Whom do Small Teams report to, and what does management do?"),
    ("inconsistent design", "Does this make for inconsistent design?"),
    ("Ant Design", "Does this make for inconsistent design?"),
    ("team lead role", "The lead's role"),
    ("product managers", "Work with product managers"),
    ("designers", "Work with designers"),
    ("start headless", "Start headless, then UI"),
    ("vague API field descriptions", "Describe your API fields"),
    ("#team-posthog-ai", "Reasons to reach out"),
    ("when to contact the AI team", "Contact"),
    ("HogQL system table", "Getting started"),
    ("YAML definition", "Getting started"),
    ("quality bar reviews", "Getting started"),
    ("support ticket automation", "Automations & background agents"),
    ("CRON triggers", "Automations & background agents"),
    ("feature flag turned off debugging", "Skills: jobs that agents learn to do"),
    ("autonomy loop", "The product autonomy loop"),
    ("OKRs quarterly", "What a small team does for its area"),
    ("read_taxonomy", "The PostHog AI team"),
    ("vectros", "Integration vectors"),
    ("instrumentaton", "PostHog Code: features inside the environment"),
  ]

  @Test(arguments: judged)
  func ranksTheAnswerFirst(query: String, heading: String) throws {
    let outcome = try Self.model.get().search(SearchQuery(query, maximumHitCount: 3))
    #expect(
      outcome.hits.first?.headingPath.last == heading,
      "\(outcome.hits.map { "\($0.headingPath.last ?? "") \($0.score)" })")
  }

  @Test func findsFactsByTheirKind() throws {
    let model = try Self.model.get()
    #expect(model.diagnostics.map(\.rendered) == [])
    let outcome = try model.search(SearchQuery("very high impact", kinds: ["vector"]))
    #expect(outcome.hits.allSatisfy { $0.kind == "vector" })
    #expect(outcome.hits.first?.headingPath.last == "Skills: jobs that agents learn to do")
  }

  @Test func answersFromTheOlderRevisionOnlyWhenAsked() throws {
    let model = try Self.model.get()
    let query = "Array desktop product"
    #expect(
      try model.search(SearchQuery(query)).hits.allSatisfy { $0.page?.revision.isNewest == true })
    let hit = try model.search(SearchQuery(query, asOf: .revision(1))).hits.first
    #expect(hit?.headingPath.last == "The Array team")
    #expect(hit?.page?.revision.number == 1)
  }
}
