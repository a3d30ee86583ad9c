#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// A process with pipes, spoken to in lines. Input, output and errors move together: a process that
// waits for one of them to be taken would wait for ever if this one waited for another.

extension ChildProcess {
  /// What came of waiting for a line.
  package enum Event: Equatable, Sendable {
    /// A line without its end.
    case line([UInt8])
    /// A line is longer than it may be; there will be no other event.
    case lineTooLong
    /// The process has closed its output.
    case ended
    case timedOut
  }

  /// How much of what the process writes to standard error is kept.
  private static var keptErrorBytes: Int { 16 << 10 }

  /// Puts a line into the queue of what is to be written; `receiveLine` writes it. Dropped where
  /// the process reads no more.
  /// - Parameter line: without its end.
  package func send(_ line: [UInt8]) {
    guard input >= 0, !inputEnds else { return }
    pending += line
    pending.append(UInt8(ascii: "\n"))
  }

  /// Says that nothing more will be sent: the input is closed once the queue is written.
  package func endInput() {
    inputEnds = true
    if pending.isEmpty { closeInput() }
  }

  /// Waits for the next line, and writes what is to be written meanwhile.
  package func receiveLine(atMost patience: Duration) -> Event {
    let deadline = Deadline(after: patience)
    while true {
      if let line = lines.takeLine() { return .line(line) }
      guard !lines.isTooLong else { return .lineTooLong }
      guard output >= 0 else { return .ended }
      guard let rest = deadline.remainingMilliseconds else { return .timedOut }
      exchange(atMostMilliseconds: rest)
    }
  }

  /// The end of what the process has written to standard error, where that leads here.
  package func recentErrors() -> [UInt8] {
    // The last of it may still be in the pipe. One that writes on and on is not followed for ever.
    for _ in 0..<16 where errors >= 0 {
      guard takeErrors() else { break }
    }
    return errorText.suffix(Self.keptErrorBytes)
  }

  // MARK: - Bytes

  /// Waits until something can be read or written, and does it.
  private func exchange(atMostMilliseconds limit: Int32) {
    // Those with a negative descriptor are left out.
    var polled = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pending.isEmpty ? -1 : input, events: Int16(POLLOUT), revents: 0),
    ]
    guard poll(&polled, nfds_t(polled.count), limit) > 0 else { return }
    if polled[0].revents != 0 { lines.append(take(from: &output)) }
    if polled[1].revents != 0 { _ = takeErrors() }
    if polled[2].revents != 0 { writeSome() }
  }

  private func writeSome() {
    let count = pending[writtenCount...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
    if count >= 0 {
      writtenCount += count
      if writtenCount == pending.count { (pending, writtenCount) = ([], 0) }
      if inputEnds, pending.isEmpty { closeInput() }
    } else if errno != EAGAIN, errno != EINTR {
      // The process reads no more; what it has written may still come.
      closeInput()
    }
  }

  /// - Returns: whether there was anything.
  private func takeErrors() -> Bool {
    let chunk = take(from: &errors)
    errorText += chunk
    if errorText.count > 2 * Self.keptErrorBytes {
      errorText.removeFirst(errorText.count - Self.keptErrorBytes)
    }
    return !chunk.isEmpty
  }

  /// Reads what is there; closes the pipe at its end.
  private func take(from descriptor: inout Int32) -> [UInt8] {
    var isOpen = true
    let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      let result = read(descriptor, buffer.baseAddress, buffer.count)
      if result > 0 { count = result }
      if result == 0 || (result < 0 && errno != EAGAIN && errno != EINTR) { isOpen = false }
    }
    if !isOpen {
      close(descriptor)
      descriptor = -1
    }
    return chunk
  }

  /// What is not written by now never will be.
  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
    (pending, writtenCount) = ([], 0)
  }
}
