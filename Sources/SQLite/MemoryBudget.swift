internal import CSQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much memory SQLite may take for one query.
///
/// The library's own limits on its heap hold for the whole process, so that one query would starve
/// all others, and they need counters under a lock that all threads share. A query runs on one
/// thread: here each thread counts for itself, and only while it has a budget. Where the budget is used
/// up SQLite gets no memory, and the statement fails with `outOfMemory`.
///
/// Sorting, grouping, `UNION`, `DISTINCT` and the compilation of nested `WITH` clauses have no bound
/// of their own.
package struct MemoryBudget {
  /// Bytes that the query may hold at one time beyond what the connection held before.
  private var remainingBytes: Int
  /// Asked now and then whether to stop: SQLite asks nobody while it compiles a statement.
  private let shouldStop: () -> Bool
  private var untilQuestion = Self.allocationsPerQuestion
  private var isStopped = false

  /// Some 100 microseconds.
  private static let allocationsPerQuestion = 2_000

  private init(bytes: Int, shouldStop: @escaping () -> Bool) {
    remainingBytes = bytes
    self.shouldStop = shouldStop
  }

  /// Runs the body with a budget for what SQLite does on this thread.
  /// - Parameter shouldStop: when it says so, there is no more memory either.
  package static func with<Result, Failure: Error>(
    bytes: Int, shouldStop: @escaping () -> Bool = { false },
    do body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let budget = UnsafeMutablePointer<MemoryBudget>.allocate(capacity: 1)
    budget.initialize(to: MemoryBudget(bytes: bytes, shouldStop: shouldStop))
    let outer = pthread_getspecific(key)
    pthread_setspecific(key, budget)
    defer {
      pthread_setspecific(key, outer)
      budget.deinitialize(count: 1)
      budget.deallocate()
    }
    return try body()
  }

  /// Whether so many more bytes may be taken.
  private mutating func permits(_ byteCount: Int) -> Bool {
    untilQuestion -= 1
    if untilQuestion == 0 {
      untilQuestion = Self.allocationsPerQuestion
      // Once it is to stop, everything fails until the query has ended.
      isStopped = isStopped || shouldStop()
    }
    return !isStopped && byteCount <= remainingBytes
  }

  // MARK: - What SQLite calls

  /// The budget of the running thread; nothing where it has none.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key, nil)
    precondition(status == 0, "the process has no more thread-specific values")
    return key
  }()

  private static var ofThread: UnsafeMutablePointer<MemoryBudget>? {
    pthread_getspecific(key)?.assumingMemoryBound(to: MemoryBudget.self)
  }

  /// Makes SQLite take its memory here; to be called before the library is used.
  static func install() {
    var methods = sqlite3_mem_methods(
      xMalloc: { MemoryBudget.allocate(Int($0)) },
      xFree: { MemoryBudget.free($0) },
      xRealloc: { MemoryBudget.reallocate($0, Int($1)) },
      xSize: { memory in memory.map { Int32(clamping: MemoryBudget.size(of: $0)) } ?? 0 },
      xRoundup: { ($0 + 7) & ~7 },
      xInit: { _ in SQLITE_OK }, xShutdown: { _ in }, pAppData: nil)
    _ = handbook_sqlite3_use_memory(&methods)
  }

  private static func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer? {
    guard let budget = ofThread else { return malloc(byteCount) }
    guard budget.pointee.permits(byteCount), let memory = malloc(byteCount) else { return nil }
    budget.pointee.remainingBytes -= size(of: memory)
    return memory
  }

  private static func reallocate(
    _ memory: UnsafeMutableRawPointer?, _ byteCount: Int
  ) -> UnsafeMutableRawPointer? {
    guard let budget = ofThread, let memory else { return realloc(memory, byteCount) }
    let before = size(of: memory)
    guard budget.pointee.permits(byteCount - before), let moved = realloc(memory, byteCount) else {
      return nil
    }
    budget.pointee.remainingBytes += before - size(of: moved)
    return moved
  }

  private static func free(_ memory: UnsafeMutableRawPointer?) {
    if let budget = ofThread, let memory { budget.pointee.remainingBytes += size(of: memory) }
    #if canImport(Glibc)
      Glibc.free(memory)
    #else
      Darwin.free(memory)
    #endif
  }

  private static func size(of memory: UnsafeMutableRawPointer) -> Int {
    Int(handbook_memory_size(memory))
  }
}
