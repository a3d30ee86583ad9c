import Diagnostics
import Files
import HandbookModel
import JSON
import Toolbox

/// Says what is wrong with the text of a tool, a skill, evals or a taxonomy, as `handbook check` does once it
/// is in its file, and what would be served.
enum CheckDefinitionHandler {
  static let name = "check_definition"

  static func run(
    _ arguments: JSONObject, _ context: CallContext, _ shelf: SkillShelf
  ) throws -> ToolResult {
    let text = arguments["text"]?.stringValue ?? ""
    guard let kind = DefinitionCheck.Kind(rawValue: arguments["kind"]?.stringValue ?? "") else {
      throw problem(
        "kind: write \(DefinitionCheck.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let model = try context.model()
    let call = PageCursor.Call(
      name: name, arguments: arguments, snapshot: model.identifier)
    let request = try PageRequest(arguments, for: call, defaultLimit: 100)
    let check = DefinitionCheck(shelf: shelf, model: model, context: context)
    let path = try path(arguments["path"]?.stringValue, for: kind, text, check)
    let source = SourceText(path: path, text)
    let report = try check.report(on: source, as: kind)

    var budget = request.budget
    let (served, servedCount) = fitting(report.served.map(\.json), into: &budget)
    let findings = report.diagnostics.dropFirst(request.offset).prefix(request.limit)
    let (shown, shownCount) = fitting(findings.map(json), into: &budget)
    let errorCount = report.diagnostics.count { $0.severity == .error }
    var result: JSONObject = [
      "kind": .string(kind.rawValue), "path": .string(path), "ok": .bool(errorCount == 0),
      "errors": .integer(errorCount),
      "warnings": .integer(report.diagnostics.count - errorCount), "diagnostics": .array(shown),
    ]
    request.append(
      total: report.diagnostics.count, shown: shownCount, for: call, to: &result)
    result.append("serves", .array(served))
    result.append("serves_withheld", .integer(report.served.count - servedCount))
    return ToolResult(result)
  }

  /// As many from the start as the budget has room for, and at least one.
  private static func fitting(
    _ rows: [JSONObject], into budget: inout TokenBudget
  ) -> (rows: [JSONValue], count: Int) {
    var fitting: [JSONValue] = []
    for row in rows {
      guard budget.take(bytes: row.approximateByteCount) || fitting.isEmpty else { break }
      fitting.append(.object(row))
    }
    return (fitting, fitting.count)
  }

  /// The file that the text is for: as given, or a usual one.
  private static func path(
    _ given: String?, for kind: DefinitionCheck.Kind, _ text: String, _ check: DefinitionCheck
  ) throws(ToolCallError) -> String {
    guard let given else { return check.usualPath(for: kind, text) }
    if kind == .skill {
      guard fileName(of: given) == "SKILL.md", given.utf8.contains(UInt8(ascii: "/")) else {
        throw problem(
          "path: the file of a skill is SKILL.md in a folder with the skill's name, such as "
            + "Skills/finding-the-owner/SKILL.md")
      }
    }
    return given
  }

  private static func json(_ diagnostic: Diagnostic) -> JSONObject {
    [
      "severity": .string(diagnostic.severity.rawValue),
      "message": .string(diagnostic.message.escapingHiddenCharacters),
      "path": .string(diagnostic.path.escapingHiddenCharacters),
      "line": diagnostic.position.map { .integer($0.line) } ?? .null,
      "column": diagnostic.position.map { .integer($0.column) } ?? .null,
      "notes": .array(diagnostic.notes.map { .string($0.escapingHiddenCharacters) }),
      "rendered": .string(diagnostic.rendered),
    ]
  }

  private static func problem(_ text: String) -> ToolCallError {
    .invalidArguments(tool: name, problems: [text])
  }
}
