package import Diagnostics
package import HandbookModel
package import JSON
package import Skills
import Synchronization
package import Toolbox

/// The skills of a folder beside the tools that they use: which are offered, and their texts with live facts.
///
/// The tools list and read skills, and skills call tools, so the shelf is made first and told of the tools
/// afterwards.
package final class SkillShelf: Sendable {
  private struct State {
    var library: SkillLibrary?
    var servedTools: ServedTools = []
    /// Found out when it is asked for: it takes a look into every skill's text.
    var skillStates: [SkillState]?
  }

  private let load: @Sendable () -> SkillLibrary
  private let state = Mutex(State())

  /// - Parameter load: reads the skills; called once, when they are first asked for: the first answers of a
  ///   server should not wait for them.
  package init(_ load: @escaping @Sendable () -> SkillLibrary) {
    self.load = load
  }

  /// The skills.
  package var library: SkillLibrary {
    state.withLock { state in
      if let library = state.library { return library }
      let library = load()
      state.library = library
      return library
    }
  }

  /// Says which tools skills may call, and from which tables these answer; to be called once, before
  /// anything else.
  package func use(_ toolbox: Toolbox, tables: Set<String>) {
    // Only what is known of them: the tools hold the shelf, and holding each other they would never go away.
    state.withLock { $0.servedTools = ServedTools(toolbox, tables: tables) }
  }

  /// The tools beside the skills.
  package var tools: ServedTools { state.withLock { $0.servedTools } }

  /// Each skill with whether it is offered, in the library's order.
  package var states: [(skill: Skill, state: SkillState)] {
    let skills = library.skills
    let tools = state.withLock { $0.skillStates == nil ? $0.servedTools : nil }
    if let tools {
      let library = library
      let found = skills.map { library.state(of: $0, with: tools) }
      state.withLock { $0.skillStates = found }
    }
    return Array(zip(skills, state.withLock { $0.skillStates ?? [] }))
  }

  /// The skills that are offered.
  package var offered: [Skill] {
    states.filter(\.state.isOffered).map(\.skill)
  }

  /// The offered skill of that name; throws with advice where there is none.
  func skill(named name: String) throws(NoSuchSkill) -> Skill {
    guard let (skill, state) = states.first(where: { $0.skill.name == name }) else {
      throw NoSuchSkill(name: name, reason: nil, offered: offered.map(\.name))
    }
    if case .withheld(let reason) = state {
      throw NoSuchSkill(name: name, reason: reason, offered: offered.map(\.name))
    }
    return skill
  }

  /// The text of a skill with everything filled in.
  /// - Parameter context: what its calls of tools need, with the toolbox.
  package func render(
    _ skill: Skill, arguments: JSONObject, _ context: CallContext
  ) throws -> String {
    let text = try skill.render(arguments: arguments, tools: tools) { name, arguments in
      guard let toolbox = context.toolbox else {
        throw ToolCallError.unknownTool(name: name, nearest: nil)
      }
      let result = try toolbox.call(name, arguments: arguments, context)
      return .object(result.structured)
    }
    // What its author and its reviewers cannot see is not for models either.
    return UntrustedText.escaped(text)
  }

  /// Renders every offered skill as a reader without arguments gets it; what its author did wrong comes back.
  package func checkTexts(_ context: CallContext) -> [Diagnostic] {
    offered.flatMap { checkText(of: $0, context) }
  }

  /// Renders a skill as a reader without arguments gets it; what its author did wrong comes back.
  func checkText(of skill: Skill, _ context: CallContext) -> [Diagnostic] {
    do {
      _ = try renderWithPlaceholders(skill, context)
      return []
    } catch SkillError.faulty(let diagnostics) {
      return diagnostics
    } catch {
      return [Diagnostic(.error, "the text cannot be made: \(error)", path: skill.shownPath)]
    }
  }

  /// The text of a skill for who cannot give arguments: those that must be given stand as `<name>`, so that it
  /// is seen what is to be filled in.
  func renderWithPlaceholders(_ skill: Skill, _ context: CallContext) throws -> String {
    var arguments = JSONObject()
    for parameter in skill.arguments().parameters where parameter.isRequired {
      arguments.append(parameter.name, .string("<\(parameter.name)>"))
    }
    return try render(skill, arguments: arguments, context)
  }

  /// What search is to find of the skills.
  package var searchDocuments: [SearchDocument] {
    offered.map {
      SearchDocument(kind: "skill", name: $0.name, title: $0.name, text: $0.description)
    }
  }
}

extension Skill {
  /// Whether its text may have facts from pages in it.
  var quotesPages: Bool { (try? template()).flatMap(\.self) != nil }
}

extension SkillFileContent {
  /// The text as it is served: with nothing in it that cannot be seen. `nil` where it is no text.
  var shownText: String? { text.map { UntrustedText.escaped($0) } }

  /// The bytes as they are served.
  var shownBytes: [UInt8] { shownText.map { Array($0.utf8) } ?? bytes }
}

extension ServedTools {
  /// The tools of a toolbox, as skills see them.
  init(_ toolbox: Toolbox, tables: Set<String>) {
    let served = toolbox.tools.filter(\.isServed)
    var disabled: [String: String] = [:]
    for tool in toolbox.tools {
      if case .disabled(let reason) = tool.state { disabled[tool.name] = reason }
    }
    self.init(
      served.map(\.name),
      readOnly: served.filter { $0.definition?.annotations.readOnly == true }.map(\.name),
      disabled: disabled, tables: tables)
  }
}
