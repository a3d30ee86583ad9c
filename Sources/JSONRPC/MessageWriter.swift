import Threads

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes messages to a descriptor, one line each, from any thread.
///
/// A message is encoded whole and appended under one lock, so lines never mix. The thread that answers
/// a run of requests may leave its answers in the buffer and flush once: `flush: false`.
package final class MessageWriter: Sendable {
  private struct State {
    var pending: [UInt8] = []
    /// The peer closed its end, or writing failed; what is written from then on is dropped.
    var isClosed = false
    /// The system's error number, if it was not the peer's doing.
    var failure: Int32?
  }

  private let descriptor: Int32
  private let tap: Connection.Tap?
  private let state = Monitor(State())
  /// Buffered answers beyond this are written even without a flush.
  private static let maximumPendingBytes = 1 << 16

  /// - Parameters:
  ///   - descriptor: stays the caller's to close.
  ///   - tap: is shown every message that is not dropped.
  package init(descriptor: Int32, tap: Connection.Tap? = nil) {
    self.descriptor = descriptor
    self.tap = tap
  }

  /// Appends one message; the line end is added.
  package func write(_ message: [UInt8], flush: Bool = true) {
    state.withLock { state in
      if let tap, !state.isClosed {
        message.withUnsafeBufferPointer { tap(.output, .content($0)) }
      }
      state.pending += message
      state.pending.append(UInt8(ascii: "\n"))
      if flush || state.pending.count >= Self.maximumPendingBytes { drain(&state) }
    }
  }

  /// Writes what is buffered.
  package func flush() {
    state.withLock { state in
      if !state.pending.isEmpty { drain(&state) }
    }
  }

  /// Whether the peer has closed its end.
  package var isClosed: Bool {
    state.withLock { $0.isClosed }
  }

  /// Why writing failed, as the system's error number; `nil` where it did not, or where the peer closed its end.
  var failure: Int32? {
    state.withLock { $0.failure }
  }

  /// Writes under the lock, on purpose: a peer that does not read holds up everyone who answers, and
  /// with them the reading of further requests. That is the back-pressure that bounds memory.
  private func drain(_ state: inout State) {
    var written = 0
    let error: Int32? = state.pending.withUnsafeBytes { bytes in
      while written < bytes.count, !state.isClosed {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
        #else
          let count = Darwin.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
        #endif
        if count >= 0 {
          written += count
        } else if errno == EAGAIN {
          // Somebody made the pipe non-blocking: wait until it takes more.
          var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = Self.wait(&poll)
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
    if let error {
      state.isClosed = true
      state.failure = error == EPIPE ? nil : error
    }
    state.pending.removeAll(keepingCapacity: state.pending.count <= 4 * Self.maximumPendingBytes)
  }

  private static func wait(_ descriptor: inout pollfd) -> Int32 {
    poll(&descriptor, 1, -1)
  }
}
