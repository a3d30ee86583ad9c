/// How much a log entry matters, least first.
package enum LogLevel: String, Sendable, CaseIterable, Comparable {
  /// Notifications.
  case debug
  /// Requests that went as they should, cancelled ones among them.
  case info
  /// What a client, a model or a tool did wrong.
  case warning
  /// What is a fault of the server.
  case error

  package static func < (left: LogLevel, right: LogLevel) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .debug: 0
    case .info: 1
    case .warning: 2
    case .error: 3
    }
  }
}
