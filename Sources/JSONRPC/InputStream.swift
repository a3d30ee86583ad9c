#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Blocking reads of a descriptor, cut into lines and those into items.
final class InputStream: @unchecked Sendable {
  // Safe to share: only the thread that has the connection's baton calls `read`.
  private let descriptor: Int32
  private var lines: LineReader
  private var hasBeenIdle = false
  /// A client in the middle of a handshake sends its next message sooner.
  private static let idleMilliseconds: Int32 = 5

  init(descriptor: Int32, maximumLineBytes: Int) {
    self.descriptor = descriptor
    lines = LineReader(maximumLineBytes: maximumLineBytes)
  }

  /// Waits for input and gives what it brought; `isEnd` says that nothing more will come.
  func read(for connection: Connection) -> (items: [Connection.Item], isEnd: Bool) {
    if !hasBeenIdle, !hasInput(within: Self.idleMilliseconds) {
      hasBeenIdle = true
      connection.handlers.firstIdle()
    }
    let count = lines.fill { readSome(into: $0) }
    var items: [Connection.Item] = []
    while let line = lines.nextLine() {
      if let item = connection.item(for: line) { items.append(item) }
    }
    guard count <= 0 else { return (items, false) }
    // A last line without its end is a message like any other: `printf '…' | handbook serve`.
    if let rest = lines.remainder(), let item = connection.item(for: rest) { items.append(item) }
    return (items, true)
  }

  /// - Returns: 0 at the end, and where reading fails for good.
  private func readSome(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      switch errno {
      case EINTR:
        continue
      case EAGAIN:
        // Somebody made the pipe non-blocking: wait until there is something.
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = wait(&poll)
      default:
        return 0
      }
    }
  }

  /// Whether reading gives something, or the end, soon.
  private func hasInput(within milliseconds: Int32) -> Bool {
    var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return wait(&poll, milliseconds: milliseconds) != 0
  }

  private func wait(_ descriptor: inout pollfd, milliseconds: Int32 = -1) -> Int32 {
    poll(&descriptor, 1, milliseconds)
  }
}
