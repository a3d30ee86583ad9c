import Foundation
import Synchronization

/// Remembers which inputs are being read, so that they can be printed when the process traps or one takes longer than
/// any may.
package enum InputWatch {
  private struct Entry {
    var target: String
    var input: [UInt8]
    var deadline: ContinuousClock.Instant
  }

  private static let entries = Mutex<[Int: Entry]>([:])
  private static let counter = Atomic<Int>(0)

  /// Runs what reads an input.
  /// - Parameter limit: far beyond what any input may take, on a machine that is busy with other things.
  package static func watch<Result>(
    _ target: String, _ input: [UInt8], limit: Duration = .seconds(60), _ body: () -> Result
  ) -> Result {
    _ = isWatching
    let key = counter.add(1, ordering: .relaxed).newValue
    let entry = Entry(target: target, input: input, deadline: .now + limit)
    entries.withLock { $0[key] = entry }
    defer { entries.withLock { $0[key] = nil } }
    return body()
  }

  /// Started once in a process.
  private static let isWatching: Bool = {
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE] {
      // Not what a signal handler may do by the book, but the process is lost anyway.
      signal(number) { number in
        signal(number, SIG_DFL)
        InputWatch.report("signal \(number)")
        raise(number)
      }
    }
    Thread.detachNewThread {
      while true {
        Thread.sleep(forTimeInterval: 1)
        let isLate = entries.withLock { entries in
          entries.values.contains { $0.deadline < .now }
        }
        guard isLate else { continue }
        report("an input takes too long")
        abort()
      }
    }
    return true
  }()

  private static func report(_ reason: String) {
    let running = entries.withLockIfAvailable { Array($0.values) } ?? []
    var text = "\(reason) while reading one of these inputs:\n"
    for entry in running { text += "\(entry.target): \(swiftLiteral(entry.input))\n" }
    FileHandle.standardError.write(Data(text.utf8))
  }
}
