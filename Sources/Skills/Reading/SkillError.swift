package import Diagnostics
package import Files

/// Why a skill's text cannot be had.
package enum SkillError: Error, Equatable, Sendable {
  /// A file of the skill cannot be read.
  case unreadable(FileError)
  /// What its author wrote is wrong, or could not be filled in; never empty.
  case faulty([Diagnostic])
  /// What the caller gave does not fit; one sentence for each problem.
  case invalidArguments(skill: String, problems: [String])
}

extension SkillError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let error): "\(error)"
    case .faulty(let diagnostics): diagnostics.map(\.rendered).joined(separator: "\n")
    case .invalidArguments(let skill, let problems):
      "the arguments do not fit the skill \(skill):" + problems.map { "\n- " + $0 }.joined()
    }
  }
}
