import Diagnostics
import HandbookServer
import Toolbox

/// `handbook new tool | skill NAME`: files to begin with.
enum NewCommand: Command {
  static let name = "new"
  static let summary = "Write the files of a new tool or skill, with places to fill in."
  static let usage =
    "handbook new tool NAME [--sql | --handler] [--root DIR]\n       handbook new skill NAME [--root DIR]"
  static let options = [.root, sql, handler]

  private static let sql = Option(
    name: "--sql", value: nil, help: "The tool is one SELECT, in YAML alone (the default).")
  private static let handler = Option(
    name: "--handler", value: nil, help: "The tool is a function in Swift.")

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name)
    guard options.words.count == 2 else {
      throw .usage("what, and by which name?", notes: ["usage: \(usage)"])
    }
    let (noun, name) = (options.words[0], options.words[1])
    let scaffold: Scaffold
    let workplace = try Workplace(options)
    switch noun {
    case ScaffoldName.tool.noun:
      guard !(options.has(sql) && options.has(handler)) else {
        throw .usage("a tool has '--sql' or '--handler', not both")
      }
      try check(name, .tool)
      if let tool = try workplace.equipment().toolbox.tools.first(where: { $0.name == name }) {
        throw CommandError(
          exitCode: .findings, message: "there is a tool '\(name)' already; nothing was written",
          notes: ["\(tool.path):\(tool.position.line) defines it"])
      }
      scaffold = options.has(handler) ? .handlerTool(name) : .sqlTool(name)
    case ScaffoldName.skill.noun:
      guard !options.has(sql), !options.has(handler) else {
        throw .usage("'--sql' and '--handler' are for tools")
      }
      try check(name, .skill)
      scaffold = .skill(name)
    default:
      throw .usage(
        "'\(noun)' is nothing that can be new: write 'tool' or 'skill'",
        notes: ["usage: \(usage)"])
    }
    try scaffold.create(below: workplace.root)
    for file in scaffold.files { Output.line("wrote \(file.path)") }
    Output.line("Fill in what stands between < and >, then:")
    for step in scaffold.nextSteps { Output.line("  \(step)") }
    return .done
  }

  private static func check(_ name: String, _ rules: ScaffoldName) throws(CommandError) {
    guard !rules.allows(name) else { return }
    let nearest = rules.nearest(to: name)
    throw .usage(
      "'\(name)' cannot be the name of a \(rules.noun)",
      notes: ["allowed: \(rules.rule)"] + (nearest.map { ["did you mean '\($0)'?"] } ?? []))
  }
}
