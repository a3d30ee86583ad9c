package import Diagnostics
import YAML

/// A definition file: the tools that it describes and everything that is wrong with it.
///
/// ```yaml
/// category: Handbook
/// feature: handbook
/// tools:
///   list_vectors:
///     description: >
///       What an agent reads to choose this tool.
///     scopes: [handbook:read]
///     annotations: {readOnly: true, destructive: false, idempotent: true}
///     params:
///       effort: {type: string, description: Only vectors of this effort.}
///     sql: SELECT name FROM system.vectors WHERE :effort IS NULL OR effort = :effort
///     list: vectors
///     output: {name: {type: string}}
///     examples: [{arguments: {effort: Low}}]
/// ```
///
/// - `list: true` answers rows as `rows`, `list: vectors` as `vectors`.
/// - `output` describes the columns of a row (SQL) or the members of the result (handler), one JSON
///   Schema each, like `params`.
package struct ToolFile: Sendable {
  /// A tool of the file, in order.
  package enum Entry: Sendable {
    case valid(ToolDefinition)
    /// With the first reason; all of them are among the diagnostics.
    case invalid(name: String, position: SourcePosition, reason: String)

    /// The tool's name, which may be what is wrong with it.
    package var name: String {
      switch self {
      case .valid(let definition): definition.name
      case .invalid(let name, _, _): name
      }
    }
  }

  package var path: String
  package var entries: [Entry]
  package var diagnostics: [Diagnostic]
  /// Whether the file as a whole could not be read, so that its tools are unknown.
  package var isBroken: Bool

  /// Reads a file.
  /// - Parameter handlers: the names of the Swift functions that tools may name.
  package init(_ source: SourceText, handlers: [String]) {
    path = source.path
    let outcome = YAMLParser.parse(source)
    var reader = ToolFileReader(
      findings: Findings(source: source, diagnostics: outcome.diagnostics), handlers: handlers)
    if reader.findings.errorCount > 0 {
      entries = []
    } else {
      entries = reader.entries(of: outcome.documents)
    }
    isBroken = entries.isEmpty && reader.findings.errorCount > 0
    diagnostics = reader.findings.inOrderOfPlace
  }
}
