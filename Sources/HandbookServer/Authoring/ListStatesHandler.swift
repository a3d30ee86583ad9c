import Diagnostics
import JSON
import Skills
import Toolbox

/// What this server serves at the moment, and what it does not and why.
enum ListStatesHandler {
  static let name = "list_states"

  private static let served = "served"
  private static let outdated = "outdated"
  private static let disabled = "disabled"

  static func run(_ arguments: JSONObject, _ context: CallContext, _ shelf: SkillShelf) throws
    -> ToolResult
  {
    let toolbox = context.toolbox
    let rows =
      (toolbox?.tools.map(row) ?? []) + (toolbox?.modes.map(row) ?? [])
      + shelf.states.map { row($0.skill, $0.state) } + shelf.library.skipped.map(row)
    let chosen = rows.filter { row in
      ["kind", "state"].allSatisfy { arguments[$0] == nil || arguments[$0] == row[$0] }
    }
    let call = PageCursor.Call(
      name: name, arguments: arguments, snapshot: JSONValue.array(rows.map { .object($0) }).text)
    let request = try PageRequest(arguments, for: call, defaultLimit: 100)
    var budget = request.budget
    var shown: [JSONValue] = []
    for row in chosen.dropFirst(request.offset).prefix(request.limit) {
      guard budget.take(bytes: row.approximateByteCount) || shown.isEmpty else { break }
      shown.append(.object(row))
    }
    var result: JSONObject = ["states": .array(shown)]
    request.append(total: chosen.count, shown: shown.count, for: call, to: &result)
    return ToolResult(result)
  }

  private static func row(_ tool: Tool) -> JSONObject {
    let (state, reason): (String, String?) =
      switch tool.state {
      case .served: (served, nil)
      case .outdated(let reason): (outdated, reason)
      case .disabled(let reason): (disabled, reason)
      }
    return row(
      "tool", tool.name, state, reason, tool.path, line: tool.position.line, mode: tool.mode,
      isListed: tool.isServed && tool.isListed)
  }

  private static func row(_ mode: Mode) -> JSONObject {
    let (state, reason): (String, String?) =
      switch mode.state {
      case .available: (served, nil)
      case .outdated(let reason): (outdated, reason)
      case .withheld(let reason): (disabled, reason)
      }
    return row("mode", mode.name, state, reason, mode.path, line: mode.position.line)
  }

  private static func row(_ skill: Skill, _ skillState: SkillState) -> JSONObject {
    let (state, reason): (String, String?) =
      switch skillState {
      case .offered: (served, nil)
      case .outdated(let reason): (outdated, reason)
      case .withheld(let reason): (disabled, reason)
      }
    return row("skill", skill.name, state, reason, skill.shownPath)
  }

  private static func row(_ skipped: SkippedSkill) -> JSONObject {
    row(
      "skill", skipped.shownPath, disabled, skipped.diagnostics.first?.message, skipped.shownPath,
      line: skipped.diagnostics.first?.position?.line)
  }

  private static func row(
    _ kind: String, _ name: String, _ state: String, _ reason: String?, _ file: String,
    line: Int? = nil, mode: String? = nil, isListed: Bool? = nil
  ) -> JSONObject {
    [
      "kind": .string(kind), "name": .string(name), "state": .string(state),
      "reason": reason.map { .string($0) } ?? .null, "file": .string(file),
      "line": line.map { .integer($0) } ?? .null, "mode": mode.map { .string($0) } ?? .null,
      "listed": isListed.map { .bool($0) } ?? .null,
    ]
  }
}
