package import Diagnostics
package import HandbookModel
import SQLite

extension Toolbox {
  /// Prepares the query of every tool that is served against the tables of a handbook, and compares
  /// its columns with what the definition says of them.
  package func check(against model: HandbookModel) throws -> [Diagnostic] {
    try model.read { connection in
      tools.flatMap { tool -> [Diagnostic] in
        guard tool.isServed, let definition = tool.definition,
          case .sql(let sql) = definition.implementation,
          let source = sources.first(where: { $0.path == tool.path })
        else { return [] }
        return check(sql, of: definition, in: source, on: connection)
      }
    }
  }

  private func check(
    _ sql: ToolSQL, of definition: ToolDefinition, in source: SourceText,
    on connection: Connection
  ) -> [Diagnostic] {
    let place = definition.implementationPosition
    do throws(DatabaseError) {
      let columns = try connection.withLimits(SQLLimits.limits) { () throws(DatabaseError) in
        try connection.prepare(sql.text, authorization: RowQuery.authorization).columnNames
      }
      return undescribedColumns(of: columns, definition, in: source, at: place)
    } catch {
      let explanation = SQLExplanation(of: error, in: sql.text, on: connection)
      let position = explanation.utf8Offset.map {
        source.position(inSQL: sql.text, at: $0, from: place)
      }
      return [
        Diagnostic(
          .error, "the query of '\(definition.name)' does not run: \(explanation.message)",
          in: source, at: position ?? place, notes: explanation.notes)
      ]
    }
  }

  private func undescribedColumns(
    of columns: [String], _ definition: ToolDefinition, in source: SourceText,
    at place: SourcePosition
  ) -> [Diagnostic] {
    let described = definition.output ?? []
    var diagnostics = described.filter { !columns.contains($0.name) }.map {
      Diagnostic(
        .error, "'output' describes '\($0.name)', which the query does not give", in: source,
        at: $0.position, notes: suggestionNotes(for: $0.name, among: columns))
    }
    let named = (definition.response.include ?? []) + definition.response.exclude
    diagnostics += named.filter { !columns.contains($0) }.map {
      Diagnostic(
        .error, "'response' names '\($0)', which the query does not give", in: source, at: place,
        notes: suggestionNotes(for: $0, among: columns))
    }
    guard definition.output != nil else { return diagnostics }
    for name in columns where !described.contains(where: { $0.name == name }) {
      if let include = definition.response.include, !include.contains(name) { continue }
      if definition.response.exclude.contains(name) { continue }
      diagnostics.append(
        Diagnostic(
          .error, "'output' does not describe '\(name)', which the query gives", in: source,
          at: place, notes: suggestionNotes(for: name, among: described.map(\.name))))
    }
    return diagnostics
  }
}
