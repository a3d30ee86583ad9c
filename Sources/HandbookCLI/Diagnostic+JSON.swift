import Diagnostics
import JSON

extension Diagnostic {
  /// For machines; a place that is not known is `null`.
  var json: JSONValue {
    [
      "severity": .string(severity.rawValue), "path": .string(path),
      "line": position.map { .integer($0.line) } ?? .null,
      "column": position.map { .integer($0.column) } ?? .null,
      "message": .string(message), "notes": .array(notes.map { .string($0) }),
    ]
  }
}
