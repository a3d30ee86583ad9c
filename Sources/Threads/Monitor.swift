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
    #if canImport(Glibc)
      // Waiting with a limit goes by the clock that nobody sets.
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(condition, &attributes)
      pthread_condattr_destroy(&attributes)
    #else
      pthread_cond_init(condition, nil)
    #endif
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
    let (seconds, attoseconds) = timeout.components
    let deadline =
      MonotonicTime.now.nanoseconds + Int64(seconds) * 1_000_000_000
      + Int64(attoseconds / 1_000_000_000)
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      if !wait(until: deadline) { return body(&state) }
    }
  }

  /// - Parameter deadline: in nanoseconds of the monotonic clock.
  /// - Returns: false when the time is over.
  private func wait(until deadline: Int64) -> Bool {
    #if canImport(Glibc)
      var time = timespec(
        tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
      return pthread_cond_timedwait(condition, mutex, &time) != ETIMEDOUT
    #else
      let rest = max(0, deadline - MonotonicTime.now.nanoseconds)
      var time = timespec(tv_sec: Int(rest / 1_000_000_000), tv_nsec: Int(rest % 1_000_000_000))
      return pthread_cond_timedwait_relative_np(condition, mutex, &time) != ETIMEDOUT
    #endif
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
