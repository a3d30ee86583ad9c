package import Toolbox

/// The tools for people and agents who add tools and skills; none of them writes anything.
package enum AuthoringHandlers {
  /// The handlers by their names.
  /// - Parameter shelf: the skills and tools that are served, beside which a new one is looked at.
  package static func all(for shelf: SkillShelf) -> [String: Handler] {
    [
      CheckDefinitionHandler.name: { try CheckDefinitionHandler.run($0, $1, shelf) },
      ScaffoldHandler.name: { try ScaffoldHandler.run($0, $1, shelf) },
      ListStatesHandler.name: { try ListStatesHandler.run($0, $1, shelf) },
    ]
  }
}
