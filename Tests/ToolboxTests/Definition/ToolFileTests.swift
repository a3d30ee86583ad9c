import Diagnostics
import JSON
import TestSupport
import Testing

@testable import Toolbox

struct ToolFileTests {
  func read(_ text: String) -> ToolFile {
    ToolFile(SourceText(path: "t.yaml", text), handlers: ["read_page", "search"])
  }

  /// The tool `t` with the given keys, the rest being sound.
  func tool(
    _ keys: String, name: String = "t",
    description: String? = "description: Long enough to say what it is.",
    scopes: String? = "scopes: [handbook:read]",
    annotations: String? = "annotations: {readOnly: true}"
  ) -> String {
    let lines =
      [description, scopes, annotations].compactMap { $0 }
      + keys.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return "tools:\n  \(name):\n" + lines.map { "    \($0)\n" }.joined()
  }

  func rendered(_ text: String) -> String {
    read(text).diagnostics.map(\.rendered).joined(separator: "\n")
  }

  @Test func readsEveryKey() throws {
    let file = read(
      """
      category: Handbook
      feature: handbook
      tools:
        list_vectors:
          enabled: true
          title: List integration vectors
          description: >
            What an agent reads
            to choose this tool.
          agent_note: Cite the lines.
          scopes: [handbook:read, teams:read]
          annotations: {readOnly: true, destructive: false, idempotent: true, openWorld: true}
          params:
            effort: {type: string, enum: [Low, High], required: true, description: Of this effort.}
            filter:
              type: object
              properties: {name: {type: string}}
              required: [name]
          sql: SELECT name FROM system.vectors WHERE effort = :effort AND name = :filter
          list: vectors
          response: {include: [name], strip_nulls: true}
          output: {name: {type: string}}
          examples: [{arguments: {effort: Low}, description: The easy ones.}]
          feature_flag: beta
          param_overrides: {x: {cast: string-int}}
      """)
    #expect(file.diagnostics.map(\.rendered) == [])
    guard case .valid(let tool)? = file.entries.first else {
      Issue.record("the tool is not valid")
      return
    }
    #expect(file.entries.count == 1)
    #expect(tool.name == "list_vectors")
    #expect(tool.position == SourcePosition(line: 4, column: 3))
    #expect(tool.category == "Handbook")
    #expect(tool.feature == "handbook")
    #expect(tool.isEnabled)
    #expect(tool.title == "List integration vectors")
    #expect(tool.description == "What an agent reads to choose this tool.")
    #expect(tool.agentNote == "Cite the lines.")
    #expect(tool.scopes == ["handbook:read", "teams:read"])
    #expect(
      tool.annotations
        == ToolAnnotations(readOnly: true, destructive: false, idempotent: true, openWorld: true))
    #expect(
      tool.parameters == [
        ToolParameter(
          name: "effort",
          schema: object([
            "type": "string", "enum": ["Low", "High"], "description": "Of this effort.",
          ]), isRequired: true, position: SourcePosition(line: 14, column: 7)),
        ToolParameter(
          name: "filter",
          schema: object([
            "type": "object", "properties": ["name": ["type": "string"]], "required": ["name"],
          ]), isRequired: false, position: SourcePosition(line: 15, column: 7)),
      ])
    #expect(
      tool.implementation
        == .sql(
          try ToolSQL(
            "SELECT name FROM system.vectors WHERE effort = :effort AND name = :filter")))
    #expect(tool.rowsKey == "vectors")
    #expect(tool.response == ResponseShape(include: ["name"], stripsNulls: true))
    #expect(tool.output?.map(\.name) == ["name"])
    #expect(
      tool.examples == [
        .init(arguments: object(["effort": "Low"]), description: "The easy ones.")
      ])
    #expect(
      tool.otherSettings
        == object(["feature_flag": "beta", "param_overrides": ["x": ["cast": "string-int"]]]))
  }

  @Test func fillsInWhatIsNotSaid() throws {
    let file = read(tool("handler: search", name: "find-it"))
    guard case .valid(let tool)? = file.entries.first else {
      Issue.record("the tool is not valid")
      return
    }
    #expect(file.diagnostics.map(\.rendered) == [])
    #expect(tool.isEnabled)
    #expect(tool.title == "Find it")
    #expect(tool.rowsKey == nil)
    #expect(tool.output == nil)
    #expect(tool.response == .whole)
    #expect(
      tool.annotations
        == ToolAnnotations(readOnly: true, destructive: false, idempotent: true, openWorld: false))
  }

  @Test(arguments: ["", "# nothing\n", "tools:\n", "tools: {}\n", "category: A\ntools: {}\n"])
  func takesAFileWithoutTools(text: String) {
    #expect(rendered(text) == "")
    #expect(read(text).entries.isEmpty)
    #expect(!read(text).isBroken)
  }

  @Test func asksLittleOfAToolThatIsNotEnabled() {
    let text = "tools:\n  a-b:\n    operation: a_b\n    enabled: false\n"
    #expect(rendered(text) == "")
  }

  @Test(arguments: [
    (
      "category: A\ntool: {}\n",
      """
      t.yaml:1:1: error: the key 'tools' is missing
        category: A
        ^
      t.yaml:2:1: error: unknown key 'tool' in the file
        tool: {}
        ^
      note: did you mean 'tools'?
      """
    ),
    (
      "- a\n",
      """
      t.yaml:1:1: error: a definition file is a mapping with the key 'tools', not a sequence
        - a
        ^
      """
    ),
    (
      "tools: [a]\n",
      """
      t.yaml:1:8: error: 'tools' must be a mapping from names to tools, not a sequence
        tools: [a]
               ^
      """
    ),
    (
      "tools: {}\n---\ntools: {}\n",
      """
      t.yaml:3:1: error: a definition file holds one document
        tools: {}
        ^
      note: move the second one into a file of its own
      """
    ),
    (
      "tools:\n  a: nothing\n",
      """
      t.yaml:2:6: error: tool 'a' must be a mapping, not a string
          a: nothing
             ^
      """
    ),
  ])
  func reportsAFileOfTheWrongForm(text: String, expected: String) {
    #expect(rendered(text) == expected)
  }

  @Test func reportsEveryProblemOfAFileAtOnce() {
    let text = """
      tools:
        List_Vectors:
          titel: x
          description: Too short.
          annotations: {readonly: true}
          params: {effort: {type: text}, name: {tpye: string}}
          sql: SELECT name FROM system.vectors WHERE effort = :efort
          response: {include: [name], exclude: [a]}
          examples: [{args: {}}]
        sound:
          description: Long enough to say what it is.
          scopes: []
          annotations: {readOnly: true}
          handler: serach
      """
    #expect(
      rendered(text) == """
        t.yaml:2:3: error: tool name 'List_Vectors' may hold only a-z, 0-9, '_' and '-'
            List_Vectors:
            ^
        note: clients drop tools with other characters in their names
        t.yaml:2:3: error: tool 'List_Vectors' is enabled but has no scopes
            List_Vectors:
            ^
        note: for a tool that only reads the handbook write 'scopes: [handbook:read]'
        t.yaml:3:5: error: unknown key 'titel' in tool 'List_Vectors'
              titel: x
              ^
        note: did you mean 'title'?
        t.yaml:4:18: error: the description of 'List_Vectors' has 10 characters, at least 20 are needed
              description: Too short.
                           ^
        note: say what it returns, when to use it and what to use instead
        t.yaml:5:18: error: annotations must say 'readOnly: true' or 'readOnly: false'
              annotations: {readonly: true}
                           ^
        t.yaml:5:19: error: unknown key 'readonly' in annotations
              annotations: {readonly: true}
                            ^
        note: did you mean 'readOnly'?
        t.yaml:6:14: warning: the query does not use parameter 'effort'
              params: {effort: {type: text}, name: {tpye: string}}
                       ^
        note: write ':effort' where its value belongs
        t.yaml:6:14: error: the schema of 'effort' is not valid: /type: unknown type "text"
              params: {effort: {type: text}, name: {tpye: string}}
                       ^
        t.yaml:6:36: warning: the query does not use parameter 'name'
              params: {effort: {type: text}, name: {tpye: string}}
                                             ^
        note: write ':name' where its value belongs
        t.yaml:6:43: error: unknown key 'tpye' in parameter 'name'
              params: {effort: {type: text}, name: {tpye: string}}
                                                    ^
        note: did you mean 'type'?
        t.yaml:7:57: error: the query uses ':efort', which 'params' does not declare
              sql: SELECT name FROM system.vectors WHERE effort = :efort
                                                                  ^
        note: did you mean 'effort'?
        t.yaml:8:15: error: 'response' has both 'include' and 'exclude'
              response: {include: [name], exclude: [a]}
                        ^
        t.yaml:9:16: error: an example needs 'arguments', a mapping
              examples: [{args: {}}]
                         ^
        t.yaml:9:17: error: unknown key 'args' in an example
              examples: [{args: {}}]
                          ^
        note: known keys: arguments, description
        t.yaml:14:14: error: there is no handler 'serach'
              handler: serach
                       ^
        note: did you mean 'search'?
        """)
    #expect(read(text).entries.map(\.name) == ["List_Vectors", "sound"])
    #expect(!read(text).isBroken)
  }

  @Test func leavesSoundToolsOfTheFileAlone() {
    let file = read(
      tool("sql: DROP TABLE a") + String(tool("handler: search", name: "u").dropFirst(7)))
    let states = file.entries.map { entry in
      switch entry {
      case .valid(let tool): tool.name
      case .invalid(let name, _, let reason): "\(name): \(reason)"
      }
    }
    #expect(states == ["t: the query begins with 'DROP': only SELECT is allowed", "u"])
  }
}
