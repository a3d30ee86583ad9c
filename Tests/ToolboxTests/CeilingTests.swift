import Diagnostics
import JSON
import Testing

@testable import Toolbox

/// What a ceiling leaves, whatever the files offer.
struct CeilingTests {
  private static let source = SourceText(
    path: "t.yaml",
    ["a:read", "a:write", "b:read", "b:write"].reduce("feature: f\ntools:\n") { text, scope in
      text + """
          \(scope.replacing(":", with: "_")):
            description: Does something that needs the scope \(scope).
            scopes: ['\(scope)']
            annotations: {readOnly: \(scope.hasSuffix("read"))}
            handler: echo

        """
    })
  private static let mode = SourceText(
    path: "m.yaml",
    """
    mode: m
    feature: g
    routing: When it is wanted.
    instructions: Take care.
    tools:
      both:
        description: Does something that needs two scopes.
        scopes: [a:read, b:read]
        annotations: {readOnly: true}
        handler: echo
    """)

  private func toolbox(_ ceiling: Ceiling) -> Toolbox {
    var options = Toolbox.Options()
    options.ceiling = ceiling
    return Toolbox(
      sources: [Self.source, Self.mode],
      handlers: ["echo": { arguments, _ in ToolResult(arguments) }],
      options: options)
  }

  private static func ceiling(_ change: (inout Ceiling) -> Void) -> Ceiling {
    var ceiling = Ceiling()
    change(&ceiling)
    return ceiling
  }

  @Test(arguments: [
    (Ceiling.none, ["a_read", "a_write", "b_read", "b_write", "both"]),
    (ceiling { $0.isReadOnly = true }, ["a_read", "b_read", "both"]),
    (ceiling { $0.tools = ["a_write", "both"] }, ["a_write", "both"]),
    (
      ceiling {
        $0.tools = ["a_write", "both"]
        $0.isReadOnly = true
      }, ["both"]
    ),
    (ceiling { $0.toolsets = ["f"] }, ["a_read", "a_write", "b_read", "b_write"]),
    (ceiling { $0.toolsets = ["g"] }, ["both"]),
    (ceiling { $0.toolsets = ["m"] }, ["both"]),
    (
      ceiling {
        $0.toolsets = ["m"]
        $0.tools = ["b_read"]
      }, ["b_read", "both"]
    ),
    (ceiling { $0.toolsets = [] }, []),
    (ceiling { $0.scopes = ["a:read", "a:write"] }, ["a_read", "a_write"]),
    (ceiling { $0.scopes = ["*:read"] }, ["a_read", "b_read", "both"]),
    (ceiling { $0.scopes = ["b:*"] }, ["b_read", "b_write"]),
    (ceiling { $0.scopes = ["*"] }, []),
    (ceiling { $0.scopes = [] }, []),
    (
      ceiling {
        $0.scopes = ["*:read"]
        $0.toolsets = ["f"]
        $0.isReadOnly = true
      }, ["a_read", "b_read"]
    ),
  ])
  func leaves(ceiling: Ceiling, names: [String]) {
    let toolbox = toolbox(ceiling)
    #expect(toolbox.tools.filter(\.isServed).map(\.name) == names)
    for tool in toolbox.tools {
      // What is not served can neither be called nor is it listed.
      let context = CallContext(model: { throw ToolCallError.failed("no handbook") })
      #expect(
        ((try? toolbox.call(tool.name, arguments: [:], context)) != nil)
          == names.contains(tool.name))
    }
  }

  @Test(arguments: [
    (
      ceiling { $0.isReadOnly = true }, "a_write",
      "it writes, and the server is started with --read-only"
    ),
    (ceiling { $0.tools = ["both"] }, "a_read", "it is not among the tools chosen with --tool"),
    (
      ceiling { $0.toolsets = ["m"] }, "a_read",
      "it is in none of the toolsets chosen with --toolset"
    ),
    (
      ceiling { $0.scopes = [] }, "both",
      "it needs the scope 'a:read', 'b:read', which --scope does not give"
    ),
  ])
  func saysWhy(ceiling: Ceiling, name: String, reason: String) {
    let tool = toolbox(ceiling).tools.first { $0.name == name }
    #expect(tool?.state == .disabled(reason: reason))
  }

  @Test func aModeWithoutToolsIsWithheld() {
    #expect(
      toolbox(Self.ceiling { $0.tools = ["a_read"] }).modes.map(\.state) == [
        .withheld(
          reason: "'both' is not served: it is not among the tools chosen with --tool")
      ])
  }
}
