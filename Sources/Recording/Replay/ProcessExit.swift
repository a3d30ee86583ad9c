import Threads

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Waits on a thread of its own for a process to end: no system call does so with a limit.
final class ProcessExit: Sendable {
  private let process: pid_t
  /// Whether the process has ended; from then on its number may belong to another one.
  private let hasEnded = Monitor(false)

  init(of process: pid_t) {
    self.process = process
    let hasEnded = hasEnded
    startThread {
      var information = siginfo_t()
      while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
      // Under the lock, so that nobody kills a process that has got the number meanwhile.
      hasEnded.withLock { hasEnded in
        waitpid(process, nil, 0)
        hasEnded = true
      }
      hasEnded.notifyAll()
    }
  }

  /// Waits, and ends the process where it does not end by itself.
  func wait(orKillAfter limit: Duration) {
    guard hasEnded.wait(atMost: limit, until: { $0 ? () : nil }) == nil else { return }
    hasEnded.withLock { hasEnded in
      if !hasEnded { _ = kill(process, SIGKILL) }
    }
    hasEnded.wait(atMost: .seconds(5)) { $0 ? () : nil }
  }
}
