import Diagnostics
import HandbookModel
import JSON
import SQLite
import Synchronization
import TestSupport
import Testing

@testable import Toolbox

struct ToolboxTests {
  /// Says what it was called with.
  private static let echo: [String: Handler] = [
    "echo": { arguments, _ in ToolResult(arguments) },
    "fail": { _, _ in throw ToolCallError.failed("as ever") },
    "model": { _, context in
      _ = try context.model()
      return ToolResult(JSONObject())
    },
  ]

  private static let context = CallContext(model: { throw ToolCallError.failed("no handbook") })

  private func toolbox(_ files: [(String, String)], previous: Toolbox? = nil) -> Toolbox {
    Toolbox(
      sources: files.map { SourceText(path: $0.0, $0.1) }, handlers: Self.echo,
      previous: previous)
  }

  /// A definition file with the given tools, each with the keys of its own.
  static func file(_ tools: (name: String, keys: String)...) -> String {
    "tools:\n"
      + tools.map {
        """
          \($0.name):
            description: Says something about \($0.name).
            scopes: [handbook:read]
            annotations: {readOnly: true}
            \($0.keys)

        """
      }.joined()
  }

  private func states(_ toolbox: Toolbox) -> [String] {
    toolbox.tools.map { tool in
      switch tool.state {
      case .served: "\(tool.name)"
      case .outdated(let reason): "\(tool.name) (as before: \(reason))"
      case .disabled(let reason): "\(tool.name) (not served: \(reason))"
      }
    }
  }

  @Test func keepsTheOrderOfFilesAndTools() {
    let toolbox = toolbox([
      ("a.yaml", Self.file(("z", "handler: echo"), ("y", "handler: echo"))),
      ("b.yaml", Self.file(("x", "handler: echo"))),
    ])
    #expect(states(toolbox) == ["z", "y", "x"])
    #expect(toolbox.tools.map(\.path) == ["a.yaml", "a.yaml", "b.yaml"])
  }

