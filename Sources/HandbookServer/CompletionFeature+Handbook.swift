import Files
import HandbookModel
import JSONRPC
import MCP
import Skills

extension CompletionFeature {
  /// Completes the paths and anchors of the resource templates.
  init(host: HandbookHost) {
    self.init { query in
      let templates = ResourceTemplate.handbook.map(\.uriTemplate)
      if query.uriTemplate == SkillShelf.template.uriTemplate {
        return try Self.completions(ofSkill: query, host.equipment.shelf)
      }
      guard templates.contains(query.uriTemplate) else {
        throw ResponseError(
          .invalidParams,
          "there is no resource template \(query.uriTemplate); there are \(templates.joined(separator: " and "))"
        )
      }
      let handbook = try host.handbook()
      switch query.argument {
      case ResourceTemplate.pagePath:
        return Self.fitting(query.value, of: handbook.pages.map(\.path))
      case ResourceTemplate.sectionAnchor where query.uriTemplate == templates.last:
        guard let path = query.context[ResourceTemplate.pagePath],
          let page = handbook.page(at: path)
        else { return [] }
        return Self.fitting(query.value, of: try handbook.sections(of: page).map(\.anchor))
      default:
        throw ResponseError(
          .invalidParams,
          "the template \(query.uriTemplate) has no argument '\(query.argument)'")
      }
    }
  }

  private static func completions(ofSkill query: Query, _ shelf: SkillShelf) throws -> [String] {
    switch query.argument {
    case "skill":
      return fitting(query.value, of: shelf.offered.map(\.name))
    case "file":
      guard let name = query.context["skill"], let skill = try? shelf.skill(named: name) else {
        return []
      }
      return fitting(query.value, of: try skill.files().map(\.path))
    default:
      throw ResponseError(
        .invalidParams,
        "the template \(query.uriTemplate) has no argument '\(query.argument)'")
    }
  }

  /// The candidates that begin with what was typed, then those that contain it; case does not count.
  private static func fitting(_ typed: String, of candidates: [String]) -> [String] {
    let typed = typed.lowercased()
    let nonEmpty = candidates.filter { !$0.isEmpty }
    let beginning = nonEmpty.filter { $0.lowercased().hasPrefix(typed) }
    let containing = nonEmpty.filter {
      let candidate = $0.lowercased()
      return !candidate.hasPrefix(typed) && candidate.contains(typed)
    }
    return (beginning + containing).map(visible)
  }

  /// A value that can be put into its template: percent-encoded where it holds what cannot be seen.
  private static func visible(_ value: String) -> String {
    hasHiddenCharacters(value) ? PercentEncoding.encode(value) : value
  }
}
