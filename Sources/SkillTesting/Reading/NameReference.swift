package import Diagnostics

/// A tool or skill that an eval file names.
struct NameReference: Sendable {
  enum Role: Sendable {
    /// A tool that is needed.
    case tool
    /// A tool that is only talked about: acceptable or forbidden.
    case mentionedTool
    case skill
    case skillOrTool
  }

  var name: String
  var role: Role
  var position: SourcePosition
}

extension EvalFile {
  /// Everything that is wrong with the file, names of tools and skills that do not exist among it.
  package func check(tools: Set<String>, skills: Set<String>) -> [Diagnostic] {
    let unknown = references.compactMap { reference -> Diagnostic? in
      let known: Set<String>
      let noun: String
      switch reference.role {
      case .tool, .mentionedTool: (known, noun) = (tools, "tool")
      case .skill: (known, noun) = (skills, "skill")
      case .skillOrTool: (known, noun) = (tools.union(skills), "skill or tool")
      }
      guard !known.contains(reference.name) else { return nil }
      return Diagnostic(
        reference.role == .mentionedTool ? .warning : .error,
        "there is no \(noun) '\(reference.name)'", in: source, at: reference.position,
        notes: suggestionNotes(for: reference.name, among: known.sorted()))
    }
    return (diagnostics + unknown).inOrderOfPlace
  }
}