  @Test func saysWhyAToolIsNotServed() {
    let toolbox = toolbox([
      (
        "a.yaml",
        Self.file(
          ("off", "handler: echo\n    enabled: false"), ("http", "operation: things_list"),
          ("wrong", "handler: ecko"), ("right", "handler: echo"))
      )
    ])
    #expect(
      states(toolbox) == [
        "off (not served: it is not enabled)", "http (not served: it needs HTTP operations)",
        "wrong (not served: there is no handler 'ecko')", "right",
      ])
  }

  @Test func servesTheOtherFilesWhenOneIsBroken() {
    let toolbox = toolbox([
      ("a.yaml", "tools: [\n"), ("b.yaml", Self.file(("x", "handler: echo"))),
    ])
    #expect(states(toolbox) == ["x"])
    #expect(toolbox.diagnostics.map(\.path) == ["a.yaml"])
  }

  @Test func servesTheFirstOfTwoToolsOfTheSameName() {
    let toolbox = toolbox([
      ("a.yaml", Self.file(("x", "handler: echo"))),
      ("b.yaml", Self.file(("x", "handler: fail"), ("y", "handler: echo"))),
    ])
    #expect(
      states(toolbox) == ["x", "x (not served: a.yaml:2 defines a tool of the same name)", "y"])
    #expect(
      toolbox.diagnostics.map(\.rendered) == [
        """
        b.yaml:2:3: error: there is a tool 'x' already
            x:
            ^
        note: a.yaml:2 defines it first
        """
      ])
    #expect(throws: Never.self) {
      try toolbox.call("x", arguments: JSONObject(), Self.context)
    }
  }

  @Test func keepsTheLastGoodVersionAfterABadEdit() throws {
    let good = Self.file(
      ("x", "handler: echo\n    params: {a: {type: string}}"), ("y", "handler: echo"))
    let first = toolbox([("a.yaml", good)])
    let badTool = Self.file(("x", "handler: nothing"), ("y", "handler: echo"))
    let second = toolbox([("a.yaml", badTool)], previous: first)
    #expect(states(second) == ["x (as before: there is no handler 'nothing')", "y"])
    #expect(
      try second.call("x", arguments: object(["a": "b"]), Self.context).structured
        == object(["a": "b"]))
    let third = toolbox([("a.yaml", "tools:\n  x: [")], previous: second)
    #expect(third.tools.map(\.name) == ["x", "y"])
    #expect(third.tools.map(\.isServed) == [true, true])
    let fourth = toolbox([("a.yaml", good)], previous: third)
    #expect(states(fourth) == ["x", "y"])
    let fifth = toolbox([("a.yaml", Self.file(("y", "handler: echo")))], previous: fourth)
    #expect(states(fifth) == ["y"])
  }

  @Test func readsAFolderAndTheFoldersInIt() throws {
    let folder = try TemporaryFolder()
    for (path, name) in [("b.yaml", "b"), ("a/c.yml", "c"), ("modes/m.yaml", "m"), ("n.txt", "n")] {
      try folder.write(path, Self.file((name, "handler: echo")))
    }
    let toolbox = Toolbox(folders: [(folder.path, shownAs: "Tools")], handlers: Self.echo)
    #expect(toolbox.tools.map(\.path) == ["Tools/a/c.yml", "Tools/b.yaml", "Tools/modes/m.yaml"])
    #expect(toolbox.diagnostics == [])
  }

  @Test func reportsAFolderThatIsNotThere() {
    let toolbox = Toolbox(folders: [("/no/such/Tools", shownAs: "Tools")], handlers: Self.echo)
    #expect(toolbox.tools.isEmpty)
    #expect(toolbox.diagnostics.map(\.rendered) == ["Tools: error: no such file or directory"])
  }

  // MARK: Calls

  private var caller: Toolbox {
    toolbox([
      (
        "a.yaml",
        Self.file(
          (
            "show",
            """
            handler: echo
                params:
                  name: {type: string, required: true}
                  limit: {type: integer, minimum: 1, default: 10}
                  deep: {type: boolean, default: false}
            """
          ), ("fail", "handler: fail"), ("off", "handler: echo\n    enabled: false"))
      )
    ])
  }

  private func problem(_ name: String, _ arguments: JSONValue) -> String? {
    #expect(throws: ToolCallError.self) {
      try caller.call(name, arguments: object(arguments), Self.context)
    }?.description
  }

  @Test func fillsInDefaults() throws {
    let result = try caller.call(
      "show", arguments: object(["deep": true, "name": "x"]), Self.context)
    #expect(result.structured == object(["deep": true, "name": "x", "limit": 10]))
  }

  @Test func namesEveryProblemOfTheArguments() {
    #expect(
      problem("show", ["nam": "x", "limit": 0]) == """
        the arguments do not fit show:
        - missing property "name"
        - nam: unknown property; did you mean "name"?
        - limit: 0 is less than the minimum 1
        """)
  }

  @Test(arguments: [
    ("shwo", "there is no tool 'shwo'; did you mean 'show'?"),
    ("nothing-like-it", "there is no tool 'nothing-like-it'"),
    ("off", "tool 'off' is not served: it is not enabled"),
    ("fail", "as ever"),
  ])
  func saysWhyThereIsNoResult(name: String, message: String) {
    #expect(problem(name, [:]) == message)
  }

  @Test func letsErrorsOfTheHandbookThrough() {
    let toolbox = toolbox([("a.yaml", Self.file(("x", "handler: model")))])
    #expect(throws: ToolCallError.failed("no handbook")) {
      try toolbox.call("x", arguments: JSONObject(), Self.context)
    }
  }

  // MARK: Size

  @Test func loadsHundredsOfToolsOfTheWidespreadFormat() throws {
    var text =
      "category: Things\nfeature: things\nurl_prefix: /things\nui_apps: {thing: {type: detail}}\ntools:\n"
    for index in 0..<300 {
      text += """
            things-\(index)-list:
                operation: things_\(index)_list
                enabled: \(index % 3 != 0)
                scopes:
                    - thing:read
                annotations:
                    readOnly: true
                    destructive: false
                    idempotent: true
                enrich_url: '{id}'
                list: true
                title: List things
                description: >
                    Lists the things of the current project with their names and states. Use it to find the
                    identifier that the other tools need.


                    Things that were archived are left out.
                exclude_params: [format]
                param_overrides:
                    limit:
                        description: "At most so many: 100 where it is not given."
                        cast: string-int
                response:
                    include:
                        - id
                        - 'results.*.name'
                    selectable: true
                    informational_wrapper: {tag: things, purpose: data}
                confirmed_action: {message: 'Delete {name}?', action_label: Delete}
                requires_ai_consent: true
                feature_flag: things-\(index)
                feature_flag_behavior: enable
                mcp_version: 1

        """
    }
    let toolbox = toolbox([("things.yaml", text)])
    #expect(toolbox.diagnostics.map(\.rendered) == [])
    #expect(toolbox.tools.count == 300)
    #expect(
      Set(states(toolbox).map { $0.split(separator: "(").last.map(String.init) ?? "" }) == [
        "not served: it is not enabled)", "not served: it needs HTTP operations)",
      ])
    #expect(toolbox.tools[7].definition?.otherSettings["feature_flag"] == "things-7")
  }
}
