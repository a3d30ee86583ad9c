import JSON
package import MCP
package import Skills
import Toolbox

extension PromptFeature {
  /// Every offered skill as a prompt.
  init(host: HandbookHost) {
    self.init(
      list: { host.equipment.shelf.offered.map(PromptDescription.init) },
      get: { name, arguments, exchange in
        let served = try host.served()
        let shelf = served.equipment.shelf
        do {
          let skill = try shelf.skill(named: name)
          let values = JSONObject(
            arguments.sorted { $0.key < $1.key }.map {
              .init(key: $0.key, value: .string($0.value))
            })
          return PromptFeature.Text(
            try shelf.render(skill, arguments: values, CallContext(served, exchange)),
            origin: skill.quotesPages ? .skillQuotingPages : nil)
        } catch let error as NoSuchSkill {
          throw Refusal("\(error)")
        } catch let error as SkillError {
          throw Refusal("\(error)")
        }
      },
      complete: { name, argument, typed in
        guard let skill = try? host.equipment.shelf.skill(named: name),
          let parameter = skill.arguments().parameters.first(where: { $0.name == argument })
        else { return nil }
        let typed = typed.lowercased()
        return parameter.suggestedValues.filter { $0.lowercased().hasPrefix(typed) }
      })
  }
}

extension PromptDescription {
  /// A skill as a prompt.
  package init(_ skill: Skill) {
    self.init(
      name: skill.name, title: nil, description: skill.description,
      arguments: skill.arguments().parameters.map {
        .init(name: $0.name, description: $0.description, isRequired: $0.isRequired)
      })
  }
}
