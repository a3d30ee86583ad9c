import JSON
import Testing

@testable import HandbookModel

/// The facts of the shipped handbook, and that the originals of its pages hold the same ones.
struct SeedFactsTests {
  struct Expectation: Sendable, CustomTestStringConvertible {
    var kind: String
    var fields: [String]
    var page: ShippedPage
    /// Each a JSON array of the fields' values.
    var facts: [String]
    /// Whether the original must give the very same values, or only as many facts. Wording of a
    /// page's own, a rephrased heading for instance, cannot be the same.
    var isSharedWithOriginal = true

    var testDescription: String { "\(kind) in \(page.rawValue)" }
  }

  static let expectations: [Expectation] = [
    Expectation(
      kind: "team", fields: ["name"], page: .aiPlatform,
      facts: [#"["PostHog AI"]"#, #"["PostHog Code"]"#, #"["Signals"]"#, #"["Product teams"]"#]),
    Expectation(
      kind: "team", fields: ["name", "owns"], page: .aiPlatform,
      facts: [
        #"["PostHog AI",["the background sandboxed agents"]]"#,
        #"["PostHog Code",["the desktop app","the task execution pipeline"]]"#,
        #"["Signals",null]"#,
        #"["Product teams",["their product's AI capabilities end-to-end"]]"#,
      ], isSharedWithOriginal: false),
    Expectation(
      kind: "team", fields: ["name", "owns"], page: .aiPlatform1,
      facts: [#"["PostHog AI",null]"#, #"["Array",null]"#, #"["Product teams",null]"#]),
    Expectation(
      kind: "team", fields: ["name", "summary"], page: .aiPlatform1,
      facts: [
        #"["PostHog AI","In charge of the AI platform: its architecture, its performance and its UX/UI."]"#,
        #"["Array","Looks after the Array desktop product, the coding agent in its cloud and its local form, and the generation of signals and tasks."]"#,
        #"["Product teams","Bring tools, modes and features that are specific to their product to the platform."]"#,
      ], isSharedWithOriginal: false),
    Expectation(
      kind: "vector", fields: ["name", "effort", "impact", "open_ended"], page: .aiPlatform,
      facts: [
        #"["MCP","Low",null,true]"#,
        #"["Skills","Medium","very high",true]"#,
        #"["Signals","Low to medium",null,false]"#,
        #"["PostHog Code","High",null,false]"#,
        #"["Automations & background agents","Medium to high",null,true]"#,
      ]),
    Expectation(
      kind: "vector", fields: ["consumers"], page: .aiPlatform,
      facts: [
        #"[["PostHog AI","PostHog Code","coding agents (Claude Code, Codex, etc.)","Wizard","vibecoding platforms (Lovable, Replit, etc.)","ChatGPT & Claude Desktop"]]"#,
        #"[["PostHog AI","PostHog Code","coding agents (Claude Code, Codex, etc.)","ChatGPT & Claude Desktop"]]"#,
        #"[["PostHog Code (local development)","PostHog AI (background agents)"]]"#,
        #"[["PostHog Code"]]"#,
        #"[["Your persona using the web browser (UI)","PostHog AI","PostHog Code","coding agents (Claude Code, Codex, etc.)","Wizard","vibecoding platforms (Lovable, Replit, etc.)","ChatGPT & Claude Desktop"]]"#,
      ]),
    Expectation(
      kind: "vector", fields: ["title"], page: .aiPlatform,
      facts: [
        #"["a way for agents to reach your APIs"]"#,
        #"["jobs that agents learn to do"]"#,
        #"["hints that feed the loop"]"#,
        #"["features inside the environment"]"#,
        #"[null]"#,
      ], isSharedWithOriginal: false),
    Expectation(
      kind: "surface", fields: ["name", "examples", "qualifications", "vectors"], page: .aiPlatform,
      facts: [
        #"["PostHog AI",null,["background agents"],["MCP","Skills","Signals","Automations & background agents"]]"#,
        #"["PostHog Code",null,["local development"],["MCP","Skills","Signals","PostHog Code","Automations & background agents"]]"#,
        #"["coding agents",["Claude Code","Codex"],null,["MCP","Skills","Automations & background agents"]]"#,
        #"["Wizard",null,null,["MCP","Automations & background agents"]]"#,
        #"["vibecoding platforms",["Lovable","Replit"],null,["MCP","Automations & background agents"]]"#,
        #"["ChatGPT & Claude Desktop",null,null,["MCP","Skills","Automations & background agents"]]"#,
        #"["Your persona using the web browser",null,["UI"],["Automations & background agents"]]"#,
      ]),
    Expectation(
      kind: "tool", fields: ["name", "owner"], page: .aiPlatform, facts: tools),
    Expectation(
      kind: "tool", fields: ["name", "owner"], page: .aiPlatform1, facts: tools),
    Expectation(
      kind: "loop_link", fields: ["giver", "receivers"], page: .aiPlatform,
      facts: [
        #"["Signals",["PostHog Code"]]"#,
        #"["PostHog AI",["PostHog Code"]]"#,
        #"["PostHog Code",null]"#,
        #"["Product teams",null]"#,
      ]),
    Expectation(
      kind: "step", fields: ["number", "title"], page: .aiPlatform,
      facts: [
        #"[1,"Add MCP tools"]"#,
        #"[2,"Write skills"]"#,
        #"[3,"Test with headless agents"]"#,
        #"[4,"Tag the PostHog AI team"]"#,
      ], isSharedWithOriginal: false),
    Expectation(
      kind: "step", fields: ["number", "title"], page: .aiPlatform1,
      facts: [
        #"[1,"Reach out early"]"#,
        #"[2,"Define the use case"]"#,
        #"[3,"Plan the collaboration"]"#,
        #"[4,"Coordinate sprints"]"#,
      ]),
    Expectation(
      kind: "practice", fields: ["name"], page: .aiPlatform,
      facts: [
        #"["Start headless, then UI"]"#, #"["Start small"]"#, #"["Describe your API fields"]"#,
      ]
    ),
    Expectation(
      kind: "practice", fields: ["name"], page: .aiPlatform1,
      facts: [#"["Start small"]"#, #"["Maintain consistency"]"#]),
    Expectation(
      kind: "reach_out", fields: ["reason"], page: .aiPlatform,
      facts: [
        #"["Your use case is unusual, and the existing patterns for tools and skills do not fit it"]"#,
        #"["The AI infrastructure does not yet support something that you need"]"#,
        #"["You would like help with the design: how agents should work with your product"]"#,
        #"["You cannot tell whether AI suits the problem, for what looks like one for AI is sometimes better solved another way"]"#,
      ], isSharedWithOriginal: false),
    Expectation(
      kind: "contact", fields: ["value", "label", "destination"], page: .aiPlatform,
      facts: [##"["#team-posthog-ai","Slack",null]"##]),
    Expectation(
      kind: "contact", fields: ["value", "label", "destination"], page: .aiPlatform1,
      facts: [
        ##"["#team-posthog-ai","Slack",null]"##,
        #"["PostHog AI team","Team page","/teams/posthog-ai"]"#,
        #"["Current goals and initiatives","Objectives","/teams/posthog-ai/objectives"]"#,
      ]),
    Expectation(
      kind: "rule", fields: ["people"], page: .smallTeams,
      facts: [
        "[null]", #"["2-6"]"#, "[null]", "[null]", "[null]", "[null]", "[null]", "[null]", "[null]",
        #"["6"]"#,
      ]),
    Expectation(
      kind: "responsibility", fields: ["owner", "occasion"], page: .aiPlatform,
      facts: Array(repeating: #"["Product teams","A product team can"]"#, count: 3),
      isSharedWithOriginal: false),
    Expectation(
      kind: "responsibility", fields: ["owner", "occasion"], page: .aiPlatform1,
      facts: Array(repeating: #"["Product teams","They answer for"]"#, count: 4),
      isSharedWithOriginal: false),
    Expectation(
      kind: "responsibility", fields: ["owner", "duty"], page: .smallTeams,
      facts: [
        #"["Small teams","Usage"]"#,
        #"["Small teams","Quality"]"#,
        #"["Small teams","Revenue"]"#,
        #"["Small teams","Create OKRs for the quarter, and good ones"]"#,
        #"["Small teams","Keep up a prioritized roadmap as a help towards the objectives"]"#,
        #"["Small teams","Speak to customers"]"#,
        #"["Small teams","Watch the relevant metrics, those for Usage, Quality and Revenue among them"]"#,
        #"["Small teams","Triage the bugs in their area and fix them"]"#,
        #"["Small teams","Help the support hero to answer questions about their area"]"#,
        #"["Small teams","Work together with other Small Teams, marketing for example"]"#,
        #"["Small teams","Become power users of their own area of PostHog, and use PostHog for their own processes"]"#,
      ], isSharedWithOriginal: false),
    Expectation(
      kind: "question", fields: ["question"], page: .smallTeams,
      facts: [
        #"["Whom do Small Teams report to, and what does management do?"]"#,
        #"["May a person belong to several Small Teams?"]"#,
        #"["Who can make up a Small Team?"]"#,
        #"["Does this make for inconsistent design?"]"#,
        #"["Is it still fine to step on toes?"]"#,
        #"["May people move to another team?"]"#,
        #"["Are most Small Teams much too small?"]"#,
        #"["How does a Small Team hire?"]"#,
        #"["Is there a budget for a Small Team?"]"#,
        #"["What holds the product together across the company?"]"#,
        #"["What prevents duplicate work?"]"#,
        #"["May a Small Team \"own\" another one?"]"#,
      ], isSharedWithOriginal: false),
    Expectation(
      kind: "question", fields: ["verdict"], page: .smallTeams,
      facts: [
        "[null]", #"["No"]"#, "[null]", #"["Eventually, yes"]"#, #"["Yes"]"#, "[null]",
        #"["In general, no"]"#, "[null]", "[null]", "[null]", "[null]", #"["Not for now, no"]"#,
      ]),
  ]

  private static let tools = [
    #"["search","PostHog AI"]"#, #"["read_data","PostHog AI"]"#, #"["read_taxonomy","PostHog AI"]"#,
    #"["enable_mode","PostHog AI"]"#,
  ]

  @Test(arguments: expectations)
  func findsTheFactsOfThePages(_ expectation: Expectation) throws {
    let taxonomy = makeTaxonomy(try Folders.shippedText("taxonomy.yaml"))
    let facts = taxonomy.facts(
      of: expectation.kind, expectation.fields, in: [try expectation.page.page])
    #expect(facts == expectation.facts)
  }

  /// The documents that the pages restate lie outside of the repository.
  @Test(.enabled(if: Folders.originals != nil), arguments: expectations)
  func findsTheSameFactsInTheOriginals(_ expectation: Expectation) throws {
    let taxonomy = makeTaxonomy(try Folders.shippedText("taxonomy.yaml"))
    let facts = taxonomy.facts(
      of: expectation.kind, expectation.fields, in: [try expectation.page.original])
    if expectation.isSharedWithOriginal {
      #expect(facts == expectation.facts)
    } else {
      #expect(facts.count == expectation.facts.count)
    }
  }

  @Test func warnsOfNothing() throws {
    let taxonomy = makeTaxonomy(try Folders.shippedText("taxonomy.yaml"))
    #expect(
      taxonomy.kinds.map(\.table) == [
        "teams", "vectors", "surfaces", "tools", "loop_links", "steps", "practices", "reach_outs",
        "contacts", "rules", "responsibilities", "faqs",
      ])
    #expect(taxonomy.problems(in: try ShippedPage.allCases.map { try $0.page }) == [])
  }

  /// Kinds that a page says nothing of find nothing on it.
  @Test func findsNoFactsWhereThereAreNone() throws {
    let taxonomy = makeTaxonomy(try Folders.shippedText("taxonomy.yaml"))
    for page in ShippedPage.allCases {
      let expected = Set(Self.expectations.filter { $0.page == page }.map(\.kind))
      let found = Set(
        taxonomy.kinds.map(\.name).filter { kind in
          (try? !taxonomy.rows(of: kind, in: [page.page]).isEmpty) ?? false
        })
      #expect(found == expected, "\(page)")
    }
  }

  /// A fact is quoted with its place, so the place must hold it.
  @Test(arguments: ShippedPage.allCases)
  func pointsToTheLinesOfAFact(_ shipped: ShippedPage) throws {
    let taxonomy = makeTaxonomy(try Folders.shippedText("taxonomy.yaml"))
    let page = try shipped.page
    let lines = try shipped.text.split(separator: "\n", omittingEmptySubsequences: false)
    for kind in taxonomy.kinds {
      for row in taxonomy.rows(of: kind.name, in: [page]) {
        let name = row.values.first?.stringValue ?? row.values.first?.intValue.map { "\($0)" } ?? ""
        let excerpt = lines[(row.lines.lowerBound - 1)...(row.lines.upperBound - 1)].joined(
          separator: " ")
        #expect(excerpt.normalizedWords.contains(name.normalizedWords), "\(kind.name) \(row.lines)")
      }
    }
  }
}
