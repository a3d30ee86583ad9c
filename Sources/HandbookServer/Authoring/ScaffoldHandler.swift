import Diagnostics
import JSON
import Skills
import Toolbox

/// The files of a new tool or skill, with places to fill in: what `handbook new` writes.
enum ScaffoldHandler {
  static let name = "scaffold"

  static func run(
    _ arguments: JSONObject, _ context: CallContext, _ shelf: SkillShelf
  ) throws(ToolCallError) -> ToolResult {
    let name = arguments["name"]?.stringValue ?? ""
    let implementation = arguments["implementation"]?.stringValue
    let scaffold: Scaffold
    let kind = arguments["kind"]?.stringValue ?? ""
    if kind == ScaffoldName.tool.noun {
      try check(name, .tool)
      if let tool = context.toolbox?.tools.first(where: { $0.name == name }) {
        throw problem(
          "name: there is a tool '\(name)' already, in \(tool.path), line \(tool.position.line)")
      }
      scaffold = implementation == "handler" ? .handlerTool(name) : .sqlTool(name)
    } else {
      guard implementation == nil else {
        throw problem("implementation: only tools have one; leave it out")
      }
      try check(name, .skill)
      if let skill = shelf.library[name] {
        throw problem("name: there is a skill '\(name)' already, in \(skill.shownPath)")
      }
      scaffold = .skill(name)
    }
    return ToolResult([
      "files": .array(
        scaffold.files.map { ["path": .string($0.path), "text": .string($0.text)] }),
      "next_steps": .array(
        ([
          "fill in every place between < and >, the same words wherever they come again",
          "give each text to \(CheckDefinitionHandler.name) and correct what it says",
          "write the files", "run these commands:",
        ] + scaffold.nextSteps).map { .string($0) }),
    ])
  }

  private static func check(_ name: String, _ rules: ScaffoldName) throws(ToolCallError) {
    guard !rules.allows(name) else { return }
    let nearest = rules.nearest(to: name).map { "; did you mean '\($0)'?" } ?? ""
    throw problem(
      "name: '\(name)' cannot be the name of a \(rules.noun): allowed are \(rules.rule)\(nearest)")
  }

  private static func problem(_ text: String) -> ToolCallError {
    .invalidArguments(tool: name, problems: [text])
  }
}
