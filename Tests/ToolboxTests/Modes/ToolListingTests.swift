import Diagnostics
import JSON
import Testing

@testable import Toolbox

/// Which tools are listed from the start, and how the others are reached.
struct ToolListingTests {
  private static let handlers: [String: Handler] = HandbookHandlers.all.merging([
    "echo": { arguments, _ in ToolResult(["got": .object(arguments)]) },
    "fail": { _, _ in throw ToolCallError.failed("as ever") },
  ]) { first, _ in first }

  private static let leading = SourceText(
    path: "core.yaml",
    """
    feature: core
    core: true
    tools:
      enable_mode:
        description: "Turns on a mode. Modes:"
        scopes: [handbook:read]
        annotations: {readOnly: true}
        handler: enable_mode
        params:
          mode: {type: string, required: true, description: The mode.}
          max_tokens: {type: integer, default: 2000}
          cursor: {type: string}
      call_tool:
        description: Calls any tool by its name.
        scopes: [handbook:read]
        annotations: {readOnly: true}
        handler: call_tool
        params:
          name: {type: string, required: true}
          arguments: {type: object}
    """)

  /// A file with some tools of one feature.
  private static func feature(
    _ name: String, _ count: Int, annotations: String = "{readOnly: true}"
  )
    -> SourceText
  {
    var text = "category: All \(name)\nfeature: \(name)\ntools:\n"
    for number in 0..<count {
      text += """
          \(name)-\(number):
            description: Does the thing number \(number) with \(name), for tests of lists that are long.
            scopes: ['\(name):read']
            annotations: \(annotations)
            handler: echo
            params: {text: {type: string, description: What is to be given back.}}

        """
    }
    return SourceText(path: "\(name).yaml", text)
  }

  private static func mode(_ name: String, tool: String, annotations: String = "{readOnly: true}")
    -> SourceText
  {
    SourceText(
      path: "modes/\(name).yaml",
      """
      mode: \(name)
      routing: When \(name) is wanted.
      instructions: Take care.
      tools:
        \(tool):
          description: Does what the mode is for, in tests of modes.
          scopes: [handbook:read]
          annotations: \(annotations)
          handler: echo
      """)
  }

  private func toolbox(
    _ sources: [SourceText], _ change: (inout Toolbox.Options) -> Void = { _ in }
  ) -> Toolbox {
    var options = Toolbox.Options()
    change(&options)
    let toolbox = Toolbox(
      sources: [Self.leading] + sources, handlers: Self.handlers, options: options)
    #expect(toolbox.diagnostics.map(\.rendered) == [])
    return toolbox
  }

  private func listed(_ toolbox: Toolbox) -> [String] {
    toolbox.tools.filter { $0.isServed && $0.isListed }.map(\.name)
  }

  private let context = CallContext(model: { throw ToolCallError.failed("no handbook") })

  private func call(_ toolbox: Toolbox, _ name: String, _ arguments: JSONObject) throws
    -> JSONObject
  {
    try toolbox.call(name, arguments: arguments, context).structured
  }

