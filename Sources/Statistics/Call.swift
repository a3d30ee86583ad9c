package import Logging
package import MCP

/// One request that a client made, as a recording or a log has it.
package struct Call: Sendable, Equatable {
  /// `nil` for what turned out to be no request.
  package var method: String?
  package var subject: ServedRequest.Subject?
  package var outcome: LogOutcome
  /// From the request to its response; `nil` where there was no response.
  package var microseconds: Int?
  /// Of the `result`; `nil` where there was none.
  package var resultBytes: Int?
  package var client: ClientInfo?
  /// `nil` for what was no request.
  package var era: ProtocolVersion.Era?
  package var version: ProtocolVersion?
}

/// What files tell of how a server was used.
package struct Usage: Sendable, Equatable {
  package var calls: [Call] = []
  /// Runs of the server.
  package var sessionCount = 0
  /// The earliest and the latest time of log entries.
  package var times: ClosedRange<LogTime>?
  /// How long the recorded sessions took, together; `nil` where there are no recordings.
  package var recordedMicroseconds: Int?
  /// Lines among log entries that are none.
  package var skippedLineCount = 0
  /// Log entries that the server could not write.
  package var droppedEntryCount = 0
  /// What else to know.
  package var notes: [String] = []

  package init() {}

  mutating func append(_ other: Usage) {
    calls += other.calls
    sessionCount += other.sessionCount
    for time in [other.times?.lowerBound, other.times?.upperBound] {
      if let time { include(time) }
    }
    if let microseconds = other.recordedMicroseconds {
      recordedMicroseconds = (recordedMicroseconds ?? 0) + microseconds
    }
    skippedLineCount += other.skippedLineCount
    droppedEntryCount += other.droppedEntryCount
    notes += other.notes
  }

  mutating func include(_ time: LogTime) {
    guard let times else {
      self.times = time...time
      return
    }
    self.times = min(times.lowerBound, time)...max(times.upperBound, time)
  }
}
