import Diagnostics
import HandbookModel
import HandbookServer
import JSON
import Skills
import Toolbox

/// `handbook check`: says everything that is wrong with pages, taxonomy, tools and skills.
enum CheckCommand: Command {
  static let name = "check"
  static let summary = "Check the handbook, the tool definitions and the skills."
  static let usage = "handbook check [--root DIR] [--handbook DIR] [--json]"
  static let options = Option.places + [.json]

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name)
    let workplace = try Workplace(options)
    let equipment = try workplace.equipment()
    let toolbox = equipment.toolbox
    let handbook = try workplace.loadHandbook(equipment)
    let findings =
      toolbox.diagnostics + handbook.diagnostics + (try check(toolbox, handbook, workplace))
      + (workplace.hasOwnSkills ? check(equipment.shelf, toolbox, handbook) : [])
    let errorCount = findings.filter { $0.severity == .error }.count
    if options.has(.json) {
      Output.json(JSONValue.array(findings.map(\.json)))
    } else {
      for finding in findings { Output.line(finding.rendered) }
      Output.line(summary(equipment, handbook, findings: findings))
    }
    return errorCount > 0 ? .findings : .done
  }

  /// What only tools and handbook together can show: queries that do not run, examples that fail, links that
  /// lead nowhere.
  private static func check(
    _ toolbox: Toolbox, _ handbook: HandbookModel, _ workplace: Workplace
  ) throws(CommandError) -> [Diagnostic] {
    do {
      return try toolbox.check(against: handbook)
        + toolbox.checkExamples(
          CallContext(model: { handbook }), where: { workplace.isOwnTool($0.path) })
        + toolbox.checkTrajectories(
          CallContext(model: { handbook }), where: workplace.isOwnTool)
        + handbook.danglingLinks(shownIn: workplace.handbook)
    } catch {
      throw CommandError(
        exitCode: .internalError, message: "the check could not be made: \(error)", notes: [])
    }
  }

  private static func check(
    _ shelf: SkillShelf, _ toolbox: Toolbox, _ handbook: HandbookModel
  ) -> [Diagnostic] {
    shelf.library.check(tools: shelf.tools)
      + shelf.checkTexts(CallContext(model: { handbook }, toolbox: toolbox))
  }

  private static func summary(
    _ equipment: Equipment, _ handbook: HandbookModel, findings: [Diagnostic]
  ) -> String {
    let errors = findings.filter { $0.severity == .error }.count
    let warnings = findings.count - errors
    let parts = [
      count(handbook.pages.count, "page"), count(handbook.kinds.count, "kind"),
      count(equipment.toolbox.tools.count(where: \.isServed), "tool"),
      count(equipment.toolbox.modes.count(where: \.isAvailable), "mode"),
      count(equipment.shelf.offered.count, "skill"),
    ]
    let verdict =
      findings.isEmpty
      ? "nothing to complain about" : "\(count(errors, "error")), \(count(warnings, "warning"))"
    return parts.joined(separator: ", ") + ": " + verdict
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
