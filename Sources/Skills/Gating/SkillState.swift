import Diagnostics
import Files

/// Whether a skill is offered.
package enum SkillState: Sendable, Equatable {
  case offered
  /// It has become wrong; the last good version is offered.
  case outdated(reason: String)
  /// One sentence without a full stop that says what would have to change.
  case withheld(reason: String)

  /// Whether it is offered.
  package var isOffered: Bool {
    if case .withheld = self { false } else { true }
  }
}

extension SkillLibrary {
  /// Whether a skill of the library is offered beside these tools.
  package func state(of skill: Skill, with tools: ServedTools) -> SkillState {
    let state = skill.state(with: tools)
    guard state == .offered, let reason = outdated[skill.name] else { return state }
    return .outdated(reason: reason)
  }
}

extension Skill {
  /// Whether the skill is offered beside these tools: not where a tool that it requires, or that its template
  /// calls, is missing, nor a table that it requires, nor where its template is faulty.
  /// - Complexity: reads the body and, of a template, the files that it includes.
  package func state(with tools: ServedTools) -> SkillState {
    var needed = requiredTools
    do throws(SkillError) {
      for tool in try template()?.toolNames ?? [] where !needed.contains(tool) {
        needed.append(tool)
      }
    } catch {
      return .withheld(reason: error.headline)
    }
    let missing = needed.filter { !tools.contains($0) }
    guard !missing.isEmpty else { return state(withTables: tools.tables) }
    let list = missing.map { name in
      "'\(name)'" + (tools.disabled[name].map { " (\($0))" } ?? "")
    }
    let nouns = missing.count == 1 ? "the tool" : "the tools"
    let verb = missing.count == 1 ? "is" : "are"
    return .withheld(
      reason: "it needs \(nouns) \(list.joined(separator: ", ")), which \(verb) not served")
  }
}

extension Skill {
  private func state(withTables tables: Set<String>?) -> SkillState {
    guard let tables else { return .offered }
    let missing = requiredTables.filter { !tables.contains($0) }
    guard !missing.isEmpty else { return .offered }
    let list = missing.map { "'\($0)'" }.joined(separator: ", ")
    let noun = missing.count == 1 ? "the table" : "the tables"
    return .withheld(reason: "it needs \(noun) \(list), which this handbook does not have")
  }
}

extension SkillError {
  /// The first line of what is wrong.
  fileprivate var headline: String {
    switch self {
    case .unreadable(let error): "its text cannot be read: \(error.message)"
    case .faulty(let diagnostics): diagnostics.first?.headline ?? ""
    case .invalidArguments: description
    }
  }
}
