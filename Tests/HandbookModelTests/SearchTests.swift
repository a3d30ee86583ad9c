import Measurement
import TestSupport
import Testing

@testable import HandbookModel

struct SearchTests {
  private static let documents = [
    SearchDocument(
      kind: "tool", name: "read_data", title: "Read data", text: "Rows of any kind or table."),
    SearchDocument(
      kind: "skill", name: "onboard-team", title: "Bring a team on board", text: "Uses read_data."),
  ]

  private func model() throws -> HandbookModel {
    try handbook(
      [
        "engineering/ai.md": """
        # AI platform

        ## Owners

        The **signals team** owns `read_data`; write to #team-posthog-ai. The file is handbook.yaml, v2.1.

        ## Café

        Naïve résumés are welcome here, and capabilities too.

        ## Vector

        **Effort**: Low
        """,
        "people/old.md":
          "---\nrevision: 1\nrevision_of: people/teams.md\n---\n# Teams\n\nThe Array team.",
        "people/teams.md": "---\nrevision: 2\n---\n# Teams\n\nThe Signals team, and the code team.",
      ],
      taxonomy: """
        kinds:
          vector:
            table: vectors
            description: A way to integrate.
            find:
              - sections: {with_fields: [Effort]}
            fields:
              name: {description: What it is called., take: {from: heading}}
              effort: {description: How much work it is., take: {from: field, label: Effort}}
        """, documents: Self.documents)
  }

  private func places(_ query: SearchQuery) throws -> [String] {
    try model().search(query).hits.map { hit in
      "\(hit.kind) \(hit.page?.path ?? "-") \(hit.name ?? hit.headingPath.last ?? "")"
    }
  }

  @Test(arguments: [
    ("owns", ["section engineering/ai.md Owners"]),
    ("who owns what?", ["section engineering/ai.md Owners"]),
    (
      "read_data", ["tool - read_data", "skill - onboard-team", "section engineering/ai.md Owners"]
    ),
    ("\"#team-posthog-ai\"", ["section engineering/ai.md Owners"]),
    ("posthog", ["section engineering/ai.md Owners"]),
    ("handbook.yaml", ["section engineering/ai.md Owners"]),
    ("v2.1", ["section engineering/ai.md Owners"]),
    ("mcp/handbook", ["section engineering/ai.md Owners"]),
    ("cafe resume", ["section engineering/ai.md Café"]),
    ("RÉSUMÉ", ["section engineering/ai.md Café"]),
    ("capab*", ["section engineering/ai.md Café"]),
    ("\"signals team\" -code", ["section engineering/ai.md Owners"]),
    ("signals -\"code team\"", ["section engineering/ai.md Owners"]),
    ("--capabilities", ["section engineering/ai.md Café"]),
    ("effort --vector", ["section engineering/ai.md Vector"]),
    ("\"team signals\"", []),
    (
      "team's signals",
      ["section people/teams.md Teams", "section engineering/ai.md Owners", "skill - onboard-team"]
    ),
    ("zzzz", []),
  ])
  func findsWhatIsMeant(text: String, expected: [String]) throws {
    #expect(try places(SearchQuery(text)) == expected)
  }

  @Test func findsARareCompoundInItsPartsToo() throws {
    let model = try handbook([
      "changes.md": "# Changes\n\nThe default of http.Agent(options) is another.",
      "http.md": "# HTTP\n\n## The agent\n\nA new Agent([options]) keeps connections open.",
      "teams.md": "# Teams\n\nNobody here speaks of that.",
    ])
    let outcome = try model.search(SearchQuery("http.Agent(options)"))
    #expect(outcome.hits.map { $0.page?.path ?? "-" } == ["changes.md", "http.md", "http.md"])
    #expect(outcome.note == nil)
    #expect(outcome.corrections.isEmpty)
    #expect(try model.search(SearchQuery("\"http.Agent(options)\"")).total == 1)
  }

  @Test func findsACommonCompoundOnlyWhereItStands() throws {
    let sections = (1...10).map { "## Use \($0)\n\nCalls read_data again." }
    let model = try handbook([
      "data.md": "# Data\n\nWhat data there is to read.",
      "tools.md": "# Tools\n\n" + sections.joined(separator: "\n\n"),
    ])
    let outcome = try model.search(SearchQuery("read_data"))
    #expect(outcome.total == 10)
    #expect(outcome.hits.allSatisfy { $0.page?.path == "tools.md" })
  }

