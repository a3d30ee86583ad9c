package import JSON
import Synchronization

/// A request that the connection is done with, told to its observer.
package struct FinishedRequest: Sendable {
  /// What came of it.
  package enum Outcome: Sendable, Equatable {
    /// Answered with a result of so many bytes; a failure where its owner said that it reports one.
    case result(byteCount: Int, isFailure: Bool)
    case error(ErrorCode)
    /// Nothing was sent for it.
    case cancelled
    /// Let go of, or still running at the end of the connection: an error was sent in the place of its answer.
    case unanswered
  }

  /// `nil` where it could not be read.
  package var id: RequestID?
  /// `nil` for what turned out to be no request.
  package var method: String?
  package var params: JSONValue?
  package var outcome: Outcome
  /// From when it was read until its response was written, or its work ended; `nil` for what was refused unread.
  package var nanoseconds: Int64?
}

extension Connection {
  /// What an observer is told of.
  package enum Event: Sendable {
    case finished(FinishedRequest)
    case notification(Direction, method: String)
  }

  /// Is told of each request once, after its response is on its way, and of notifications. It runs on the threads
  /// that serve, one event at a time, so it must neither wait nor call the connection.
  package typealias Observer = @Sendable (Event) -> Void

  /// Keeps an event for the observer until `report`.
  func note(_ event: @autoclosure () -> Event) {
    guard options.observer != nil else { return }
    let event = event()
    unreported.withLock { $0.append(event) }
  }

  /// Tells the observer what was noted. To be called when what was written is flushed, so that no answer waits for it.
  func report() {
    guard let observer = options.observer else { return }
    // Under the lock: whoever calls this last knows that everything has been told.
    unreported.withLock { events in
      for event in events { observer(event) }
      events.removeAll(keepingCapacity: true)
    }
  }
}
