import Synchronization
import Threads

/// Shows on a terminal how many pages of a large handbook have been read: one line on standard error that is
/// overwritten, and is gone when all are.
final class ReadingProgress: Sendable {
  private struct State {
    var lastTime: MonotonicTime?
    var isShown = false
  }

  /// A handbook that is read faster than that needs no line; and nobody reads more of them.
  private static let pauseNanoseconds: Int64 = 200_000_000
  private let start = MonotonicTime.now
  private let state = Mutex(State())

  func show(_ done: Int, of total: Int) {
    state.withLock { state in
      guard (state.lastTime ?? start).elapsedNanoseconds >= Self.pauseNanoseconds else { return }
      state.lastTime = .now
      state.isShown = true
      Output.errorPart("\rreading the handbook: \(done) of \(total) pages ")
    }
  }

  /// Clears the line.
  func finish() {
    state.withLock { state in
      guard state.isShown else { return }
      state.isShown = false
      Output.errorPart("\r\u{1B}[K")
    }
  }
}
