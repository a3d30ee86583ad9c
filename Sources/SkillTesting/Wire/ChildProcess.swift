import Threads

#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  import Darwin
#endif

/// A program that runs beside this one, with pipes or files for its standard streams.
///
/// Nothing here waits without a limit.
final class ChildProcess {
  /// Where a standard stream leads.
  enum Stream {
    /// To this process.
    case pipe
    case file(String)
  }

  /// How a process ended.
  enum Status: Equatable {
    case exited(Int32)
    case signalled(Int32)

    /// In words that go on from "the process …".
    var inWords: String {
      switch self {
      case .exited(let code): "ended with exit code \(code)"
      case .signalled(let signal): "was ended by signal \(signal)"
      }
    }
  }

  /// The program could not be started.
  struct StartError: Error, Equatable {
    var message: String
  }

  let processID: pid_t
  /// This process's ends of the pipes, none of which blocks; -1 where there is no pipe or once it
  /// is closed.
  private(set) var input: Int32 = -1
  private(set) var output: Int32 = -1
  private(set) var errors: Int32 = -1
  private let leadsGroup: Bool
  private var status: Status?
  private var isEnded = false

  /// Starts a program.
  /// - Parameters:
  ///   - arguments: the first is the path of the program.
  ///   - environment: variables in addition to those of this process.
  ///   - output: where results go; errors go the same way, but by a pipe of their own.
  ///   - leadsGroup: whether what the program starts itself is to end with it.
  init(
    _ arguments: [String], environment: [String: String] = [:], input: Stream = .pipe,
    output: Stream = .pipe, leadsGroup: Bool = false
  ) throws(StartError) {
    var pipes: [Pipe] = []
    var actions = FileActions()
    defer {
      actions.destroy()
      for pipe in pipes { close(pipe.childEnd) }
    }
    func connect(_ stream: Stream, _ descriptor: Int32) throws(StartError) -> Int32 {
      switch stream {
      case .file(let path):
        actions.open(path, as: descriptor)
        return -1
      case .pipe:
        guard let pipe = Pipe(childReads: descriptor == STDIN_FILENO) else {
          throw StartError(message: "no pipe: \(String(cString: strerror(errno)))")
        }
        pipes.append(pipe)
        actions.duplicate(pipe.childEnd, as: descriptor)
        return pipe.ownEnd
      }
    }
    self.leadsGroup = leadsGroup
    let ends = [
      try connect(input, STDIN_FILENO), try connect(output, STDOUT_FILENO),
      try connect(output, STDERR_FILENO),
    ]
    switch Self.spawn(arguments, environment, &actions, leadsGroup: leadsGroup) {
    case .success(let processID): self.processID = processID
    case .failure(let error):
      for pipe in pipes { close(pipe.ownEnd) }
      throw error
    }
    (self.input, self.output, self.errors) = (ends[0], ends[1], ends[2])
  }

  deinit {
    end(patience: .zero)
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String: String], _ actions: inout FileActions,
    leadsGroup: Bool
  ) -> Result<pid_t, StartError> {
    var attributes = SpawnAttributes(leadsGroup: leadsGroup)
    defer { attributes.destroy() }
    var variables = environment.map { "\($0.key)=\($0.value)" }
    var place = environ
    while let variable = place.pointee {
      let text = String(cString: variable)
      let name = String(text.prefix { $0 != "=" })
      if environment[name] == nil { variables.append(text) }
      place += 1
    }
    let words = CStrings(arguments)
    let settings = CStrings(variables)
    var processID: pid_t = 0
    let code = posix_spawn(
      &processID, arguments[0], &actions.value, &attributes.value, words.pointers,
      settings.pointers)
    guard code == 0 else {
      return .failure(
        StartError(
          message: "'\(arguments[0])' cannot be started: \(String(cString: strerror(code)))"))
    }
    return .success(processID)
  }

  // MARK: - Its end

  /// Says that nothing more will be written.
  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Waits for the end.
  /// - Returns: `nil` where the time is over before.
  func wait(atMost patience: Duration) -> Status? {
    let start = MonotonicTime.now
    let limit = patience.nanoseconds
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
        let left = limit - start.elapsedNanoseconds
        guard left > 0 else { return nil }
        poll(nil, 0, Int32(max(1, min(10, left / 1_000_000))))
      }
    }
    return status
  }

  /// Ends it: closes its input, asks it by signal after a while, and then does not ask any more.
  /// The same for what is left of the group that it leads.
  @discardableResult
  func end(patience: Duration = .seconds(2)) -> Status? {
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
    let start = MonotonicTime.now
    while kill(-processID, 0) == 0 {
      guard start.elapsedNanoseconds < patience.nanoseconds else { return false }
      poll(nil, 0, 10)
    }
    return true
  }
}

extension Duration {
  var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