  @Test func withoutModesTheWayToThemIsNotServed() {
    let toolbox = toolbox([Self.feature("a", 2)])
    #expect(listed(toolbox) == ["a-0", "a-1"])
    #expect(
      toolbox.tools.map(\.state) == [
        .disabled(reason: "there is no mode to turn on"),
        .disabled(reason: "every tool is listed"), .served, .served,
      ])
    #expect(toolbox.modes.isEmpty)
  }

  @Test func toolsOfAModeAreListedWhereItIsOn() throws {
    let sources = [Self.feature("a", 1), Self.mode("m", tool: "x")]
    let off = toolbox(sources)
    #expect(listed(off) == ["enable_mode", "call_tool", "a-0"])
    #expect(off.mode(named: "m")?.toolNames == ["x"])
    #expect(off.hasUnlistedTools(ofMode: "m"))
    let definition = try #require(off.tool(named: "enable_mode")?.definition)
    #expect(definition.description == "Turns on a mode. Modes:\n- `m`: When m is wanted.")
    #expect(off.tool(named: "enable_mode")?.inputSchema["properties"]?["mode"]?["enum"] == ["m"])
    let on = toolbox(sources) { $0.modes = ["m"] }
    #expect(listed(on) == ["enable_mode", "a-0", "x"])
    #expect(
      on.tool(named: "enable_mode")?.definition?.description
        == "Turns on a mode. Modes: all of their tools are listed.")
  }

  @Test func manyToolsStayBelowTheBudgetAndCanAllBeCalled() throws {
    let sources = (0..<30).map { Self.feature("feature\($0)", 10) }
    let toolbox = toolbox(sources + [Self.feature("small", 1), Self.mode("m", tool: "x")])
    let listed = toolbox.tools.filter { $0.isServed && $0.isListed }
    #expect(listed.reduce(0) { $0 + $1.listedByteCount } <= 3_000 * 4)
    #expect(listed.map(\.name).contains("small-0"))
    #expect(listed.prefix(2).map(\.name) == ["enable_mode", "call_tool"])
    #expect(toolbox.tools.count(where: \.isServed) == 304)
    let behind = toolbox.modes.filter(\.isFromFeature)
    #expect(behind.count >= 25)
    #expect(behind.allSatisfy { $0.toolNames.count == 10 })
    #expect(
      behind.map(\.name)
        == behind.map(\.name).filter { name in sources.contains { $0.path == name + ".yaml" } })
    #expect(behind.first?.title == "All feature0")
    #expect(
      behind.first?.routing
        == "The tools of All feature0: feature0-0, feature0-1, feature0-2, feature0-3, feature0-4, feature0-5, …"
    )
    for tool in toolbox.tools where tool.isServed && !tool.isListed {
      #expect(
        try call(toolbox, "call_tool", ["name": .string(tool.name), "arguments": [:]])
          == ["got": [:]])
    }
    let brief = try call(toolbox, "enable_mode", ["mode": "feature0"])
    #expect(brief["tools"]?.arrayValue?.count == 10)
    #expect(brief["withheld"] == 0)
  }

  @Test func aFeatureThatIsTurnedOnOrChosenStaysListed() {
    let sources = (0..<30).map { Self.feature("feature\($0)", 10) }
    let on = toolbox(sources) { $0.modes = ["feature7"] }
    #expect(listed(on).contains("feature7-3"))
    #expect(!listed(on).contains("feature20-3"))
    let chosen = toolbox(sources) { $0.ceiling.toolsets = ["feature7", "feature8"] }
    #expect(chosen.tools.filter(\.isServed).map(\.name) == listed(chosen))
    #expect(listed(chosen).count == 20)
  }

  @Test func aLongModeIsBriefedInParts() throws {
    let toolbox = toolbox((0..<30).map { Self.feature("feature\($0)", 10) })
    var arguments: JSONObject = ["mode": "feature3", "max_tokens": 300]
    var names: [String] = []
    while true {
      let part = try call(toolbox, "enable_mode", arguments)
      #expect((part["instructions"] != nil) == names.isEmpty)
      names += part["tools"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
      guard let next = part["next"]?.stringValue else { break }
      arguments["cursor"] = .string(next)
    }
    #expect(names == (0..<10).map { "feature3-\($0)" })
  }

  @Test func callToolSaysOfItselfWhatIsTrueOfTheOthers() {
    let harmless = toolbox([Self.mode("m", tool: "x")])
    #expect(
      harmless.tool(named: "call_tool")?.definition?.annotations
        == ToolAnnotations(readOnly: true, destructive: false, idempotent: true, openWorld: false))
    let harmful = toolbox([
      Self.mode("m", tool: "x", annotations: "{readOnly: false, destructive: true}")
    ])
    #expect(
      harmful.tool(named: "call_tool")?.definition?.annotations
        == ToolAnnotations(readOnly: false, destructive: true, idempotent: false, openWorld: false))
    #expect(!harmful.isRepeatable("call_tool", ["name": "x"]))
    #expect(harmless.isRepeatable("call_tool", ["name": "x"]))
    #expect(!harmless.isRepeatable("call_tool", ["name": "call_tool"]))
  }

  @Test(
    arguments: [
      (
        ["name": "call_tool"],
        "the arguments do not fit call_tool:\n- name: 'call_tool' cannot call itself; name the tool that you want"
      ),
      (
        ["name": "z"],
        "the arguments do not fit call_tool:\n- name: there is no tool 'z'"
      ),
      (
        ["name": "x", "arguments": ["a": 1]],
        "the arguments do not fit x:\n- a: unknown property"
      ),
    ] as [(JSONObject, String)])
  func callToolRefusesWhatItCannotCall(arguments: JSONObject, message: String) {
    let toolbox = toolbox([Self.mode("m", tool: "x")])
    let error = #expect(throws: ToolCallError.self) {
      try call(toolbox, "call_tool", arguments)
    }
    #expect(error?.description == message)
  }

  @Test func aToolThatIsReadAgainDoesNotNameItsModesTwice() throws {
    let first = toolbox([Self.mode("m", tool: "x")])
    // The core file is broken and served as before; a mode has come.
    let second = Toolbox(
      sources: [
        SourceText(path: "core.yaml", "tools: ["), Self.mode("m", tool: "x"),
        Self.mode("n", tool: "y"),
      ], handlers: Self.handlers, previous: first)
    #expect(
      second.tool(named: "enable_mode")?.definition?.description
        == "Turns on a mode. Modes:\n- `m`: When m is wanted.\n- `n`: When n is wanted.")
  }

  @Test func twoModesOfOneNameAreToldApart() {
    let toolbox = Toolbox(
      sources: [
        Self.leading, Self.mode("m", tool: "x"),
        SourceText(path: "modes/other.yaml", bytes: Self.mode("m", tool: "y").bytes),
      ], handlers: Self.handlers)
    #expect(
      toolbox.modes.map(\.state) == [
        .available, .withheld(reason: "modes/m.yaml:1 defines a mode of the same name"),
      ])
    #expect(
      toolbox.diagnostics.map(\.headline) == [
        "modes/other.yaml:1:7: error: there is a mode 'm' already"
      ])
    #expect(toolbox.mode(named: "m")?.toolNames == ["x", "y"])
  }
}
