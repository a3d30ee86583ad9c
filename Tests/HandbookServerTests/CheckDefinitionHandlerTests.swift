import JSON
import Measurement
import Synchronization
import TestSupport
import Testing
import Toolbox

struct CheckDefinitionHandlerTests {
  private func check(
    _ kind: String, _ text: String, path: String? = nil, in shipped: ModeToolbox? = nil,
    _ more: JSONObject = [:]
  ) throws -> JSONObject {
    var arguments: JSONObject = ["kind": .string(kind), "text": .string(text)]
    if let path { arguments.append("path", .string(path)) }
    for member in more.members { arguments.append(member.key, member.value) }
    return try (shipped ?? ModeToolbox.shared.get()).call("check_definition", arguments)
  }

  private func rendered(_ result: JSONObject) -> String {
    (result["diagnostics"]?.arrayValue ?? []).compactMap { $0["rendered"]?.stringValue }
      .joined(separator: "\n")
  }

  private static let head = """
    category: Teams
    feature: teams
    tools:
      list_rules:
        description: Lists the rules for small teams with the page and lines to cite.
        scopes: [handbook:read]
        annotations: {readOnly: true, destructive: false, idempotent: true}

    """

  // MARK: - Tools

  @Test func aSoundToolIsRunAndServed() throws {
    let text =
      Self.head + """
            params: {text: {type: string, description: Only those that contain this.}}
            sql: SELECT rule FROM system.rules WHERE is_newest AND (:text IS NULL OR instr(rule, :text))
            list: rules
            examples: [{arguments: {text: people}}]

        """
    #expect(
      try check("tool", text)
        == [
          "kind": "tool", "path": "Tools/draft.yaml", "ok": true, "errors": 0, "warnings": 0,
          "diagnostics": [], "total": 0, "withheld": 0, "next": .null,
          "serves": [
            [
              "kind": "tool", "name": "list_rules", "served": true, "reason": .null,
              "summary":
                "parameters: text, limit, max_tokens, cursor; its examples were run",
            ]
          ], "serves_withheld": 0,
        ])
  }

  @Test(arguments: [
    // What is wrong with the file itself.
    (
      "tools:\n  list_rules:\n    titel: x\n    sql: SELECT 1\n",
      "Tools/draft.yaml:3:5: error: unknown key 'titel' in tool 'list_rules'\n"
    ),
    // What only the handbook's tables show.
    (
      head + "    sql: SELECT rul FROM system.rules\n    list: true\n",
      """
      Tools/draft.yaml:8:17: error: the query of 'list_rules' does not run: no such column: rul
            sql: SELECT rul FROM system.rules
                        ^
      note: did you mean 'rule'?
      """
    ),
    // What only the running of examples shows.
    (
      head + "    sql: SELECT rule FROM system.rules\n    examples: [{arguments: {}}]\n",
      "Tools/draft.yaml:4:3: error: the example {} fails: the query gives 10 rows where one is expected: "
        + "its definition needs 'list: true'"
    ),
    // What only the other tools show.
    (
      head.replacing("list_rules", with: "list_teams")
        + "    sql: SELECT rule FROM system.rules\n    list: true\n",
      """
      Tools/draft.yaml:4:3: error: there is a tool 'list_teams' already
          list_teams:
          ^
      note: Tools/modes/platform.yaml:84 defines it first
      """
    ),
    (
      head + "    sql: SELECT name FROM system.nothing\n    list: true\n",
      ""
    ),
  ])
  func saysWhatTheCheckSays(text: String, message: String) throws {
    let result = try check("tool", text)
    #expect(message.isEmpty || rendered(result).contains(message), "\(rendered(result))")
    #expect(result["ok"]?.boolValue == message.isEmpty)
  }

  @Test func saysWhyAToolWouldNotBeServed() throws {
    let result = try check(
      "tool", Self.head + "    sql: SELECT a FROM system.nothing\n    list: true\n")
    let served = result["serves"]?.arrayValue?.first
    #expect(served?["served"] == false)
    #expect(served?["reason"] == "this handbook has no table 'nothing'")
  }

  @Test func aTextForAFileThatIsThereStandsInItsPlace() throws {
    let text =
      Self.head.replacing("list_rules", with: "find_owner")
      + "    sql: SELECT name FROM system.teams\n    list: teams\n"
    let result = try check("tool", text, path: "Tools/teams.yaml")
    #expect(result["ok"] == true, "\(rendered(result))")
  }

  /// A definition that calls itself harmless proves nothing about the function that it names.
  @Test func runsNoHandlerThatMayChangeSomething() throws {
    let calls = Mutex(0)
    let handlers: [String: Handler] = [
      "close_task": { _, _ in
        calls.withLock { $0 += 1 }
        return ToolResult([:])
      }
    ]
    let shipped = try ModeToolbox(
      [
        "Tools/tasks.yaml": Self.head.replacing("list_rules", with: "close_task")
          .replacing("readOnly: true", with: "readOnly: false") + "    handler: close_task\n"
      ], handlers: handlers)
    let text = Self.head + "    handler: close_task\n    examples: [{arguments: {}}]\n"
    let result = try check("tool", text, in: shipped)
    #expect(calls.withLock { $0 } == 0)
    #expect(result["ok"] == true, "\(rendered(result))")
    #expect(
      result["serves"]?.arrayValue?.first?["summary"]
        == "parameters: none; its examples were not run: no served tool shows that the handler only reads"
    )
  }

  @Test func stopsWithItsCaller() throws {
    var shipped = try ModeToolbox.shared.get()
    let model = try shipped.context.model()
    shipped = ModeToolbox(
      shipped, context: CallContext(model: { model }, checkpoint: { true }))
    let text =
      Self.head + """
            sql: WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS n FROM n
            examples: [{arguments: {}}]
        """
    #expect(throws: ToolCallError.cancelled) { try check("tool", text, in: shipped) }
  }

  // MARK: - Skills

  private static let skill = """
    ---
    name: finding-duties
    description: Finds what a team has to do. Use when somebody asks for the duties of a team.
    metadata: {requires-tools: "read_data"}
    ---

    # Finding duties

    Call `read_data`.

    """

  @Test func aSoundSkillIsOffered() throws {
    let result = try check("skill", Self.skill)
    #expect(result["path"] == "Skills/finding-duties/SKILL.md")
    #expect(result["ok"] == true)
    #expect(
      result["serves"] == [
        [
          "kind": "skill", "name": "finding-duties", "served": true, "reason": .null,
          "summary": "arguments: none",
        ]
      ])
  }

  @Test(
    arguments: [
      (
        "`read_data`", "[more](references/more.md)", nil,
        "9:13: error: 'references/more.md' leads nowhere: the skill has no such file"
      ),
      (
        "requires-tools: \"read_data\"", "requires-tools: \"read_dat\"", nil,
        "4:29: error: there is no tool 'read_dat'"
      ),
      ("description: Finds", "descripton: Finds", nil, "1:1: error: "),
      (
        "`read_data`", "{{ tool(\"read_dat\").rows }}", nil,
        "9:9: error: there is no tool 'read_dat'"
      ),
      // What only the making of the text shows.
      (
        "`read_data`", "{{ tool(\"read_data\", kind=\"nothing\").rows | table(a) }}", nil,
        "9:9: error: "
      ),
      (
        "name: finding-duties", "name: finding-owners", "Skills/finding-duties/SKILL.md",
        "2:7: error: "
      ),
    ] as [(String, String, String?, String)])
  func saysWhatIsWrongWithASkill(old: String, new: String, path: String?, message: String) throws {
    let result = try check("skill", Self.skill.replacing(old, with: new), path: path)
    #expect(result["ok"] == false)
    #expect(
      rendered(result).contains("SKILL.md:" + message), "\(rendered(result))")
  }

  /// References and arguments are looked for beside the skill whose text is replaced.
  @Test func aDraftHasTheFilesOfTheSkillThatItReplaces() throws {
    let text = Self.skill.replacing("finding-duties", with: "writing-skills")
      .replacing("`read_data`", with: "[syntax](references/template-syntax.md)")
    let result = try check("skill", text, path: "Skills/writing-skills/SKILL.md")
    #expect(rendered(result).contains("error") == false, "\(rendered(result))")
  }

  @Test(arguments: ["../../etc/SKILL.md", "/etc/SKILL.md", "Skills/../SKILL.md"])
  func aPathReadsNothing(path: String) throws {
    let text = Self.skill.replacing("`read_data`", with: "[x](passwd) and {% include \"passwd\" %}")
    let result = try check("skill", text, path: path)
    #expect(result["ok"] == false)
    #expect(rendered(result).contains("root:") == false)
  }

  @Test(arguments: ["SKILL.md", "Skills/finding-duties/skill.txt", "finding-duties.md"])
  func aPathThatIsNoSkillsIsRefused(path: String) throws {
    #expect(throws: ToolCallError.self) { try check("skill", Self.skill, path: path) }
  }

  // MARK: - Evals and taxonomies

  @Test func evalsAreCheckedForNames() throws {
    let text = """
      skill: finding-the-owner
      routing:
        - {prompt: who owns search?, expect: finding-the-ower}
      evals:
        - id: one
          steps: [{tool: find_owner, arguments: {subject: search}}, {tool: find_ownr}]
      """
    let result = try check("eval", text)
    #expect(result["path"] == "Skills/finding-the-owner/evals/draft.yaml")
    #expect(result["errors"] == 2)
    #expect(rendered(result).contains("did you mean 'finding-the-owner'?"))
    #expect(rendered(result).contains("did you mean 'find_owner'?"))
    #expect(
      result["serves"]?.arrayValue?.first?["summary"] == "prompts: 1; evals: 1; steps: 2")
  }

  @Test func aTaxonomyIsTriedOnThePages() throws {
    let text = """
      kinds:
        team:
          description: A team.
          find:
            - sections: {under: Who does what}
          fields:
            name: {description: What it is called., take: {from: heading}}
        thing:
          description: Something.
          find:
            - sektions: {under: Who does what}
          fields:
            name: {description: What it is called., take: {from: heading}}
      """
    let result = try check("taxonomy", text)
    #expect(result["ok"] == false)
    #expect(rendered(result).hasPrefix("taxonomy.yaml:11:9: error: "), "\(rendered(result))")
    let served = result["serves"]?.arrayValue ?? []
    #expect(
      served.first?["summary"] == "table: system.teams; rows: 7; fields: name",
      "\(served.first?.text ?? "")")
    #expect(
      served.filter { $0["kind"] == "tool" }.compactMap { $0["name"]?.stringValue } == [
        "list_vectors", "find_owner", "find_reviewer", "list_surfaces", "list_steps",
      ])
  }

  @Test func theShippedFilesAreFine() throws {
    for (kind, path) in [
      ("taxonomy", "seeds/taxonomy.yaml"), ("tool", "Tools/teams.yaml"),
      ("tool", "Tools/modes/platform.yaml"),
    ] {
      let result = try check(kind, try ShippedFile.text(path), path: path)
      #expect(result["ok"] == true, "\(path): \(rendered(result))")
      #expect(result["total"] == 0)
    }
  }

  @Test func whateverTheTextIsItIsAnswered() throws {
    let texts = [
      "tool": Self.head + "    sql: SELECT rule FROM system.rules\n    list: true\n",
      "skill": Self.skill.replacing(
        "`read_data`", with: "{{ tool(\"list_steps\").steps | table(title) }}"),
      "eval":
        "skill: a\nrouting:\n  - {prompt: b, expect: c}\nevals:\n  - {id: d, steps: [{tool: e}]}\n",
      "taxonomy":
        "kinds:\n  a:\n    find: [{sections: {level: 2}}]\n    fields: {b: {take: {from: heading}}}\n",
    ]
    let pieces = [
      "", "{", "}", "[", ":", "\n", "  ", "---\n", "{{", "%}", "'", "\"", "\t", "ä", "\u{0}",
      "system.",
      "SELECT", "- ", "#", "|",
    ]
    let shipped = try ModeToolbox.shared.get()
    var random = SeededRandom(seed: 5)
    for (kind, text) in texts.sorted(by: { $0.key < $1.key }) {
      for _ in 0..<8 {
        var mutated = Array(text)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let place = Int.random(in: 0..<mutated.count, using: &random)
          let end = min(mutated.count, place + Int.random(in: 0...6, using: &random))
          mutated.replaceSubrange(place..<end, with: pieces.randomElement(using: &random)!)
        }
        let input = "x" + String(mutated.dropFirst())
        for candidate in [String(mutated), input] where !candidate.isEmpty {
          let result = try check(kind, candidate, in: shipped)
          let hasErrors = (result["errors"]?.intValue ?? 0) > 0
          #expect(result["ok"]?.boolValue == !hasErrors, "\(kind): \(candidate)")
        }
      }
    }
  }

  // MARK: - Budget

  @Test func nothingIsCutSilently() throws {
    let tools = (0..<30).map { "  t\($0):\n    titel: x\n" }.joined()
    let shipped = try ModeToolbox.shared.get()
    var messages: [String] = []
    var cursor: JSONValue?
    var pages = 0
    repeat {
      var more: JSONObject = ["max_tokens": 1000]
      if let cursor { more.append("cursor", cursor) }
      let result = try check("tool", "tools:\n" + tools, in: shipped, more)
      let shown = result["diagnostics"]?.arrayValue ?? []
      messages += shown.compactMap { $0["rendered"]?.stringValue }
      #expect(result["withheld"]?.intValue == (result["total"]?.intValue ?? 0) - messages.count)
      cursor = result["next"]?.isNull == true ? nil : result["next"]
      pages += 1
    } while cursor != nil && pages < 200
    #expect(Set(messages).count == messages.count)
    #expect(messages.count >= 60)
  }
}
