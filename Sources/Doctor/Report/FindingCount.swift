package import JSON

/// How many findings there are of each severity.
package struct FindingCount: Equatable, Sendable {
  package private(set) var errors = 0
  package private(set) var warnings = 0
  package private(set) var notes = 0

  package init(_ severities: some Sequence<Finding.Severity>) {
    for severity in severities {
      switch severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .note: notes += 1
      }
    }
  }

  /// Whether there is nothing that a user should do something about.
  package var isFine: Bool { errors == 0 && warnings == 0 }

  /// `1 error, 2 warnings`, or that there is nothing; notes where there are some.
  package var inWords: String {
    let verdict =
      isFine
      ? "nothing to complain about" : "\(counted(errors, "error")), \(counted(warnings, "warning"))"
    return notes > 0 ? "\(verdict), \(counted(notes, "note"))" : verdict
  }

  package var json: JSONValue {
    ["errors": .integer(errors), "warnings": .integer(warnings), "notes": .integer(notes)]
  }
}
