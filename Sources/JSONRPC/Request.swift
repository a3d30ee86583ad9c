package import JSON
import Synchronization
import Threads

/// A request in progress, to be answered exactly once, from any thread, at any time.
///
/// A request that is let go of without an answer answers itself with an internal error.
package final class Request: Sendable {
  package let method: String
  package let params: JSONValue?
  private let reply: Reply
  private let connection: Connection
  private let start = MonotonicTime.now
  private let passedBaton = Atomic(false)

  /// A request that has run this long is slow: another thread takes over the serving of others.
  private static let slowNanoseconds: Int64 = 200_000

  init(method: String, params: JSONValue?, reply: Reply, connection: Connection) {
    self.method = method
    self.params = params
    self.reply = reply
    self.connection = connection
  }

  deinit {
    reply.send(.unanswered, isUnanswered: true)
  }

  package var id: RequestID { reply.id }

  /// The length of the line that it came in; 0 in a batch.
  package var byteCount: Int { reply.size.byteCount }

  /// How long ago the request was read, in nanoseconds.
  package var elapsedNanoseconds: Int64 { start.elapsedNanoseconds }

  /// Whether the client cancelled it: nothing will be sent for it any more.
  package var isCancelled: Bool { reply.isCancelled }

  /// Answers with a result: the body writes one JSON value of about so many bytes.
  /// - Parameter isFailure: whether the result says that something failed.
  package func respond(
    isFailure: Bool = false, byteCount: Int = 512, _ body: (inout JSONWriter) -> Void
  ) {
    reply.send(isFailure: isFailure, byteCount: byteCount, result: body)
  }

  /// Answers with a result.
  package func respond(_ result: JSONValue) {
    respond { $0.write(result) }
  }

  /// Answers with an error.
  package func respond(_ error: ResponseError) {
    reply.send(error)
  }

  /// Long work calls this now and then, every few microseconds to milliseconds: once the request has
  /// turned out to be slow, others are served beside it.
  /// - Returns: whether to stop, because of a cancellation or the end of the process.
  package func checkpoint() -> Bool {
    if !reply.isDetached, start.elapsedNanoseconds > Self.slowNanoseconds { detach() }
    return reply.shouldStop
  }

  /// Whether the thread that began the request passed the baton on.
  var hasPassedBaton: Bool { passedBaton.load(ordering: .relaxed) }

  /// To be called before waiting for something, or when the answer will come from elsewhere: further
  /// messages are served meanwhile, and the answer goes out as soon as it is given.
  package func detach() {
    guard reply.detach() else { return }
    passedBaton.store(true, ordering: .relaxed)
    connection.passBaton()
  }

  /// The same for a request that is kept for later while the calling thread returns: it goes on
  /// serving, so nobody needs to take over.
  package func postpone() {
    _ = reply.detach()
  }

  /// The same where no answer is due until the client cancels the request or the connection ends: it does not count
  /// among those that others have to wait for.
  package func keepOpen() {
    postpone()
    connection.state.withLock { $0.keepOpen(reply) }
  }
}
