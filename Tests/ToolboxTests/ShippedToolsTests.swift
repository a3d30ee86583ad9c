import Diagnostics
import Foundation
import HandbookModel
import JSON
import JSONSchema
import Testing

@testable import Toolbox

/// The definitions in `Tools/` over the handbook in `seeds/`. Those that need skills are tested with the
/// program, which has them.
struct ShippedToolsTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  static let toolbox = Toolbox(
    sources: ["handbook", "modes/platform", "teams"].map { name in
      let path = "Tools/\(name).yaml"
      let text = try? String(contentsOfFile: root + "/" + path, encoding: .utf8)
      return SourceText(path: path, text ?? "")
    }, handlers: HandbookHandlers.all)
  static let model = Result { try HandbookModel.load(folder: root + "/seeds") }

  static let context = CallContext(model: { try model.get() })

  private static func call(_ name: String, _ arguments: JSONValue) throws -> JSONObject {
    try toolbox.call(name, arguments: object(arguments), context).structured
  }

  @Test func haveNothingWrong() throws {
    #expect(Self.toolbox.diagnostics.map(\.rendered) == [])
    #expect(
      try Self.toolbox.check(against: Self.model.get()).map(\.rendered) == [])
    #expect(
      Self.toolbox.tools.filter(\.isServed).map(\.name) == [
        "search", "read_page", "read_taxonomy", "read_data", "list_vectors", "enable_mode",
        "call_tool", "list_surfaces", "list_steps", "list_teams", "find_owner",
      ])
  }

  @Test(arguments: toolbox.tools.compactMap(\.definition))
  func areDescribedWell(definition: ToolDefinition) {
    let length = definition.description.count
    #expect((200...700).contains(length), "\(definition.name) has \(length) characters")
    // The answer of `call_tool` is that of another tool.
    #expect(definition.output != nil || definition.name == "call_tool")
    #expect(!definition.examples.isEmpty)
    for parameter in definition.allParameters {
      #expect(parameter.schema["description"]?.stringValue != nil, "\(parameter.name)")
    }
  }

  @Test(
    arguments: toolbox.tools.flatMap { tool in
      (tool.definition?.examples ?? []).map { (tool.name, JSONValue.object($0.arguments)) }
    })
  func answerTheirExamplesAsTheySay(name: String, arguments: JSONValue) throws {
    let tool = try #require(Self.toolbox.tool(named: name))
    let result = try Self.call(name, arguments)
    if let output = tool.outputSchema {
      #expect(try JSONSchema(.object(output)).validate(.object(result)).map(\.message) == [])
    }
    #expect(
      result["content"] != nil || result.members.contains { $0.value.arrayValue?.isEmpty == false })
  }

  @Test(
    arguments: [
      (
        [:] as JSONValue,
        ["MCP", "Skills", "Signals", "PostHog Code", "Automations & background agents"]
      ),
      (["effort": "Low"], ["MCP", "Signals"]),
      (["effort": "Medium"], ["Skills", "Signals", "Automations & background agents"]),
      (["effort": "High"], ["PostHog Code", "Automations & background agents"]),
      (["consumer": "codex"], ["MCP", "Skills", "Automations & background agents"]),
      (["effort": "Low", "consumer": "wizard"], ["MCP"]),
      (["consumer": "nobody"], []),
    ] as [(JSONValue, [String])])
  func listVectors(arguments: JSONValue, names: [String]) throws {
    let result = try Self.call("list_vectors", arguments)
    #expect(result["vectors"]?.arrayValue?.compactMap { $0["name"]?.stringValue } == names)
    #expect(result["total"] == .integer(names.count))
    #expect(result["next"] == .null)
  }

  @Test(arguments: [
    ("read_data", "PostHog AI", "maintains the tool"),
    ("desktop app", "PostHog Code", "owns"),
    ("MCP server", "PostHog AI", "is described with it"),
  ])
  func findOwners(subject: String, owner: String, relation: String) throws {
    let result = try Self.call("find_owner", ["subject": .string(subject)])
    let first = result["owners"]?.arrayValue?.first
    #expect(first?["owner"] == .string(owner))
    #expect(first?["relation"] == .string(relation))
  }
}
