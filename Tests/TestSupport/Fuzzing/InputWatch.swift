import Foundation
import Synchronization

/// Remembers which inputs are being read, so that they can be printed when the process traps or one takes longer than
/// any may.
package enum InputWatch {
  private struct Entry {
    var target: String
    var input: [UInt8]
    /// By the clock of `workedTime`.
    var deadline: Duration
  }

  private static let entries = Mutex<[Int: Entry]>([:])
  private static let counter = Atomic<Int>(0)
  private static let fatalSignals = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE]
  /// What was done about signals before. Written once, before there is anything to watch.
  nonisolated(unsafe) private static var earlierActions: [CInt: sigaction] = [:]

  /// Runs what reads an input.
  /// - Parameter limit: how long the process may work meanwhile; far beyond what any input may take.
  package static func watch<Result>(
    _ target: String, _ input: [UInt8], limit: Duration = .seconds(60), _ body: () -> Result
  ) -> Result {
    _ = isWatching
    prepareThread()
    let key = counter.add(1, ordering: .relaxed).newValue
    let entry = Entry(target: target, input: input, deadline: workedTime + limit)
    entries.withLock { $0[key] = entry }
    defer { entries.withLock { $0[key] = nil } }
    return body()
  }

  /// Started once in a process.
  private static let isWatching: Bool = {
    for number in fatalSignals {
      var action = sigaction()
      sigaction(number, nil, &action)
      earlierActions[number] = action
      // Not what a signal handler may do by the book, but the process is lost anyway.
      signal(number) { number in
        // Those of sanitizers and of libFuzzer have more to say: what has failed fails again, and then they are asked.
        if var action = earlierActions[number] { sigaction(number, &action, nil) }
        InputWatch.report("signal \(number)")
        if number == SIGABRT { raise(number) }
      }
      sigaction(number, nil, &action)
      action.sa_flags |= SA_ONSTACK
      sigaction(number, &action, nil)
    }
    Thread.detachNewThread {
      while true {
        Thread.sleep(forTimeInterval: 1)
        let isLate = entries.withLock { entries in
          entries.values.contains { $0.deadline < workedTime }
        }
        guard isLate else { continue }
        report("an input takes too long")
        abort()
      }
    }
    return true
  }()

  /// Gives the thread a stack for signals, without which nothing could be said when its own is used up.
  private static func prepareThread() {
    var stack = stack_t()
    sigaltstack(nil, &stack)
    guard stack.ss_flags & CInt(SS_DISABLE) != 0 else { return }
    // Never freed: the thread may last as long as the process.
    stack.ss_size = 1 << 18
    stack.ss_sp = .allocate(byteCount: Int(stack.ss_size), alignment: 16)
    stack.ss_flags = 0
    sigaltstack(&stack, nil)
  }

  /// What all threads have worked together. A machine that is busy with other things, or stops the process for a while,
  /// is no fault of an input.
  private static var workedTime: Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private static func report(_ reason: String) {
    let running = entries.withLockIfAvailable { Array($0.values) } ?? []
    var text = "\(reason) while reading one of these inputs:\n"
    for entry in running { text += "\(entry.target): \(swiftLiteral(entry.input))\n" }
    FileHandle.standardError.write(Data(text.utf8))
  }
}