  @Test func filtersByKind() throws {
    #expect(
      try places(SearchQuery("effort", kinds: ["vector"])) == ["vector engineering/ai.md Vector"])
    #expect(try places(SearchQuery("read_data", kinds: ["tool"])) == ["tool - read_data"])
    #expect(
      try places(SearchQuery("read_data", kinds: ["section", "skill"]))
        == ["skill - onboard-team", "section engineering/ai.md Owners"])
    let error = #expect(throws: SearchError.self) { try places(SearchQuery("x", kinds: ["tem"])) }
    #expect(error == .unknownKind("tem", known: ["section", "vector", "tool", "skill"]))
  }

  @Test func filtersByPathAndRevision() throws {
    #expect(
      try places(SearchQuery("signals", pathPrefix: "/people/"))
        == ["section people/teams.md Teams"])
    #expect(try places(SearchQuery("array")) == [])
    #expect(try places(SearchQuery("array", asOf: .revision(1))) == ["section people/old.md Teams"])
    #expect(
      try places(SearchQuery("team", pathPrefix: "people/teams.md", asOf: .revision(1)))
        == ["section people/old.md Teams"])
  }

  @Test func saysEverythingThatACitationNeeds() throws {
    let model = try model()
    let outcome = try model.search(SearchQuery("capabilities"))
    let hit = try #require(outcome.hits.first)
    #expect(outcome.total == 1)
    #expect(hit.page == model.pages[0])
    #expect(hit.title == "AI platform")
    #expect(hit.headingPath == ["AI platform", "Café"])
    #expect(hit.lines == 7...9)
    #expect(hit.snippet == "Naïve résumés are welcome here, and **capabilities** too.")
    #expect(hit.score > 0)
    let tool = try #require(try model.search(SearchQuery("rows")).hits.first)
    #expect(tool.title == "Read data")
    #expect(tool.page == nil)
    #expect(tool.lines == nil)
  }

  @Test func pagesThroughTheHits() throws {
    let all = try places(SearchQuery("team"))
    let pages = try (0..<all.count).flatMap {
      try places(SearchQuery("team", maximumHitCount: 1, offset: $0))
    }
    #expect(all.count == 3)
    #expect(pages == all)
    let counted = try model().search(SearchQuery("team", maximumHitCount: 0))
    #expect(counted.total == 3)
    #expect(counted.hits.isEmpty)
  }

  @Test(arguments: [
    ("", SearchError.noWords), ("  \t\n", .noWords), ("\"\" * - ( ) ^", .noWords), ("🐗", .noWords),
    ("-team", .onlyExclusions),
  ])
  func refusesQueriesWithoutSense(text: String, expected: SearchError) throws {
    let error = #expect(throws: SearchError.self) { try model().search(SearchQuery(text)) }
    #expect(error == expected)
  }

  @Test func searchesForCommonWordsWhereThereAreNoOthers() throws {
    #expect(try model().search(SearchQuery("the")).total > 0)
    #expect(try model().search(SearchQuery("the the THE of")).total > 0)
  }

  @Test(arguments: [
    ("signls", "signals"), ("capabilites", "capabilities"), ("teem", "team"),
    ("wlecome", "welcome"),
    ("ffort", "effort"),
  ])
  func takesWordsThatOccurNowhereForNearOnes(word: String, replacement: String) throws {
    let outcome = try model().search(SearchQuery(word))
    #expect(outcome.corrections == [.init(word: word, replacement: replacement)])
    #expect(outcome.total > 0)
  }

  @Test func leavesWordsAloneThatOccurOrAreQuoted() throws {
    let model = try model()
    #expect(try model.search(SearchQuery("code signals")).corrections.isEmpty)
    let quoted = try model.search(SearchQuery("\"signls\""))
    #expect(quoted.corrections.isEmpty)
    #expect(quoted.total == 0)
    #expect(quoted.note == "Nothing has \"signls\".")
  }

  @Test func saysWhereNothingHasAllTheWords() throws {
    let model = try model()
    #expect(
      try model.search(SearchQuery("capabilities array code")).note
        == "No result has all the words; these have some of them.")
    #expect(try model.search(SearchQuery("team zzzzzz")).note == "Nothing has 'zzzzzz'.")
    let long = (0..<40).map { "word\($0)" }.joined(separator: " ")
    #expect(
      try model.search(SearchQuery(long)).note?.hasPrefix("Only the first 24 words") == true)
  }

  @Test func replacesTheOtherDocumentsOnly() throws {
    let model = try model()
    let changed = model.replacingDocuments([
      SearchDocument(kind: "tool", name: "list_teams", title: "Teams", text: "All teams.")
    ])
    #expect(try changed.search(SearchQuery("rows")).total == 0)
    #expect(try changed.search(SearchQuery("\"list_teams\"")).hits.map(\.name) == ["list_teams"])
    #expect(try model.search(SearchQuery("rows")).total == 1)
    let before = try model.search(SearchQuery("capabilities")).hits.map(\.headingPath)
    #expect(try changed.search(SearchQuery("capabilities")).hits.map(\.headingPath) == before)
  }

  @Test func neverFailsWhateverIsTyped() throws {
    let model = try model()
    let pieces = [
      "team", "\"", "*", "-", "(", ")", "AND", "OR", "NOT", "NEAR", "^", ":", "title:", "{", "}",
      "+",
      "'", "\\", "\u{0}", "é", "🐗", " ", "\t", "“", "”", "_", "signals", "%", ";", "--", "/*", "汉字",
      "\u{301}", "ﬁ", "İ", "%Q", "\u{E000}", "rowid", ",", "~", "a", "ß",
    ]
    var generator = SeededRandom(seed: 42)
    for _ in 0..<3000 {
      let count = Int.random(in: 0...12, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      do {
        let outcome = try model.search(SearchQuery(text))
        #expect(outcome.hits.count <= outcome.total, "\(text.debugDescription)")
      } catch {
        #expect(error is SearchError, "\(text.debugDescription): \(error)")
      }
    }
  }
}
