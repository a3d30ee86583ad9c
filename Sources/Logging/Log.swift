package import MCP
import Threads

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a line for each request to a descriptor, beside the other things that a server has to say there.
///
/// Entries are taken on the threads that serve; a thread of its own words and writes them. A reader that is slow or
/// gone never holds up the server: beyond a number of entries that wait, further ones are counted and dropped, and once
/// there is room again a line says how many they were.
///
/// ```swift
/// let log = Log(.json, level: .info, descriptor: 2)
/// let connection = server.connect(input: 0, output: 1, observer: log.observer)
/// connection.run()
/// log.finish()
/// ```
package final class Log: Sendable {
  private enum Item: Sendable {
    case entry(LogEntry)
    /// Something else, written as it is.
    case text(String)
  }

  private struct State: Sendable {
    var pending: [Item] = []
    var droppedCount = 0
    /// Nothing more is taken.
    var isClosed = false
    /// Everything that was taken is written, or cannot be.
    var isDone = false
  }

  private let format: LogFormat
  private let level: LogLevel
  private let descriptor: Int32
  private let session: String
  private let maximumPendingCount: Int
  private let state = Monitor(State())

  /// Lines that wait for a slow reader; beyond them they are dropped.
  package static let defaultMaximumPendingCount = 4096

  /// Starts to log.
  /// - Parameters:
  ///   - level: what matters less is left out.
  ///   - descriptor: stays the caller's to close.
  package init(
    _ format: LogFormat, level: LogLevel, descriptor: Int32,
    maximumPendingCount: Int = defaultMaximumPendingCount
  ) {
    self.format = format
    self.level = level
    self.descriptor = descriptor
    self.maximumPendingCount = maximumPendingCount
    session = Self.newSession()
    if !startThread({ self.work() }) { state.withLock { $0 = State(isClosed: true, isDone: true) } }
  }

  /// Eight hexadecimal digits that another run of the server hardly has.
  private static func newSession() -> String {
    let seed =
      UInt64(bitPattern: LogTime.now.milliseconds) << 20 ^ UInt64(UInt32(bitPattern: getpid()))
    // Multiplying by an odd number near 2^64 divided by the golden ratio spreads neighbours apart.
    let digits = String((seed &* 0x9E37_79B9_7F4A_7C15) >> 32, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }

  /// Takes what a server is done with.
  package var observer: MCPServer.Observer {
    { [self] event in
      let content: LogEntry.Content
      switch event {
      case .request(let request): content = .request(request.bounded)
      case .notification(let direction, let method):
        content = .notification(direction, method: LogText.bounded(method))
      }
      let entry = LogEntry(time: .now, content: content)
      if entry.level >= level { put(.entry(entry)) }
    }
  }

  /// Writes a text that is no entry, such as a diagnostic, on lines of its own.
  package func write(_ text: String) {
    put(.text(text))
  }

  private func put(_ item: Item) {
    state.withLock { state in
      guard !state.isClosed else { return }
      if state.pending.count < maximumPendingCount {
        state.pending.append(item)
      } else {
        state.droppedCount += 1
      }
    }
    state.notifyOne()
  }

  /// Writes what was taken so far and ends the log; gives up where nobody reads it.
  package func finish(within limit: Duration = .milliseconds(200)) {
    state.withLock { $0.isClosed = true }
    state.notifyAll()
    state.wait(atMost: limit) { $0.isDone ? () : nil }
  }

  // MARK: - Writing

  private func work() {
    while let (items, droppedCount) = take() {
      var lines = items.map(text)
      if droppedCount > 0 {
        lines.append(text(of: .entry(LogEntry(time: .now, content: .dropped(droppedCount)))))
      }
      guard write(lines) else {
        state.withLock { $0 = State(isClosed: true) }
        break
      }
    }
    state.withLock { $0.isDone = true }
    state.notifyAll()
  }

  /// - Returns: `nil` at the end.
  private func take() -> ([Item], droppedCount: Int)? {
    state.wait { state -> ([Item], droppedCount: Int)?? in
      guard !state.pending.isEmpty else { return state.isClosed ? .some(nil) : nil }
      defer {
        state.pending = []
        state.droppedCount = 0
      }
      return (state.pending, state.droppedCount)
    }
  }

  private func text(of item: Item) -> String {
    switch item {
    case .entry(let entry): entry.line(format, session: session)
    case .text(let text): text
    }
  }

  /// Writes whole lines, as many at a time as a pipe takes in one piece: other processes may write to it too.
  /// - Returns: false when nobody reads any more.
  private func write(_ lines: [String]) -> Bool {
    var piece: [UInt8] = []
    for line in lines {
      let bytes = Array((line + "\n").utf8)
      if piece.count + bytes.count > Int(PIPE_BUF) {
        guard write(bytes: piece) else { return false }
        piece = []
      }
      piece += bytes
    }
    return write(bytes: piece)
  }

  private func write(bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes
      while let start = rest.baseAddress, !rest.isEmpty {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, start, rest.count)
        #else
          let count = Darwin.write(descriptor, start, rest.count)
        #endif
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno == EAGAIN {
          // Somebody made the pipe non-blocking: wait until it takes more.
          var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          wait(&poll)
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  private func wait(_ descriptor: inout pollfd) {
    poll(&descriptor, 1, -1)
  }
}
