#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A lock around a state, with waiting for the state to change.
///
/// `Synchronization.Mutex` has no condition to wait on; this is the classic pair of mutex and condition
/// variable.
package final class Monitor<State: Sendable>: @unchecked Sendable {
  // Safe to share: `state` is only touched between lock and unlock.
  private var state: State
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  package init(_ state: State) {
    self.state = state
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Runs the body with exclusive access to the state.
  package func withLock<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&state)
  }

  /// Waits until the body gives something: it is tried at once and after every `notifyAll` and `notifyOne`.
  package func wait<Result>(until body: (inout State) -> Result?) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      pthread_cond_wait(condition, mutex)
    }
  }

  /// The same with a limit; `nil` when the time is over.
  package func wait<Result>(
    atMost timeout: Duration, until body: (inout State) -> Result?
  ) -> Result? {
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    let (seconds, attoseconds) = timeout.components
    let nanoseconds = deadline.tv_nsec + Int(attoseconds / 1_000_000_000)
    deadline.tv_sec += Int(seconds) + nanoseconds / 1_000_000_000
    deadline.tv_nsec = nanoseconds % 1_000_000_000
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      if pthread_cond_timedwait(condition, mutex, &deadline) == ETIMEDOUT { return body(&state) }
    }
  }

  /// Wakes every thread that waits.
  package func notifyAll() {
    pthread_cond_broadcast(condition)
  }

  /// Wakes one thread that waits, if there is any.
  package func notifyOne() {
    pthread_cond_signal(condition)
  }
}
