import Files
import JSON
package import JSONRPC
import Threads

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Records a session into a file, line by line, without holding up the server.
///
/// Lines are noted with their time on the threads that serve; a thread of its own hides secrets and writes. When the
/// file cannot be written, that is logged once and the recording stops; the server goes on.
///
/// ```swift
/// let recorder = Recorder(path: "session.jsonl", server: "handbook", version: "1", redactor, log: log)
/// let connection = server.connect(input: 0, output: 1, tap: recorder.tap)
/// connection.run()
/// recorder.finish()
/// ```
package final class Recorder: Sendable {
  private struct Line: Sendable {
    var microseconds: Int64
    var direction: Connection.Direction
    /// `nil` for one that was too long to be kept.
    var bytes: [UInt8]?
  }

  private struct State: Sendable {
    var pending: [Line] = []
    var pendingBytes = 0
    /// Nothing more is taken.
    var isClosed = false
    var hasFailed = false
    /// Everything that was taken is written, or it is logged why not.
    var isDone = false
  }

  private let start = MonotonicTime.now
  private let state = Monitor(State())
  private let path: String
  private let log: @Sendable (String) -> Void
  private let maximumPendingBytes: Int
  /// Of lines that wait for a slow disk.
  package static let defaultMaximumPendingBytes = 64 << 20

  /// Starts to record.
  /// - Parameters:
  ///   - path: the file; one that exists is appended to.
  ///   - log: gets one line if recording is not possible or stops.
  package init(
    path: String, server: String, version: String, _ redactor: Redactor,
    maximumPendingBytes: Int = defaultMaximumPendingBytes,
    log: @escaping @Sendable (String) -> Void
  ) {
    self.path = path
    self.maximumPendingBytes = maximumPendingBytes
    self.log = log
    // Or a file that reaches the size limit of the process would end it.
    signal(SIGXFSZ, SIG_IGN)
    let isStarted = startThread(stackBytes: 4 << 20) {
      self.write(RecordingFormat.header(server: server, version: version), redactor)
    }
    if !isStarted { stop("no thread left to write it") }
  }

  /// Takes the lines of a connection.
  package var tap: Connection.Tap {
    { direction, line in self.note(direction, line) }
  }

  private func note(_ direction: Connection.Direction, _ line: LineReader.Line) {
    let bytes: [UInt8]? = if case .content(let bytes) = line { Array(bytes) } else { nil }
    let line = Line(
      microseconds: start.elapsedNanoseconds / 1000, direction: direction, bytes: bytes)
    let isTooMuch = state.withLock { state in
      guard !state.isClosed else { return false }
      state.pending.append(line)
      state.pendingBytes += bytes?.count ?? 0
      return state.pendingBytes > maximumPendingBytes
    }
    state.notifyOne()
    if isTooMuch { stop("the disk is too slow") }
  }

  /// Writes what was taken so far and ends the recording.
  package func finish(within limit: Duration = .milliseconds(300)) {
    state.withLock { $0.isClosed = true }
    state.notifyAll()
    if state.wait(atMost: limit, until: { $0.isDone ? () : nil }) == nil {
      log("the recording '\(path)' lacks its end: the disk is too slow")
    }
  }

  // MARK: - Writing

  private func write(_ header: JSONValue, _ redactor: Redactor) {
    do throws(RecordFile.Problem) {
      let file = try RecordFile(path)
      var redactor = redactor
      guard append(header, to: file) else { return }
      while let lines = takeLines() {
        for line in lines {
          guard append(entry(for: line, &redactor), to: file) else { return }
        }
      }
      state.withLock { $0.isDone = true }
      state.notifyAll()
    } catch {
      stop("\(error)")
    }
  }

  /// - Returns: `nil` at the end.
  private func takeLines() -> [Line]? {
    state.wait { state -> [Line]?? in
      guard !state.pending.isEmpty else { return state.isClosed ? .some(nil) : nil }
      defer {
        state.pending = []
        state.pendingBytes = 0
      }
      return state.pending
    }
  }

  private func append(_ entry: JSONValue, to file: borrowing RecordFile) -> Bool {
    if file.append(entry.encoded + [UInt8(ascii: "\n")]) { return true }
    stop(FileError.current(path).message)
    return false
  }

  private func entry(for line: Line, _ redactor: inout Redactor) -> JSONValue {
    let key: String
    let value: JSONValue
    if let bytes = line.bytes {
      if let message = try? JSONParser.parse(bytes) {
        (key, value) = (RecordingFormat.message, redactor.redacted(message))
      } else if let text = String(validating: bytes, as: UTF8.self) {
        (key, value) = (RecordingFormat.raw, .string(redactor.redacted(text: text)))
      } else {
        let text = redactor.redacted(text: String(decoding: bytes, as: UTF8.self))
        let isHidden = text == Redactor.mark
        key = RecordingFormat.raw
        value = isHidden ? .string(text) : .array(bytes.map { .integer(Int($0)) })
      }
    } else {
      (key, value) = (RecordingFormat.raw, .null)
    }
    return .entry(microseconds: line.microseconds, line.direction, key, value)
  }

  /// Logs the reason, once, and lets go of everything.
  private func stop(_ reason: String) {
    let isFirst = state.withLock { state in
      guard !state.hasFailed, !state.isDone else { return false }
      state = State(isClosed: true, hasFailed: true)
      return true
    }
    guard isFirst else { return }
    log("the session is not recorded any more: \(path): \(reason)")
    // Only now may the process end.
    state.withLock { $0.isDone = true }
    state.notifyAll()
  }
}
