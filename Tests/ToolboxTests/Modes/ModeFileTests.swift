import Diagnostics
import JSON
import Testing

@testable import Toolbox

/// Files that describe modes.
struct ModeFileTests {
  private func file(_ text: String) -> ToolFile {
    ToolFile(SourceText(path: "m.yaml", text), handlers: ["echo"])
  }

  private static let tools = """
    tools:
      count_things:
        description: Counts the things that there are, for tests of modes.
        scopes: [handbook:read]
        annotations: {readOnly: true}
        handler: echo

    """

  @Test func readsAMode() throws {
    let file = file(
      """
      mode: counting
      title: Count things
      routing: >
        Switch to it where something
        is to be counted.
      instructions: |
        Count twice.

        Then once more.
      trajectories:
        - name: Count all
          goal: How many there are.
          steps:
            - {tool: count_things, arguments: {of: teams}, why: To know.}
            - {tool: search}

      """ + Self.tools)
    #expect(file.diagnostics == [])
    let mode = try #require(file.mode)
    #expect(mode.name == "counting")
    #expect(mode.title == "Count things")
    #expect(mode.routing == "Switch to it where something is to be counted.")
    #expect(mode.instructions == "Count twice.\n\nThen once more.")
    #expect(mode.trajectories.map(\.name) == ["Count all"])
    #expect(mode.trajectories.map(\.goal) == ["How many there are."])
    #expect(mode.trajectories[0].steps.map(\.tool) == ["count_things", "search"])
    #expect(mode.trajectories[0].steps.map(\.arguments) == [["of": "teams"], [:]])
    #expect(mode.trajectories[0].steps.map(\.why) == ["To know.", nil])
    #expect(file.entries.map(\.name) == ["count_things"])
    #expect(!file.isCore)
  }

  @Test(arguments: [
    (
      "mode: Counting things\nrouting: a\ninstructions: b\n",
      "m.yaml:1:7: error: mode name 'Counting things' may hold only a-z, 0-9, '_' and '-', at most 40 characters"
    ),
    ("mode: m\ninstructions: b\n", "m.yaml:1:7: error: the mode has no 'routing'"),
    ("mode: m\nrouting: ''\ninstructions: b\n", "m.yaml:2:10: error: 'routing' is empty"),
    (
      "mode: m\nrouting: 7\ninstructions: b\n",
      "m.yaml:2:10: error: 'routing' must be a string, not a number"
    ),
    ("mode: m\nrouting: a\n", "m.yaml:1:7: error: the mode has no 'instructions'"),
    (
      "mode: m\nrouting: a\ninstructions: b\ntrajectories: {}\n",
      "m.yaml:4:15: error: 'trajectories' must be a sequence, not a mapping"
    ),
    (
      "mode: m\nrouting: a\ninstructions: b\ntrajectories: [{steps: [{tool: x}]}]\n",
      "m.yaml:4:16: error: the trajectory has no 'name'"
    ),
    (
      "mode: m\nrouting: a\ninstructions: b\ntrajectories: [{name: x, steps: []}]\n",
      "m.yaml:4:33: error: the trajectory 'x' has no steps"
    ),
    (
      "mode: m\nrouting: a\ninstructions: b\ntrajectories: [{name: x, steps: [{tol: y}]}]\n",
      "m.yaml:4:35: error: unknown key 'tol' in the step\nm.yaml:4:34: error: the step has no 'tool'"
    ),
    (
      "mode: m\nrouting: a\ninstructions: b\ntrajectories: [{name: x, steps: [{tool: y, arguments: 3}]}]\n",
      "m.yaml:4:55: error: 'arguments' must be a mapping, not a number"
    ),
  ])
  func saysWhatIsWrong(text: String, expected: String) {
    let file = file(text + Self.tools)
    #expect(file.mode == nil)
    #expect(file.isMode)
    let headlines = file.diagnostics.map(\.headline)
    #expect(Set(headlines) == Set(expected.split(separator: "\n").map(String.init)))
  }

  @Test func warnsOfALongRoutingPrompt() {
    let file = file(
      "mode: m\nrouting: \(String(repeating: "word ", count: 70))\ninstructions: b\n" + Self.tools)
    #expect(file.mode != nil)
    #expect(
      file.diagnostics.map(\.headline) == [
        "m.yaml:2:10: warning: the routing prompt has 349 characters, every client reads it with the "
          + "list of tools: 300 are enough"
      ])
  }

  @Test func aFileOfToolsAloneMayBeCore() {
    let mode = file("mode: m\nrouting: a\ninstructions: b\ncore: true\n" + Self.tools)
    #expect(
      mode.diagnostics.map(\.headline) == ["m.yaml:4:1: error: unknown key 'core' in the file"])
    #expect(!mode.isCore)
    #expect(file("core: true\n" + Self.tools).isCore)
    #expect(file(Self.tools).mode == nil)
  }
}
