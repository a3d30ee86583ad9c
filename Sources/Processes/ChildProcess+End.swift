#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ChildProcess {
  /// How a process ended.
  package enum Status: Equatable, Sendable {
    case exited(Int32)
    case signalled(Int32)

    /// In words that go on from "the process …".
    package var inWords: String {
      switch self {
      case .exited(let code): "ended with exit code \(code)"
      case .signalled(let signal): "was ended by signal \(signal)"
      }
    }
  }

  /// Waits for the end.
  /// - Returns: `nil` where the time is over before.
  package func wait(atMost patience: Duration) -> Status? {
    let deadline = Deadline(after: patience)
    while status == nil {
      var code: Int32 = 0
      let result = waitpid(processID, &code, WNOHANG)
      if result == processID {
        // The macros WIFSIGNALED and WEXITSTATUS, which are not imported.
        let signal = code & 0x7F
        status = signal == 0 ? .exited(code >> 8 & 0xFF) : .signalled(signal)
      } else if result < 0, errno != EINTR {
        status = .exited(-1)  // somebody else has waited for it
      } else {
        // No system call waits for a process with a limit.
        guard let rest = deadline.remainingMilliseconds else { return nil }
        poll(nil, 0, min(10, rest))
      }
    }
    return status
  }

  /// Ends it: closes its input, asks it by signal after a while, and then does not ask any more.
  /// The same for what is left of the group that it leads.
  @discardableResult
  package func end(patience: Duration = .seconds(2)) -> Status? {
    guard !isEnded else { return status }
    isEnded = true
    closeInput()
    for (patience, signal) in [(patience, SIGTERM), (.seconds(1), SIGKILL)] {
      if wait(atMost: patience) != nil, waitForGroup(atMost: patience) { break }
      kill(leadsGroup ? -processID : processID, signal)
    }
    _ = wait(atMost: .seconds(5))
    for descriptor in [output, errors] where descriptor >= 0 { close(descriptor) }
    (output, errors) = (-1, -1)
    return status
  }

  /// Waits until the group that it leads has no member; the system tells by refusing to signal it.
  private func waitForGroup(atMost patience: Duration) -> Bool {
    guard leadsGroup else { return true }
    let deadline = Deadline(after: patience)
    while kill(-processID, 0) == 0 {
      guard let rest = deadline.remainingMilliseconds else { return false }
      poll(nil, 0, min(10, rest))
    }
    return true
  }
}
