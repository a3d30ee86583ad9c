package import HandbookModel
package import MCP
import Synchronization
import Threads

/// Holds the handbook that answers are taken from: reads it on a thread of its own, lets requests wait
/// for it without holding up others, and replaces it when the folder has changed.
package final class HandbookHost: Sendable {
  /// Reads the folder; is told how to report how far it has come.
  package typealias Load = @Sendable (_ report: @escaping Report) throws -> HandbookModel
  /// Pages read, and pages in all.
  package typealias Report = @Sendable (_ done: Int, _ total: Int) -> Void

  private struct State: Sendable {
    var hasStarted = false
    var handbook: Result<HandbookModel, HandbookUnavailable>?
    /// What is to be done once there is a handbook.
    var waiting: [Waiting] = []
  }

  private struct Waiting: Sendable {
    var exchange: Exchange
    var body: @Sendable () -> Void
  }

  /// Takes what came of a reading.
  package typealias Observer = @Sendable (Result<HandbookModel, HandbookUnavailable>) -> Void

  private let load: Load
  private let state = Monitor(State())
  /// Asked for every request, and so without a lock.
  private let hasBeenRead = Atomic(false)
  private let firstReadObserver = Mutex<Observer?>(nil)

  package init(load: @escaping Load) {
    self.load = load
  }

  /// Reads the handbook for the first time, on a thread of its own, unless that has begun. Those who
  /// wait go on when it is there.
  package func start() {
    let isFirst = state.withLock { state in
      defer { state.hasStarted = true }
      return !state.hasStarted
    }
    guard isFirst else { return }
    startThread {
      let handbook = self.read()
      // Before anybody is answered, so that what is wrong is said even if the process then ends.
      self.firstReadObserver.withLock { $0 }?(handbook)
      let waiting = self.state.withLock { state in
        state.handbook = handbook
        defer { state.waiting = [] }
        return state.waiting
      }
      self.hasBeenRead.store(true, ordering: .releasing)
      self.state.notifyAll()
      for item in waiting { item.body() }
    }
  }

  /// Says what is to be done after the first reading, on the thread that read, before those who wait go
  /// on; to be called before `start`.
  package func onFirstRead(_ observer: @escaping Observer) {
    firstReadObserver.withLock { $0 = observer }
  }

  /// Whether the handbook has been read.
  var isReady: Bool { hasBeenRead.load(ordering: .acquiring) }

  /// Runs the body when there is a handbook: at once, or later on the thread that read it.
  package func whenReady(_ exchange: Exchange, _ body: @escaping @Sendable () -> Void) {
    let isReady = state.withLock { state in
      guard state.handbook == nil else { return true }
      exchange.postpone()
      state.waiting.append(Waiting(exchange: exchange, body: body))
      return false
    }
    if isReady { body() } else { start() }
  }

  /// The handbook as it is now; waits for it where it was never read.
  /// - Throws: `HandbookUnavailable` where the folder could not be read.
  package func handbook() throws(HandbookUnavailable) -> HandbookModel {
    if let known = state.withLock({ $0.handbook }) { return try known.get() }
    start()
    return try state.wait { $0.handbook }.get()
  }

  /// Reads the folder again and serves from then on what it holds now. Where it cannot be read, or has
  /// changed meanwhile, the last good handbook stays in service.
  /// - Returns: the handbook before and after; `nil` where nothing was replaced.
  package func reload(if isUnchanged: () -> Bool) -> (old: HandbookModel?, new: HandbookModel)? {
    guard case .success(let new) = read(), isUnchanged() else { return nil }
    let old = state.withLock { state in
      defer { state.handbook = .success(new) }
      return try? state.handbook?.get()
    }
    return (old, new)
  }

  private func read() -> Result<HandbookModel, HandbookUnavailable> {
    do {
      return .success(try load { self.report($0, of: $1) })
    } catch {
      return .failure(HandbookUnavailable(reason: "\(error)"))
    }
  }

  private func report(_ done: Int, of total: Int) {
    for item in state.withLock({ $0.waiting }) {
      item.exchange.report(
        progress: Double(done), total: Double(total), message: "reading the handbook")
    }
  }
}

/// The handbook's folder could not be read.
package struct HandbookUnavailable: Error, Sendable, CustomStringConvertible {
  package var reason: String

  package var description: String { "the handbook cannot be read: \(reason)" }
}
