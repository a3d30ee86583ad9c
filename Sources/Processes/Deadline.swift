import Threads

/// The moment up to which something is waited for.
struct Deadline {
  private let start = MonotonicTime.now
  private let patience: Duration

  init(after patience: Duration) {
    self.patience = patience
  }

  /// What `poll` may wait: at least 1 and at most a minute; `nil` once the time is over.
  var remainingMilliseconds: Int32? {
    let rest = patience - .nanoseconds(start.elapsedNanoseconds)
    return rest > .zero ? Int32(min(rest / .milliseconds(1) + 1, 60_000)) : nil
  }
}
