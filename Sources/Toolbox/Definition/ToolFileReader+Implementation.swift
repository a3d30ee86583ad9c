import Diagnostics
import YAML

extension ToolFileReader {
  static let implementationKeys = ["handler", "sql", "operation"]

  /// What the tool runs: exactly one of `handler`, `sql` and `operation`.
  mutating func implementation(of entry: YAMLNode.Entry) -> ToolDefinition.Implementation? {
    let present = Self.implementationKeys.filter { entry.value[$0] != nil }
    guard present.count == 1, let node = entry.value[present[0]] else {
      findings.error(
        present.isEmpty
          ? "tool '\(entry.key)' has nothing to run"
          : "tool '\(entry.key)' has \(present.map { "'\($0)'" }.joined(separator: " and "))",
        at: entry.keyPosition, notes: ["give exactly one of 'handler', 'sql' and 'operation'"])
      return nil
    }
    guard let text = findings.string(present[0], in: entry.value) else { return nil }
    switch present[0] {
    case "handler":
      if !handlers.contains(text) {
        let suggestions = suggestionNotes(for: text, among: handlers)
        findings.error(
          "there is no handler '\(text)'", at: node.position,
          notes: suggestions.isEmpty
            ? ["handlers: " + handlers.joined(separator: ", ")] : suggestions)
      }
      return .handler(text)
    case "sql":
      do throws(ToolSQL.Problem) {
        return .sql(try ToolSQL(text))
      } catch {
        findings.error(
          error.message,
          at: findings.position(inSQL: text, at: error.utf8Offset, from: node.position),
          notes: error.notes)
        return nil
      }
    default:
      return .operation(text)
    }
  }

  /// Reports parameters that the query uses but the tool does not declare, and the other way round.
  mutating func checkParameterUse(
    _ parameters: [ToolParameter], of node: YAMLNode,
    _ implementation: ToolDefinition.Implementation?, hasPaging: Bool
  ) {
    guard case .sql(let sql)? = implementation, let place = node["sql"]?.position else { return }
    let declared = parameters.map(\.name)
    for name in sql.parameterNames where !declared.contains(name) {
      let suggestions = suggestionNotes(for: name, among: declared)
      findings.error(
        "the query uses ':\(name)', which 'params' does not declare",
        at: findings.position(of: ":" + name, from: place),
        notes: suggestions.isEmpty && !declared.isEmpty
          ? ["declared: " + declared.joined(separator: ", ")] : suggestions)
    }
    for parameter in parameters {
      if hasPaging, ["max_tokens", "cursor"].contains(parameter.name) {
        findings.error(
          "parameter '\(parameter.name)' is there already: every list of a query has it",
          at: parameter.position)
        continue
      }
      // An unused `limit` gives paging another default or maximum.
      if sql.parameterNames.contains(parameter.name) || (hasPaging && parameter.name == "limit") {
        continue
      }
      findings.warning(
        "the query does not use parameter '\(parameter.name)'", at: parameter.position,
        notes: ["write ':\(parameter.name)' where its value belongs"])
    }
  }
}

extension ToolSQL.Problem {
  /// One sentence for a diagnostic.
  package var message: String {
    switch reason {
    case .empty: "the query is empty"
    case .notASelect(let word): "the query begins with '\(word)': only SELECT is allowed"
    case .severalStatements: "the query goes on after its end"
    case .unclosed(let what): "the query has a \(what) that is never closed"
    case .unnamedParameter: "the query has a parameter without a name"
    case .otherParameterMark(let name): "parameter '\(name)' must be written ':\(name)'"
    case .parameterSuffix(let name): "'::' or '(' directly behind parameter ':\(name)'"
    case .nulCharacter: "the query holds a NUL character"
    }
  }

  package var notes: [String] {
    switch reason {
    case .empty, .notASelect: ["write one SELECT, or WITH … SELECT"]
    case .severalStatements: ["a tool runs one SELECT: make the second one a tool of its own"]
    case .unnamedParameter: ["write ':name' with the name of a parameter"]
    case .parameterSuffix: ["put a blank before it: SQLite takes it for a part of the name"]
    case .nulCharacter: ["remove it: SQLite reads no further"]
    case .unclosed, .otherParameterMark: []
    }
  }
}
