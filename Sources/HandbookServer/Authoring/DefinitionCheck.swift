import Diagnostics
import HandbookModel
import JSON
import SkillTesting
import Skills
import Toolbox

/// Looks at a definition beside everything that is served, as if it were in its file.
struct DefinitionCheck {
  /// What a text defines.
  enum Kind: String, CaseIterable {
    case tool, skill, eval, taxonomy
  }

  /// One thing that the text would bring, or take away.
  struct Served {
    var kind: String
    var name: String
    /// Why it would not be served; `nil` where it would.
    var reason: String?
    /// What is in it, in a few words.
    var summary: String

    var json: JSONObject {
      [
        "kind": .string(kind), "name": .string(name), "served": .bool(reason == nil),
        "reason": reason.map { .string($0) } ?? .null, "summary": .string(summary),
      ]
    }
  }

  /// What came of it.
  struct Report {
    var diagnostics: [Diagnostic] = []
    var served: [Served] = []
  }

  let shelf: SkillShelf
  let model: HandbookModel
  let context: CallContext

  func report(on source: SourceText, as kind: Kind) throws -> Report {
    switch kind {
    case .tool: try tools(in: source)
    case .skill: skill(in: source)
    case .eval: evals(in: source)
    case .taxonomy: try taxonomy(in: source)
    }
  }

  /// Where such a text usually lies.
  func usualPath(for kind: Kind, _ text: String) -> String {
    switch kind {
    case .tool: return "Tools/draft.yaml"
    case .taxonomy: return HandbookModel.taxonomyFileName
    case .eval:
      let file = EvalFile(reading: SourceText(path: "draft.yaml", text), skill: "draft")
      return "Skills/\(file.skill)/evals/draft.yaml"
    case .skill:
      // It is called as it says itself.
      guard
        case .skill(let skill) = shelf.library.draft(
          SourceText(path: "Skills/draft/SKILL.md", text))
      else { return "Skills/draft/SKILL.md" }
      return "Skills/\(skill.name)/SKILL.md"
    }
  }

  // MARK: - Tools

  private func tools(in source: SourceText) throws -> Report {
    guard let live = context.toolbox else { return Report() }
    let toolbox = live.adding(source, tables: model.tableNames)
    var diagnostics = (toolbox.diagnostics + (try toolbox.check(against: model))).filter {
      $0.path == source.path
    }
    // An example of what does not run would only say the same once more.
    let isSound = !diagnostics.contains { $0.severity == .error }
    if isSound {
      diagnostics += try toolbox.checkExamples(
        context, where: { $0.path == source.path && onlyReads($0, in: live) })
      diagnostics += try toolbox.checkTrajectories(
        context, where: { $0 == source.path }, onlyReads: { onlyReads($0, in: live) })
    }
    let modes = toolbox.modes.filter { $0.path == source.path && !$0.isFromFeature }
    return Report(
      diagnostics: diagnostics,
      served: modes.map { mode in
        Served(
          kind: "mode", name: mode.name, reason: reason(mode.state),
          summary: "tools: \(mode.toolNames.count); trajectories: \(mode.trajectories.count)")
      }
        + toolbox.tools.filter { $0.path == source.path }.map { tool in
          Served(
            kind: "tool", name: tool.name, reason: reason(tool.state),
            summary: summary(of: tool, isSound: isSound, live))
        })
  }

  private func summary(of tool: Tool, isSound: Bool, _ live: Toolbox) -> String {
    guard let definition = tool.definition else { return "" }
    let names = tool.inputSchema["properties"]?.objectValue?.members.map(\.key) ?? []
    let parameters = "parameters: " + (names.isEmpty ? "none" : names.joined(separator: ", "))
    guard tool.isServed, !definition.examples.isEmpty else { return parameters }
    let examples =
      !isSound
      ? "its examples are run once there is no error"
      : onlyReads(tool, in: live)
        ? "its examples were run"
        : "its examples were not run: no served tool shows that the handler only reads"
    return parameters + "; " + examples
  }

  /// Whether running it changes nothing: a query cannot, and a handler is believed where a tool that is
  /// served says so. What the text itself says proves nothing.
  private func onlyReads(_ tool: Tool, in live: Toolbox) -> Bool {
    switch tool.definition?.implementation {
    case .sql: true
    case .handler(let name):
      live.tools.contains {
        $0.isServed && $0.definition?.implementation == .handler(name)
          && $0.definition?.annotations.readOnly == true
      }
    default: false
    }
  }

  private func reason(_ state: Tool.State) -> String? {
    switch state {
    case .served: nil
    case .outdated(let reason), .disabled(let reason): reason
    }
  }

  private func reason(_ state: Mode.State) -> String? {
    switch state {
    case .available: nil
    case .outdated(let reason), .withheld(let reason): reason
    }
  }

  // MARK: - Skills

  private func skill(in source: SourceText) -> Report {
    let skill: Skill
    switch shelf.library.draft(source) {
    case .unusable(let errors): return Report(diagnostics: errors)
    case .skill(let draft): skill = draft
    }
    var report = Report(diagnostics: skill.check(tools: shelf.tools))
    var reason: String?
    if case .withheld(let why) = skill.state(with: shelf.tools) { reason = why }
    if reason == nil, !report.diagnostics.contains(where: { $0.severity == .error }) {
      report.diagnostics += shelf.checkText(of: skill, context)
    }
    let names = skill.arguments().names
    report.served = [
      Served(
        kind: "skill", name: skill.name, reason: reason,
        summary: "arguments: " + (names.isEmpty ? "none" : names.joined(separator: ", ")))
    ]
    return report
  }

  private func evals(in source: SourceText) -> Report {
    let folder = source.path.split(separator: "/").map(String.init)
    let skill = folder.count > 2 ? folder[folder.count - 3] : ""
    let file = EvalFile(reading: source, skill: skill)
    let stepCount = file.evals.reduce(0) { $0 + $1.steps.count }
    return Report(
      diagnostics: file.check(
        tools: Set(shelf.tools.names), skills: Set(shelf.library.skills.map(\.name))),
      served: [
        Served(
          kind: "eval", name: file.skill, reason: nil,
          summary: "prompts: \(file.routing.count); evals: \(file.evals.count); steps: \(stepCount)"
        )
      ])
  }

  // MARK: - Taxonomies

  private func taxonomy(in source: SourceText) throws -> Report {
    let pages = try model.pages.map { page in
      SourceText(path: page.path, try model.text(of: page))
    }
    let new = try HandbookModel.make(pages: pages, taxonomy: source)
    let kinds = try new.kinds.map { kind in
      Served(
        kind: "kind", name: kind.name, reason: nil,
        summary: "table: system.\(kind.table); rows: \(try new.rowCount(of: kind)); fields: "
          + kind.fields.map(\.name).joined(separator: ", "))
    }
    return Report(
      diagnostics: new.diagnostics.filter { $0.path == source.path },
      served: kinds + toolsWithout(tables: new.tableNames))
  }

  /// The tools that would no longer have what they read.
  private func toolsWithout(tables: Set<String>) -> [Served] {
    (context.toolbox?.tools ?? []).compactMap { tool in
      guard tool.isServed, case .sql(let sql) = tool.definition?.implementation else { return nil }
      let missing = sql.tableNames.subtracting(tables).sorted()
      guard !missing.isEmpty else { return nil }
      return Served(
        kind: "tool", name: tool.name,
        reason: "there would be no table " + missing.map { "'\($0)'" }.joined(separator: ", "),
        summary: "defined in \(tool.path)")
    }
  }
}
