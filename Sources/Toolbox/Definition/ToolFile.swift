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
/// - `core: true` at the top keeps the tools of the file listed, however many others there are.
///
/// A file with the key `mode` describes a mode (see `Mode`); its tools are listed where that is turned
/// on:
///
/// ```yaml
/// mode: sql
/// title: SQL over the handbook
/// routing: When to switch to it and what it brings.
/// instructions: |
///   How to work in it.
/// tools: …
/// trajectories:
///   - {name: Count, goal: How many there are, steps: [{tool: execute_sql, arguments: {sql: …}}]}
/// ```
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
  /// The mode that the file describes; `nil` for a file of tools alone and where it has errors.
  package var mode: Mode?
  /// Whether the file is meant to describe a mode, rightly or not.
  package var isMode = false
  /// Whether its tools are always listed.
  package var isCore = false
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
      (mode, isMode, isCore) = (reader.mode, reader.isMode, reader.isCore)
    }
    isBroken = entries.isEmpty && reader.findings.errorCount > 0
    diagnostics = reader.findings.inOrderOfPlace
  }
}
