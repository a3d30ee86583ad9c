/// Something that a user would want to know about a server or how a client uses it.
package struct Finding: Equatable, Sendable {
  package enum Severity: String, Comparable, Sendable {
    /// Worth knowing, and as it should be.
    case note
    /// Works, but not as its user would want.
    case warning
    /// Does not work.
    case error

    package static func < (left: Severity, right: Severity) -> Bool {
      left.rank < right.rank
    }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  package var severity: Severity
  /// One sentence without a full stop, lower case.
  package var message: String
  /// What to do about it, and what it rests on; one sentence each.
  package var advice: [String]

  package init(_ severity: Severity, _ message: String, _ advice: String...) {
    self.init(severity, message, advice)
  }

  package init(_ severity: Severity, _ message: String, _ advice: [String]) {
    self.severity = severity
    self.message = message
    self.advice = advice
  }
}
