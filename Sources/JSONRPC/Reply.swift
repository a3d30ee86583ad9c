import JSON
import Synchronization
import Threads

/// The one answer that a request gets: an atomic state makes sure that it is sent once, and not at all
/// after a cancellation.
final class Reply: Sendable {
  private enum Flag {
    static let answered: UInt8 = 1
    static let cancelled: UInt8 = 2
    static let interrupted: UInt8 = 4
    static let detached: UInt8 = 8
    static let staysOpen: UInt8 = 16
  }

  /// Where an encoded response goes besides the connection's own writer.
  struct BatchPlace: Sendable {
    let batch: BatchReply
    let index: Int
  }

  /// What an observer wants to know of the request.
  struct Subject: Sendable {
    let method: String
    let params: JSONValue?
    let start = MonotonicTime.now
  }

  /// How large a request is; nothing for one in a batch.
  struct Size: Sendable {
    static let none = Size(byteCount: 0, valueCount: 0)

    /// The length of the request's line.
    let byteCount: Int
    /// What it counts for among the unanswered ones: about what it takes in memory.
    let countedBytes: Int

    init(byteCount: Int, valueCount: Int) {
      self.byteCount = byteCount
      countedBytes = max(byteCount, 128 * valueCount)
    }
  }

  let id: RequestID
  let isCancellable: Bool
  let size: Size
  private let flags = Atomic<UInt8>(0)
  private let connection: Connection
  /// `nil` for a request that is a line of its own.
  private let place: BatchPlace?
  /// `nil` where nobody observes.
  private let subject: Subject?

  init(
    id: RequestID, isCancellable: Bool, size: Size, connection: Connection,
    place: BatchPlace?, subject: Subject?
  ) {
    self.id = id
    self.isCancellable = isCancellable
    self.size = size
    self.connection = connection
    self.place = place
    self.subject = subject
  }

  /// Whether work on the request should end: cancelled by the client, or the process is about to end.
  var shouldStop: Bool {
    flags.load(ordering: .relaxed) & (Flag.cancelled | Flag.interrupted) != 0
  }

  var isCancelled: Bool {
    flags.load(ordering: .relaxed) & Flag.cancelled != 0
  }

  /// Whether another thread has taken over the serving of further messages.
  var isDetached: Bool {
    flags.load(ordering: .relaxed) & Flag.detached != 0
  }

  /// - Returns: whether this call detached it.
  func detach() -> Bool {
    flags.bitwiseOr(Flag.detached, ordering: .relaxed).oldValue & Flag.detached == 0
  }

  /// Whether no answer is due until the connection ends.
  var staysOpen: Bool {
    flags.load(ordering: .relaxed) & Flag.staysOpen != 0
  }

  /// To be called by the connection alone, which counts those that stay open.
  func stayOpen() {
    flags.bitwiseOr(Flag.staysOpen, ordering: .relaxed)
  }

  /// Asks for the work to end; an answer is still due.
  func interrupt() {
    flags.bitwiseOr(Flag.interrupted, ordering: .relaxed)
  }

  /// No response will be sent from now on, unless one was sent before.
  func cancel() {
    flags.bitwiseOr(Flag.cancelled, ordering: .acquiringAndReleasing)
  }

  /// Sends a result, if nothing was sent before.
  /// - Parameters:
  ///   - isFailure: whether the result says that something failed.
  ///   - byteCount: about how long it will be, so that it is written without growing.
  /// - Returns: whether this was the first time.
  @discardableResult
  func send(
    isFailure: Bool = false, byteCount: Int = 512, result body: (inout JSONWriter) -> Void
  ) -> Bool {
    send(
      ",\"result\":", byteCount: byteCount,
      outcome: { .result(byteCount: $0, isFailure: isFailure) }, body)
  }

  /// Sends an error, if nothing was sent before.
  /// - Parameter isUnanswered: whether it stands in the place of an answer that did not come.
  /// - Returns: whether this was the first time.
  @discardableResult
  func send(_ error: ResponseError, isUnanswered: Bool = false) -> Bool {
    send(
      ",\"error\":", byteCount: 512,
      outcome: { _ in isUnanswered ? .unanswered : .error(error.code) },
      { error.write(to: &$0) })
  }

  private func send(
    _ member: StaticString, byteCount: Int, outcome: (_ byteCount: Int) -> FinishedRequest.Outcome,
    _ body: (inout JSONWriter) -> Void
  ) -> Bool {
    let old = flags.bitwiseOr(Flag.answered, ordering: .acquiringAndReleasing).oldValue
    guard old & Flag.answered == 0 else { return false }
    guard old & Flag.cancelled == 0 else {
      finish(nil, .cancelled)
      return true
    }
    var writer = JSONWriter(reservingCapacity: byteCount + 64)
    writer.write(raw: "{\"jsonrpc\":\"2.0\",\"id\":")
    id.write(to: &writer)
    writer.write(raw: member)
    let start = writer.bytes.count
    body(&writer)
    let end = writer.bytes.count
    writer.write(raw: "}")
    finish(writer.bytes, outcome(end - start))
    return true
  }

  /// - Parameter response: `nil` where there will be none.
  private func finish(_ response: [UInt8]?, _ outcome: FinishedRequest.Outcome) {
    connection.finish(self) {
      if let place {
        place.batch.put(response, at: place.index)
      } else if let response {
        connection.writer.write(response, flush: isDetached)
      }
      if let subject { observe(subject, outcome) }
    }
  }

  private func observe(_ subject: Subject, _ outcome: FinishedRequest.Outcome) {
    connection.note(
      .finished(
        FinishedRequest(
          id: id, method: subject.method, params: subject.params, outcome: outcome,
          nanoseconds: subject.start.elapsedNanoseconds)))
    // The thread that has the baton reports when it has flushed.
    if isDetached { connection.report() }
  }
}
