/// The server did not do what it should: it cannot be started, died, hangs, or does not speak the
/// protocol.
package struct ServerFailure: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    case cannotStart
    /// It ended, or closed its output, with a request unanswered.
    case ended
    /// No answer came in time.
    case silent
    /// It wrote something else than messages.
    case notTheProtocol
    /// It answered with an error.
    case refusal
  }

  package var reason: Reason
  package var message: String
  /// What it wrote to standard error, the last lines only.
  package var errors: [String]

  package init(_ reason: Reason, _ message: String, errors: [String] = []) {
    self.reason = reason
    self.message = message
    self.errors = errors
  }

  package var description: String {
    ([message] + errors.map { "  | \($0)" }).joined(separator: "\n")
  }
}
