import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The group that is to end when this process is asked to; 0 for none. A signal handler can read
/// nothing but such a variable.
private let groupToEnd = Atomic<Int32>(0)

extension ChildProcess {
  /// Waits for the end of a process that leads a group. Where this process is ended meanwhile, by
  /// Ctrl-C for instance, the group ends too: an agent that goes on unseen would cost somebody
  /// money.
  package func waitEndingWithThisProcess(atMost patience: Duration) -> Status? {
    let signals = [SIGINT, SIGTERM, SIGHUP]
    groupToEnd.store(processID, ordering: .sequentiallyConsistent)
    for number in signals {
      signal(number) { number in
        let group = groupToEnd.load(ordering: .sequentiallyConsistent)
        if group > 0 { kill(-group, SIGTERM) }
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    defer {
      groupToEnd.store(0, ordering: .sequentiallyConsistent)
      for number in signals { signal(number, SIG_DFL) }
    }
    return wait(atMost: patience)
  }
}
