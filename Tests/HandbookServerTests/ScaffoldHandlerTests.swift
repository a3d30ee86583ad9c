import HandbookServer
import JSON
import Testing
import Toolbox

struct ScaffoldHandlerTests {
  private static let scaffolds: [(JSONValue, Scaffold)] = [
    (["kind": "tool", "name": "list_rules"], Scaffold.sqlTool("list_rules")),
    (["kind": "tool", "name": "list_rules", "implementation": "sql"], .sqlTool("list_rules")),
    (
      ["kind": "tool", "name": "read_one", "implementation": "handler"], .handlerTool("read_one")
    ),
    (["kind": "skill", "name": "finding-duties"], .skill("finding-duties")),
  ]

  @Test(arguments: scaffolds)
  func givesWhatTheCommandWrites(arguments: JSONValue, scaffold: Scaffold) throws {
    let result = try ModeToolbox.shared.get().call("scaffold", arguments.objectValue ?? [:])
    let files: [JSONValue] = scaffold.files.map {
      ["path": .string($0.path), "text": .string($0.text)]
    }
    #expect(result["files"] == .array(files))
    let steps = result["next_steps"]?.arrayValue?.compactMap(\.stringValue) ?? []
    #expect(steps.suffix(scaffold.nextSteps.count) == scaffold.nextSteps[...])
    #expect(steps.contains { $0.contains("check_definition") })
  }

  private static let refused: [(JSONValue, String)] = [
    (
      ["kind": "tool", "name": "list_teams"],
      "name: there is a tool 'list_teams' already, in Tools/modes/platform.yaml, line 84"
    ),
    (
      ["kind": "skill", "name": "finding-the-owner"],
      "name: there is a skill 'finding-the-owner' already, in Skills/finding-the-owner/SKILL.md"
    ),
    (
      ["kind": "tool", "name": "List Rules!"],
      "name: 'List Rules!' cannot be the name of a tool: allowed are a-z, 0-9 and '_', at most 52 "
        + "characters, such as list_vectors; did you mean 'list_rules'?"
    ),
    (
      ["kind": "skill", "name": "../evil", "implementation": "sql"],
      "implementation: only tools have one; leave it out"
    ),
    (
      ["kind": "skill", "name": "../evil"],
      "name: '../evil' cannot be the name of a skill: allowed are a-z, 0-9 and single '-' inside, at most "
        + "64 characters, such as finding-the-owner; did you mean 'evil'?"
    ),
  ]

  @Test(arguments: refused)
  func saysWhichNamesCannotBe(arguments: JSONValue, problem: String) throws {
    let shipped = try ModeToolbox.shared.get()
    #expect(throws: ToolCallError.invalidArguments(tool: "scaffold", problems: [problem])) {
      try shipped.call("scaffold", arguments.objectValue ?? [:])
    }
  }
}
