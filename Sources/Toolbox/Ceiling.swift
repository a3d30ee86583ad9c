/// What may be served at most, whatever the definition files offer and a client asks for.
///
/// Everything that is given must hold. `toolsets` and `tools` together choose tools: those of any of the
/// toolsets and those named.
package struct Ceiling: Sendable, Equatable {
  /// No ceiling.
  package static let none = Ceiling()

  /// Only tools that change nothing.
  package var isReadOnly = false
  /// The names of features and modes; `nil` where they are not to be chosen by.
  package var toolsets: [String]?
  /// The names of tools; `nil` where they are not to be chosen by.
  package var tools: [String]?
  /// What the caller is allowed to do: only tools whose scopes are all among these. `*` stands for any
  /// one of the parts between colons: `*:read`. `nil` where scopes are not looked at.
  package var scopes: [String]?

  package init() {}

  /// Whether tools are chosen one by one or by toolset: such are listed, for they were asked for.
  var choosesTools: Bool { toolsets != nil || tools != nil }

  /// Why a tool is above the ceiling; `nil` where it is not.
  /// - Parameter toolsets: the feature and the mode that it belongs to.
  func reasonToWithhold(_ definition: ToolDefinition, toolsets names: [String]) -> String? {
    if isReadOnly, !definition.annotations.readOnly {
      return "it writes, and the server is started with --read-only"
    }
    if choosesTools, tools?.contains(definition.name) != true,
      toolsets?.contains(where: names.contains) != true
    {
      return toolsets == nil
        ? "it is not among the tools chosen with --tool"
        : "it is in none of the toolsets chosen with --toolset"
    }
    guard let scopes else { return nil }
    let missing = definition.scopes.filter { needed in
      !scopes.contains { Self.grants($0, needed) }
    }
    guard !missing.isEmpty else { return nil }
    return "it needs the scope " + missing.map { "'\($0)'" }.joined(separator: ", ")
      + ", which --scope does not give"
  }

  /// Whether a scope that was given allows what a needed one asks for.
  private static func grants(_ given: String, _ needed: String) -> Bool {
    if given == needed { return true }
    let given = given.split(separator: ":", omittingEmptySubsequences: false)
    let needed = needed.split(separator: ":", omittingEmptySubsequences: false)
    return given.count == needed.count
      && zip(given, needed).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
