import Diagnostics
import HandbookServer
import JSON
import Skills

/// `handbook skills`: what is offered, and what is not and why.
enum SkillsCommand: Command {
  static let name = "skills"
  static let summary = "List the skills: what is offered, and what is not and why."
  static let usage = "handbook skills [--root DIR] [--skills DIR] [--json]"
  static let options = Option.serving + [.json]

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name)
    let shelf = try Workplace(options).equipment().shelf
    if options.has(.json) {
      Output.json(JSONValue.array(shelf.states.map(json)))
      return .done
    }
    Output.table(shelf.states.map { ($0.skill.name, line($0.skill, $0.state)) })
    for skipped in shelf.library.skipped {
      Output.line("\(skipped.shownPath): \(skipped.diagnostics.first?.message ?? "cannot be used")")
    }
    return .done
  }

  private static func line(_ skill: Skill, _ state: SkillState) -> String {
    switch state {
    case .offered: "offered (\(skill.shownPath))"
    case .outdated(let reason): "offered as it was before: \(reason) (\(skill.shownPath))"
    case .withheld(let reason): "not offered: \(reason) (\(skill.shownPath))"
    }
  }

  private static func json(_ skill: Skill, _ state: SkillState) -> JSONValue {
    var object: JSONObject = ["name": .string(skill.name), "file": .string(skill.shownPath)]
    switch state {
    case .offered: object.append("state", "offered")
    case .outdated(let reason):
      object.append("state", "outdated")
      object.append("reason", .string(reason))
    case .withheld(let reason):
      object.append("state", "withheld")
      object.append("reason", .string(reason))
    }
    object.append("description", .string(skill.description))
    object.append(
      "arguments", .array(skill.arguments().names.map { .string($0) }))
    return .object(object)
  }
}
