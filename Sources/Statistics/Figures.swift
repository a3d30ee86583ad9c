import Logging

/// The figures of a number of calls.
package struct Figures: Sendable, Equatable {
  package private(set) var calls = 0
  /// Error responses, and tools that said that they failed.
  package private(set) var errors = 0
  /// Of the errors, those that tools said.
  package private(set) var toolErrors = 0
  package private(set) var cancelled = 0
  package private(set) var unanswered = 0
  package private(set) var resultBytes = 0
  /// The sum over the results, each rounded up.
  package private(set) var resultTokens = 0
  /// Of the calls that were answered, in ascending order.
  private var microseconds: [Int] = []

  init(_ calls: [Call]) {
    for call in calls {
      self.calls += 1
      switch call.outcome {
      case .ok: break
      case .toolError:
        errors += 1
        toolErrors += 1
      case .error: errors += 1
      case .cancelled: cancelled += 1
      case .unanswered: unanswered += 1
      }
      resultBytes += call.resultBytes ?? 0
      resultTokens += call.resultBytes.map { Logging.resultTokens(forBytes: $0) } ?? 0
    }
    microseconds = calls.compactMap(\.microseconds).sorted()
  }

  /// The nearest whole number of tokens a call.
  package var tokensPerCall: Int {
    calls == 0 ? 0 : (2 * resultTokens + calls) / (2 * calls)
  }

  /// By nearest rank: the smallest of the durations that so many percent of them do not exceed. `nil` where no call
  /// was answered.
  /// - Parameter percent: from 1 to 100.
  package func microseconds(atPercent percent: Int) -> Int? {
    guard !microseconds.isEmpty else { return nil }
    let rank = (percent * microseconds.count + 99) / 100
    return microseconds[max(rank, 1) - 1]
  }

  /// The longest duration.
  package var maximumMicroseconds: Int? { microseconds.last }
}
