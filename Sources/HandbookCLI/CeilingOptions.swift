import Diagnostics
import Toolbox

/// What a command line, or the environment, says of what may be served at most and which modes are on.
///
/// An option counts instead of the variable of the same meaning; `--read-only` counts wherever it comes from.
struct CeilingOptions {
  private(set) var value = Ceiling.none
  /// The modes that are on from the start.
  private(set) var modes: Set<String>

  init(_ options: ParsedOptions) {
    func names(_ option: Option, _ variable: String) -> [String]? {
      let given = options.all(option)
      let texts = given.isEmpty ? Workplace.environment(variable).map { [$0] } ?? [] : given
      let names = texts.flatMap { $0.split { $0 == "," || $0 == " " }.map(String.init) }
      return texts.isEmpty ? nil : names
    }
    value.isReadOnly =
      options.has(.readOnly)
      || Workplace.environment(Variable.readOnly).map {
        !["0", "false", "no"].contains($0.lowercased())
      } ?? false
    value.toolsets = names(.toolset, Variable.toolsets)
    value.tools = names(.tool, Variable.tools)
    value.scopes = names(.scope, Variable.scopes)
    modes = Set(names(.mode, Variable.modes) ?? [])
  }

  private enum Variable {
    static let readOnly = "HANDBOOK_READ_ONLY"
    static let toolsets = "HANDBOOK_TOOLSETS"
    static let tools = "HANDBOOK_TOOLS"
    static let scopes = "HANDBOOK_SCOPES"
    static let modes = "HANDBOOK_MODES"
  }

  /// The options that say the same to another process.
  var words: [String] {
    func option(_ option: Option, _ names: [String]?) -> [String] {
      names.map { [option.name, $0.joined(separator: ",")] } ?? []
    }
    return (value.isReadOnly ? [Option.readOnly.name] : []) + option(.toolset, value.toolsets)
      + option(.tool, value.tools) + option(.scope, value.scopes)
      + option(.mode, modes.isEmpty ? nil : modes.sorted())
  }

  /// - Throws: a usage error for a name that means nothing: a ceiling that nobody meant protects nobody.
  func check(against toolbox: Toolbox) throws(CommandError) {
    let names = toolbox.tools.map(\.name)
    try check(value.tools ?? [], .tool, "tool", known: names, toList: "handbook tools")
    try check(
      value.toolsets ?? [], .toolset, "toolset", known: toolbox.toolsets, toList: "handbook modes")
    try check(
      modes.sorted(), .mode, "mode", known: toolbox.toolsets, toList: "handbook modes")
    for mode in toolbox.modes where modes.contains(mode.name) {
      guard case .withheld(let reason) = mode.state else { continue }
      throw .usage("the mode '\(mode.name)' cannot be turned on: \(reason)")
    }
  }

  private func check(
    _ names: [String], _ option: Option, _ noun: String, known: [String], toList command: String
  ) throws(CommandError) {
    for name in names where !known.contains(name) {
      throw .usage(
        "there is no \(noun) '\(name)', which '\(option.name)' asks for",
        notes: suggestionNotes(for: name, among: known) + ["'\(command)' lists what there is"])
    }
  }
}

extension Option {
  static let readOnly = Option(
    name: "--read-only", value: nil, help: "Serve only tools that change nothing.")
  static let toolset = Option(
    name: "--toolset", value: "NAME,…", help: "Serve only the tools of these features or modes.",
    isRepeatable: true)
  static let tool = Option(
    name: "--tool", value: "NAME,…", help: "Serve only these tools, besides those of --toolset.",
    isRepeatable: true)
  static let scope = Option(
    name: "--scope", value: "SCOPE,…",
    help: "Serve only tools that need no other scopes; '*:read' works too.",
    isRepeatable: true)
  static let mode = Option(
    name: "--mode", value: "NAME,…", help: "List the tools of these modes from the start.",
    isRepeatable: true)

  /// What is served, from where, and what at most.
  static let serving = places + [readOnly, toolset, tool, scope, mode]
}
