import Foundation
import JSON
import TestSupport
import Testing

/// `handbook test` as its users run it, on a small handbook of its own.
@Suite(.timeLimit(.minutes(5)))
struct TestCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder([
      "seeds/teams.md": "# Teams\n\nEvery team owns something.\n",
      "seeds/flags.md": "# Flags\n\nA flag is owned by one team.\n",
      "Tools/pages.yaml": """
      category: Pages
      feature: pages
      tools:
        list_pages:
          title: List pages
          description: Lists the pages of the handbook with their titles, for an overview.
          scopes: [handbook:read]
          annotations: {readOnly: true, destructive: false, idempotent: true}
          sql: SELECT path AS page, title FROM system.pages ORDER BY path
          list: pages
      """,
      "Skills/finding-flags/SKILL.md": """
      ---
      name: finding-flags
      description: Finds out who owns a feature flag and why it is off. Use it when somebody asks about a flag.
      metadata:
        requires-tools: list_pages
      ---
      # Finding flags

      Call `list_pages`, then read the page of the flag.

      """,
      "Skills/finding-flags/evals/finding-flags.yaml": Self.evals,
    ])
  }

  private static let evals = """
    routing:
      - {prompt: Why is the feature flag off?, expect: finding-flags}
      - {prompt: Give me an overview of the pages, expect: list_pages}
    evals:
      - id: overview
        intent: Which pages are there?
        expected_tools: [list_pages]
        budget: {calls: 2, tokens: 500}
        steps:
          - tool: list_pages
            expect:
              - {path: pages, count: 2}
              - {path: "pages[*].title", equals: Flags}
              - {cites: teams.md}
          - tool: list_pages
            arguments: {limit: none}
            expect: [{error: true}, {text: limit}]

    """

  private func test(_ arguments: String...) throws -> HandbookProgram.Outcome {
    try HandbookProgram.run(["test", "--root", folder.path] + arguments)
  }

  @Test func runsThreeTiersAndSaysThatAllIsWell() throws {
    let outcome = try test()
    #expect(outcome.errors == "")
    #expect(outcome.exitCode == 0)
    let pattern = #/, 2 calls, \d+ tokens/#
    #expect(
      outcome.output.replacing(pattern, with: ", 2 calls") == """
        finding-flags
          lint     2 passed
          routing  2 passed
          replay   1 passed, 2 calls

        Routing, expected down, got across:
                           1  2
          1 finding-flags  1  .
          2 list_pages     .  1

        5 passed, 0 failed

        """)
  }

  @Test func saysWhatFailed() throws {
    try folder.write(
      "Skills/finding-flags/evals/more.yaml",
      """
      routing:
        - {prompt: Give me an overview of the pages, expect: finding-flags}
      evals:
        - id: wrong
          forbidden_tools: [list_pages]
          budget: {calls: 0, tokens: 0}
          steps:
            - tool: list_pages
              expect: [{path: pages, count: 3}, {cites: lunch.md}]
            - {tool: list_page}
        - {id: unreadable}
      """)
    let outcome = try test("--tier", "lint,routing,replay", "finding-flags")
    #expect(outcome.exitCode == 1)
    let start = try #require(outcome.output.range(of: "  lint"))
    let end = try #require(outcome.output.range(of: "\n\nRouting"))
    let weights = #/\d+\.\d\d/#
    let tokens = #/\d+ tokens/#
    #expect(
      outcome.output[start.lowerBound..<end.lowerBound].replacing(weights, with: "N")
        .replacing(tokens, with: "N tokens") == """
            lint     2 of 3 passed
              FAILED  Skills/finding-flags/evals/more.yaml (Skills/finding-flags/evals/more.yaml)
                Skills/finding-flags/evals/more.yaml:10:16: error: there is no tool 'list_page'
                        - {tool: list_page}
                                 ^
                note: did you mean 'list_pages'?
                Skills/finding-flags/evals/more.yaml:11:5: error: an eval needs 'intent' or 'steps'
                    - {id: unreadable}
                      ^
                note: 'intent' is what a user would ask, 'steps' are calls that are run without an agent
            routing  2 of 3 passed
              FAILED  Give me an overview of the pages (Skills/finding-flags/evals/more.yaml:2)
                expected finding-flags, got list_pages (N against N)
                for list_pages: pages N, overview N
            replay   1 of 2 passed, 4 calls, N tokens
              FAILED  wrong (Skills/finding-flags/evals/more.yaml:4)
                step 1 (list_pages): 'pages' should be exactly 3, not 2
                step 1 (list_pages): no page, path or uri in the result names 'lunch.md', only flags.md, teams.md
                step 2 (list_page): the call fails: there is no tool 'list_page'; did you mean 'list_pages'?
                the forbidden tool list_pages is called
                2 calls, the budget is 0
                N tokens, the budget is 0
                calls: list_pages, list_page
          """)
    #expect(outcome.output.hasSuffix("\n5 passed, 3 failed\n"))
  }

  @Test func testsASkillThatIsNotOffered() throws {
    try folder.write(
      "Skills/writing-pages/SKILL.md",
      """
      ---
      name: writing-pages
      description: Writes a page of the handbook. Use it when a page is missing.
      metadata: {requires-tools: write_page}
      ---
      # Writing pages

      """)
    let outcome = try test("writing-pages", "--tier", "lint")
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.output.contains(
        "not offered: it needs the tool 'write_page', which is not served\n"))
    #expect(outcome.output.contains("warning: it has no evals"))
  }

  @Test func testsWhatCannotBeReadAsASkill() throws {
    try folder.write("Skills/no-description/SKILL.md", "---\nname: x\n---\n")
    let outcome = try test("--tier", "lint", "no-description")
    #expect(outcome.exitCode == 1)
    #expect(outcome.output.hasPrefix("no-description\n  lint  0 of 1 passed\n"))
  }

  @Test func writesReportsForMachines() throws {
    let path = folder.path + "/report.xml"
    let outcome = try test("--json", "--junit", path, "--tier", "routing")
    let report = try JSONParser.parse(outcome.output)
    #expect(report["passed"] == 2)
    #expect(report["confusion"]?.arrayValue?.count == 2)
    let cases = report["skills"]?.arrayValue?[0]["cases"]?.arrayValue
    #expect(cases?.first?["words_for_expected"]?.arrayValue?.first?["word"] == "flag")
    let xml = try String(contentsOfFile: path, encoding: .utf8)
    #expect(xml.hasPrefix("<?xml"))
    #expect(xml.contains(#"tests="2" failures="0""#))
  }

  @Test(arguments: [
    (
      ["finding-flag"], 64,
      "handbook: there is no skill 'finding-flag'\ndid you mean 'finding-flags'?"
    ),
    (["--tier", "lnt"], 64, "handbook: there is no tier 'lnt'\ndid you mean 'lint'?"),
    (["--tier", "agent"], 64, "handbook: the tier 'agent' needs '--agent COMMAND'"),
    (
      ["--agent", "true", "--agent-timeout", "0"], 64,
      "handbook: '--agent-timeout' takes seconds from 1 to 86400, not '0'"
    ),
    (["--skills", "/no/such"], 66, "handbook: there is no folder '/no/such' to take skills from"),
    (["--junit", "/no/such/file"], 66, "handbook: '/no/such/file' cannot be written"),
  ])
  func saysWhatIsWrongWithItsArguments(arguments: [String], code: Int32, message: String) throws {
    let outcome = try HandbookProgram.run(["test", "--root", folder.path] + arguments)
    #expect(outcome.exitCode == code)
    #expect(outcome.errors.hasPrefix(message))
    #expect(outcome.output == "")
  }

  // MARK: - Agents

  /// Starts the server of its configuration and calls a tool over JSON-RPC.
  private static let agentScript = #"""
    server=$(tr -d '\n' < "$HANDBOOK_MCP_CONFIG" |
      sed 's/.*"command": *\("[^"]*"\).*"args": *\[\([^]]*\)\].*/\1 \2/; s/[",]/ /g')
    meta='"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}'
    printf '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"%s",%s}}\n' "$1" "$meta" | $server
    """#

  @Test(arguments: ["list_pages", "search"])
  func gradesAnAgentThatSpeaksTheProtocol(tool: String) throws {
    try folder.write("agent.sh", Self.agentScript)
    let outcome = try test("--agent", "/bin/sh '\(folder.path)/agent.sh' \(tool)", "--verbose")
    #expect(outcome.errors == "the agent works on finding-flags, overview\n")
    #expect(outcome.output.contains("      calls: \(tool)\n"))
    #expect(outcome.exitCode == (tool == "list_pages" ? 0 : 1))
    if tool == "search" {
      #expect(outcome.output.contains("      the expected tool list_pages is never called\n"))
      let kept = try #require(
        outcome.output.firstMatch(of: #/output of the agent are in (\S+)/#)?.output.1)
      try FileManager.default.removeItem(atPath: String(kept))
    }
  }
}
