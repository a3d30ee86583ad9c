package import JSON
import Synchronization
import Threads

/// Serves JSON-RPC 2.0 over a pair of descriptors, one message per line.
///
/// **One baton.** The thread that holds the baton reads messages and handles them one after another, in
/// the order of arrival, on the spot: a fast request costs no change of threads. A request that turns out
/// to be slow (`Request.checkpoint`) or is about to wait (`Request.detach`) passes the baton to another
/// thread and goes on beside it. So a slow call never holds up a fast one, and a cancellation reaches it
/// in the middle.
///
/// **Order.** Requests are registered as in progress when they are read, before any work on them can
/// start. Urgent notifications (a cancellation) are handled when they are read, ahead of the queue.
///
/// **Bounds.** Who does not read the answers is not read from. Nor is who has asked so much that thousands of requests
/// wait: reading goes on when some are answered.
///
/// **The end.** At the end of the input every request that was read is answered; what is still running
/// after a grace of 0.7 seconds is asked to stop, and `run` returns within a second.
package final class Connection: Sendable {
  /// What the owner of the connection does with what comes in. All are called on the threads that serve.
  package struct Handlers: Sendable {
    package var request: @Sendable (Request) -> Void
    package var notification: @Sendable (_ method: String, _ params: JSONValue?) -> Void
    /// Whether an array of messages is a batch (or else an invalid request).
    package var allowsBatches: @Sendable () -> Bool
    /// Called once, when there has been nothing to do but wait for input for some milliseconds: the moment
    /// for work that the first answers should not wait for.
    package var firstIdle: @Sendable () -> Void
    /// No more input will come: close what would stay open for ever.
    package var endOfInput: @Sendable () -> Void

    package init(
      request: @escaping @Sendable (Request) -> Void,
      notification: @escaping @Sendable (_ method: String, _ params: JSONValue?) -> Void,
      allowsBatches: @escaping @Sendable () -> Bool = { true },
      firstIdle: @escaping @Sendable () -> Void = {},
      endOfInput: @escaping @Sendable () -> Void = {}
    ) {
      self.request = request
      self.notification = notification
      self.allowsBatches = allowsBatches
      self.firstIdle = firstIdle
      self.endOfInput = endOfInput
    }
  }

  /// Which way a line goes, as the server sees it.
  package enum Direction: String, Sendable {
    case input = "in"
    case output = "out"
  }

  /// Is shown each line, without its end, in the order of the wire: what was read before it is handled, what
  /// is written as it is written. It runs on the threads that serve, under a lock where the line goes out, so it must
  /// neither wait nor write to the connection. The bytes are valid during the call.
  package typealias Tap = @Sendable (Direction, LineReader.Line) -> Void

  /// Names and limits.
  package struct Options: Sendable {
    /// Longer lines are refused with an error.
    package var maximumLineBytes = 16 << 20
    /// Lines of more JSON values are refused: each takes far more memory than the bytes that it is written with.
    package var maximumValueCount = 100_000
    /// More messages in one batch are refused.
    package var maximumBatchCount = 1_000
    /// While so many requests wait for their answers, no more is read. Those that stay open do not count.
    package var maximumUnansweredRequests = 1_024
    /// The same for the length of the requests together, in which a value counts as 128 bytes where it is shorter.
    package var maximumUnansweredBytes = 32 << 20
    /// How many slow requests run at a time; more of the methods below wait for their turn.
    package var maximumSlowRequests = 32
    /// The methods whose requests may be slow.
    package var slowMethods: [String] = []
    /// Notifications that overtake the queue.
    package var urgentNotifications: [String] = []
    /// Methods whose requests can neither be cancelled nor stand in a batch.
    package var handshakeMethods: [String] = []
    /// Is shown every line that is read or written; see `Tap`.
    package var tap: Tap?
    /// Is told of what has been done; see `Observer`.
    package var observer: Observer?

    package init() {}
  }

  let handlers: Handlers
  let options: Options
  let input: InputStream
  let writer: MessageWriter
  let state = Monitor(State())
  /// Events that the observer has not been told of yet.
  let unreported = Mutex<[Event]>([])

  /// - Parameters:
  ///   - input: a descriptor to read from; stays the caller's to close.
  ///   - output: a descriptor to write to; stays the caller's to close.
  package init(input: Int32, output: Int32, options: Options = Options(), handlers: Handlers) {
    self.options = options
    self.handlers = handlers
    self.input = InputStream(descriptor: input, maximumLineBytes: options.maximumLineBytes)
    writer = MessageWriter(descriptor: output, tap: options.tap)
  }

  /// Serves until the input ends or `stop` is called, and every accepted request is answered.
  package func run() {
    if !start() { work() }
    finish()
  }

  /// Begins to serve, on a thread of its own.
  /// - Returns: false where the system has no thread to give.
  package func start() -> Bool {
    startThread { self.work() }
  }

  /// Waits until the input ends or `stop` is called, and then, for at most a second, until every accepted
  /// request is answered.
  package func finish() {
    state.wait { $0.inputEnded ? () : nil }
    handlers.endOfInput()
    if state.wait(atMost: .milliseconds(700), until: { $0.isIdle ? () : nil }) == nil {
      for reply in state.withLock({ Array($0.inProgress.values) }) { reply.interrupt() }
      state.wait(atMost: .milliseconds(200)) { $0.isIdle ? () : nil }
    }
    for reply in state.withLock({ Array($0.inProgress.values) }) {
      reply.send(.interrupted, isUnanswered: true)
    }
    writer.flush()
    report()
  }

  /// Why answers could not be written, as the system's error number; `nil` where they could, or where nobody reads
  /// any more.
  package var outputFailure: Int32? { writer.failure }

  /// Ends the connection as the end of the input would.
  package func stop() {
    state.withLock { $0.inputEnded = true }
    state.notifyAll()
  }

  /// Sends a notification: the body writes the params, one JSON object.
  package func notify(_ method: String, _ params: (inout JSONWriter) -> Void) {
    var message = JSONWriter(reservingCapacity: 256)
    message.write(raw: "{\"jsonrpc\":\"2.0\",\"method\":")
    message.write(method)
    message.write(raw: ",\"params\":")
    params(&message)
    message.write(raw: "}")
    writer.write(message.bytes)
    note(.notification(.output, method: method))
    report()
  }

  /// Cancels a request in progress: nothing is sent for it from now on. An id that is unknown,
  /// answered or not to be cancelled is ignored.
  package func cancel(_ id: RequestID) {
    state.withLock { state in
      guard let reply = state.inProgress[id], reply.isCancellable else { return }
      reply.cancel()
      state.forget(reply)
    }
  }
}
