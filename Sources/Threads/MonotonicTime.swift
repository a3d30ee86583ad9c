#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A moment of the system's monotonic clock. `ContinuousClock` gives the same at several times the cost,
/// and this is read for every request.
package struct MonotonicTime: Sendable, Comparable {
  /// Nanoseconds since an arbitrary start.
  package let nanoseconds: Int64

  /// The present moment.
  package static var now: MonotonicTime {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  /// How many nanoseconds have passed since this moment.
  package var elapsedNanoseconds: Int64 { Self.now.nanoseconds - nanoseconds }

  package static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }
}
