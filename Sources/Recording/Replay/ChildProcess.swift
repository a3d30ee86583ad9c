import JSONRPC
import Threads

#if canImport(Glibc)
  // For `environ`, which is read once and never written to.
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// A program in a process of its own that reads lines from standard input and writes lines to standard output. Its
/// standard error stays that of this process. Nothing waits without a limit. For one thread.
package final class ChildProcess {
  /// The process could not be started.
  package struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The system's error number.
    package var code: Int32

    package var description: String { String(cString: strerror(code)).lowercased() }
  }

  /// What came of waiting for a line.
  package enum Event: Equatable, Sendable {
    /// A line without its end.
    case line([UInt8])
    /// The process closed its output.
    case ended
    case timedOut
  }

  /// The input of the process; -1 once closed.
  private var input: Int32
  private let output: Int32
  private var lines: LineReader
  /// What is still to be written, and how much of it is.
  private var pending: [UInt8] = []
  private var writtenCount = 0
  private var inputEnds = false
  private var outputEnded = false
  private let exit: ProcessExit

  /// Starts a program.
  /// - Parameters:
  ///   - path: its file.
  ///   - arguments: without its own name.
  package init(_ path: String, _ arguments: [String], maximumLineBytes: Int = 64 << 20)
    throws(Failure)
  {
    // What is written to a process that has ended is an error and no signal.
    signal(SIGPIPE, SIG_IGN)
    let requests = try Pipe()
    let responses: Pipe
    do throws(Failure) {
      responses = try Pipe()
    } catch {
      requests.closeBoth()
      throw error
    }
    let process: pid_t
    do throws(Failure) {
      process = try Self.spawn(path, arguments, input: requests.read, output: responses.write)
    } catch {
      requests.closeBoth()
      responses.closeBoth()
      throw error
    }
    close(requests.read)
    close(responses.write)
    input = requests.write
    output = responses.read
    // A process that does not read must not hold this one up.
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
    lines = LineReader(maximumLineBytes: maximumLineBytes)
    exit = ProcessExit(of: process)
  }

  deinit {
    if input >= 0 { close(input) }
    close(output)
    exit.wait(orKillAfter: .seconds(5))
  }

  private static func spawn(
    _ path: String, _ arguments: [String], input: Int32, output: Int32
  ) throws(Failure) -> pid_t {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    var words = ([path] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var process = pid_t()
    let code = posix_spawn(&process, path, &actions, nil, words, environ)
    guard code == 0 else { throw Failure(code: code) }
    return process
  }

  // MARK: - Lines

  /// Puts a line into the queue of what is to be written; `receive` writes it.
  package func send(_ line: [UInt8]) {
    guard input >= 0, !inputEnds else { return }
    pending += line
    pending.append(UInt8(ascii: "\n"))
  }

  /// Says that nothing more will be sent: the input is closed once the queue is written.
  package func endInput() {
    inputEnds = true
    closeInputWhereDone()
  }

  /// Waits for the next line, and writes what is to be written meanwhile.
  package func receive(within limit: Duration) -> Event {
    let start = MonotonicTime.now
    let limitMilliseconds = limit / .milliseconds(1)
    while true {
      if let line = lines.nextLine() {
        guard case .content(let bytes) = line else { continue }
        return .line(Array(bytes))
      }
      if outputEnded { return .ended }
      let rest = limitMilliseconds - Double(start.elapsedNanoseconds) / 1_000_000
      guard rest > 0 else { return .timedOut }
      waitAndMove(milliseconds: Int32(min(rest + 1, 60_000)))
    }
  }

  private func waitAndMove(milliseconds: Int32) {
    var descriptors = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
    if input >= 0, writtenCount < pending.count {
      descriptors.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0))
    }
    guard poll(&descriptors, nfds_t(descriptors.count), milliseconds) > 0 else { return }
    if descriptors.count > 1, descriptors[1].revents != 0 { writeSome() }
    if descriptors[0].revents != 0 { readSome() }
  }

  private func writeSome() {
    let count = pending.withUnsafeBytes {
      // There is something to write, so the buffer has a base address.
      write(input, $0.baseAddress! + writtenCount, $0.count - writtenCount)
    }
    if count >= 0 {
      writtenCount += count
      if writtenCount == pending.count { (pending, writtenCount) = ([], 0) }
    } else if errno != EAGAIN, errno != EINTR {
      // The process reads no more; what it has written may still come.
      (pending, writtenCount, inputEnds) = ([], 0, true)
    }
    closeInputWhereDone()
  }

  private func closeInputWhereDone() {
    guard inputEnds, pending.isEmpty, input >= 0 else { return }
    close(input)
    input = -1
  }

  private func readSome() {
    let count = lines.fill { read(output, $0.baseAddress, $0.count) }
    if count == 0 || (count < 0 && errno != EINTR) { outputEnded = true }
  }
}

/// Two ends that this process alone has.
private struct Pipe {
  let read: Int32
  let write: Int32

  init() throws(ChildProcess.Failure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw ChildProcess.Failure(code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (read, write) = (ends[0], ends[1])
  }

  func closeBoth() {
    close(read)
    close(write)
  }
}
