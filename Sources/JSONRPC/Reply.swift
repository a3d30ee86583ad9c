import JSON
import Synchronization

/// The one answer that a request gets: an atomic state makes sure that it is sent once, and not at all
/// after a cancellation.
final class Reply: Sendable {
  private enum Flag {
    static let answered: UInt8 = 1
    static let cancelled: UInt8 = 2
    static let interrupted: UInt8 = 4
    static let detached: UInt8 = 8
  }

  /// Where an encoded response goes besides the connection's own writer.
  struct BatchPlace: Sendable {
    let batch: BatchReply
    let index: Int
  }

  let id: RequestID
  let isCancellable: Bool
  private let flags = Atomic<UInt8>(0)
  private let connection: Connection
  /// `nil` for a request that is a line of its own.
  private let place: BatchPlace?

  init(id: RequestID, isCancellable: Bool, connection: Connection, place: BatchPlace?) {
    self.id = id
    self.isCancellable = isCancellable
    self.connection = connection
    self.place = place
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

  /// Asks for the work to end; an answer is still due.
  func interrupt() {
    flags.bitwiseOr(Flag.interrupted, ordering: .relaxed)
  }

  /// No response will be sent from now on, unless one was sent before.
  func cancel() {
    flags.bitwiseOr(Flag.cancelled, ordering: .acquiringAndReleasing)
  }

  /// Sends the response, the first time that it is called.
  /// - Parameter byteCount: about how long it will be, so that it is written without growing.
  /// - Returns: whether this was the first time.
  @discardableResult
  func send(byteCount: Int = 512, _ body: (inout JSONWriter) -> Void) -> Bool {
    let old = flags.bitwiseOr(Flag.answered, ordering: .acquiringAndReleasing).oldValue
    guard old & Flag.answered == 0 else { return false }
    guard old & Flag.cancelled == 0 else {
      finish(nil)
      return true
    }
    var writer = JSONWriter(reservingCapacity: byteCount + 64)
    writer.write(raw: "{\"jsonrpc\":\"2.0\",\"id\":")
    id.write(to: &writer)
    body(&writer)
    writer.write(raw: "}")
    finish(writer.bytes)
    return true
  }

  /// - Parameter response: `nil` where there will be none.
  private func finish(_ response: [UInt8]?) {
    connection.finish(self) {
      if let place {
        place.batch.put(response, at: place.index)
      } else if let response {
        connection.writer.write(response, flush: isDetached)
      }
    }
  }

  @discardableResult
  func send(_ error: ResponseError) -> Bool {
    send { writer in
      writer.write(raw: ",\"error\":")
      error.write(to: &writer)
    }
  }
}
