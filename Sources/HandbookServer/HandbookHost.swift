package import Files
package import HandbookModel
package import MCP
import Synchronization
import Threads

/// Holds what answers are taken from, the handbook and the equipment that works on it: reads the handbook on a
/// thread of its own, lets requests wait for it without holding up others, and replaces both when files have
/// changed.
package final class HandbookHost: Sendable {
  /// Reads the folder; is given a look at its files, and told how to report how far it has come.
  package typealias Load =
    @Sendable (_ equipment: Equipment, _ look: Look, _ report: @escaping Report) throws ->
    HandbookModel
  /// Looks which files the folder has; `nil` where nobody has looked yet.
  package typealias Look = @Sendable () -> FileTree?
  /// Pages read, and pages in all.
  package typealias Report = @Sendable (_ done: Int, _ total: Int) -> Void

  /// What belongs together at one moment.
  package struct Served: Sendable {
    package var equipment: Equipment
    package var handbook: HandbookModel
  }

  private struct State: Sendable {
    var equipment: Equipment
    var hasStarted = false
    var handbook: Result<HandbookModel, HandbookUnavailable>?
    /// What is to be done once there is a handbook.
    var waiting: [Waiting] = []
  }

  private struct Waiting: Sendable {
    var exchange: Exchange
    var start = MonotonicTime.now
    var body: @Sendable () -> Void
  }

  /// Who waits for longer is told why.
  private static let shortWaitNanoseconds: Int64 = 500_000_000

  /// What others do around the first reading, on the thread that reads.
  package struct FirstReading: Sendable {
    /// Called once the reading has begun, for what is in the folder.
    package var look: Look
    /// Called before those who wait go on, so that what is wrong is said even if the process then ends.
    package var after: @Sendable (Result<HandbookModel, HandbookUnavailable>) -> Void

    package init(
      look: @escaping Look,
      after: @escaping @Sendable (Result<HandbookModel, HandbookUnavailable>) -> Void
    ) {
      self.look = look
      self.after = after
    }
  }

  private let load: Load
  private let state: Monitor<State>
  /// Asked for every request, and so without a lock.
  private let hasBeenRead = Atomic(false)
  private let firstReading = Mutex(FirstReading(look: { nil }, after: { _ in }))

  package init(_ equipment: Equipment, load: @escaping Load) {
    self.load = load
    state = Monitor(State(equipment: equipment))
  }

  /// Reads the handbook for the first time, on a thread of its own, unless that has begun. Those who
  /// wait go on when it is there.
  package func start() {
    let isFirst = state.withLock { state in
      defer { state.hasStarted = true }
      return !state.hasStarted
    }
    guard isFirst else { return }
    let isStarted = startThread { self.readFirst() }
    // Where there is no thread to be had, whoever asked first does it.
    if !isStarted { readFirst() }
  }

  private func readFirst() {
    let others = firstReading.withLock { $0 }
    let handbook = read(others.look)
    others.after(handbook)
    let waiting = state.withLock { state in
      state.handbook = handbook
      defer { state.waiting = [] }
      return state.waiting
    }
    hasBeenRead.store(true, ordering: .releasing)
    state.notifyAll()
    for item in waiting {
      let nanoseconds = item.start.elapsedNanoseconds
      if nanoseconds > Self.shortWaitNanoseconds {
        let seconds = Double(nanoseconds / 100_000_000) / 10
        item.exchange.note(status: "waited \(seconds) s until the handbook had been read")
      }
      item.body()
    }
  }

  /// Says what is to be done around the first reading; to be called before `start`.
  package func onFirstReading(_ body: FirstReading) {
    firstReading.withLock { $0 = body }
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

  /// The equipment as it is now; never waits.
  package var equipment: Equipment { state.withLock { $0.equipment } }

  /// Handbook and equipment as they are now; waits for the handbook where it was never read.
  /// - Throws: `HandbookUnavailable` where the folder could not be read.
  package func served() throws(HandbookUnavailable) -> Served {
    let (equipment, known) = state.withLock { ($0.equipment, $0.handbook) }
    if let known { return Served(equipment: equipment, handbook: try known.get()) }
    start()
    _ = state.wait { $0.handbook }
    return try served()
  }

  /// The handbook as it is now; waits for it where it was never read.
  /// - Throws: `HandbookUnavailable` where the folder could not be read.
  package func handbook() throws(HandbookUnavailable) -> HandbookModel {
    try served().handbook
  }

  /// The same without waiting; `nil` where no handbook could be read yet.
  var lastServed: Served? {
    state.withLock { state in
      guard case .success(let handbook) = state.handbook else { return nil }
      return Served(equipment: state.equipment, handbook: handbook)
    }
  }

  /// Serves something else from now on; calls that have begun go on with what they have.
  func replace(with served: Served) {
    state.withLock { state in
      state.equipment = served.equipment
      state.handbook = .success(served.handbook)
    }
  }

  private func read(_ look: Look) -> Result<HandbookModel, HandbookUnavailable> {
    do {
      return .success(try load(equipment, look) { self.report($0, of: $1) })
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
