/// Why a call has no result.
package enum ToolCallError: Error, Equatable, Sendable {
  case unknownTool(name: String, nearest: String?)
  /// The tool is defined but does not run.
  case notServed(name: String, reason: String)
  /// One sentence for each problem; nothing has run.
  case invalidArguments(tool: String, problems: [String])
  /// With a text that says what to change, where anything can be changed.
  case failed(String)
  case cancelled
}

extension ToolCallError: CustomStringConvertible {
  /// What the caller reads; each problem with the arguments on a line of its own.
  package var description: String {
    switch self {
    case .unknownTool(let name, let nearest):
      "there is no tool '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    case .notServed(let name, let reason):
      "tool '\(name)' is not served: \(reason)"
    case .invalidArguments(let tool, let problems):
      "the arguments do not fit \(tool):" + problems.map { "\n- " + $0 }.joined()
    case .failed(let message): message
    case .cancelled: "the call was cancelled"
    }
  }
}
