import Foundation
import JSON
import JSONRPC
import MCP
import Testing

@testable import Logging

/// The thread that writes, and those who do not read.
@Suite(.timeLimit(.minutes(5)))
struct LogTests {
  private static func request(_ id: Int, _ outcome: FinishedRequest.Outcome) -> MCPServer.Event {
    .request(ServedRequest(id: .integer(text: "\(id)"), method: "ping", outcome: outcome))
  }

  private static let ok = FinishedRequest.Outcome.result(byteCount: 2, isFailure: false)

  private func lines(of pipe: Pipe) throws -> [String] {
    try pipe.fileHandleForWriting.close()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func entriesAndOtherTextsAreWrittenInOrder() throws {
    let pipe = Pipe()
    let log = Log(.json, level: .info, descriptor: pipe.fileHandleForWriting.fileDescriptor)
    for id in 0..<100 {
      log.observer(Self.request(id, Self.ok))
      log.write("a diagnostic\nof two lines")
    }
    log.finish(within: .seconds(30))
    let lines = try lines(of: pipe)
    #expect(lines.count == 300)
    for id in 0..<100 {
      #expect(try JSONParser.parse(lines[3 * id])["id"] == .integer(id))
      #expect(lines[3 * id + 1] == "a diagnostic")
    }
  }

  @Test(arguments: [
    (LogLevel.debug, [0, 1, 2, 3, 4]), (.info, [1, 2, 3, 4]), (.warning, [3, 4]), (.error, [4]),
  ])
  func whatMattersLessIsLeftOut(level: LogLevel, kept: [Int]) throws {
    let pipe = Pipe()
    let log = Log(.text, level: level, descriptor: pipe.fileHandleForWriting.fileDescriptor)
    let events: [MCPServer.Event] = [
      .notification(.input, method: "0"), Self.request(1, Self.ok), Self.request(2, .cancelled),
      Self.request(3, .error(.invalidParams)), Self.request(4, .unanswered),
    ]
    for event in events { log.observer(event) }
    log.finish(within: .seconds(30))
    let ends = try lines(of: pipe).map { $0.last.map(String.init) }
    #expect(ends == kept.map { "\($0)" })
  }

  @Test func whatASlowReaderMissesIsCounted() throws {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    let filled = Self.fill(descriptor)
    let log = Log(.json, level: .info, descriptor: descriptor, maximumPendingCount: 3)
    for id in 0..<1000 { log.observer(Self.request(id, Self.ok)) }
    // Only now somebody reads.
    let reader = pipe.fileHandleForReading
    let received = LockedBytes()
    let hasRead = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      received.bytes = [UInt8]((try? reader.readToEnd()) ?? Data())
      hasRead.signal()
    }
    log.finish(within: .seconds(30))
    try pipe.fileHandleForWriting.close()
    hasRead.wait()
    let entries = try String(decoding: received.bytes.dropFirst(filled), as: UTF8.self)
      .split(separator: "\n").map { try JSONParser.parse(String($0)) }
    let ids = entries.compactMap { $0["id"]?.intValue }
    let dropped = entries.compactMap { $0["dropped"]?.intValue }
    // Three that are being written when the pipe is full, and three that wait; which ones depends on the threads.
    #expect((3...6).contains(ids.count))
    #expect(ids.first == 0 && ids == ids.sorted() && Set(ids).count == ids.count)
    #expect(ids.count + dropped.reduce(0, +) == 1000)
    #expect(ids.count + dropped.count == entries.count)
  }

  @Test func aFullPipeHoldsUpNobody() throws {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    _ = Self.fill(descriptor)
    let log = Log(.json, level: .info, descriptor: descriptor)
    for id in 0..<10_000 { log.observer(Self.request(id, Self.ok)) }
    log.finish(within: .milliseconds(1))
    // The thread that writes still waits; let it end.
    Thread.detachNewThread { _ = try? pipe.fileHandleForReading.readToEnd() }
    log.finish(within: .seconds(30))
  }

  @Test func aClosedPipeEndsTheLogAlone() throws {
    signal(SIGPIPE, SIG_IGN)
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let log = Log(.json, level: .info, descriptor: pipe.fileHandleForWriting.fileDescriptor)
    for id in 0..<10_000 { log.observer(Self.request(id, Self.ok)) }
    log.finish(within: .seconds(30))
    log.observer(Self.request(0, Self.ok))
  }

  /// Writes until the pipe takes nothing more.
  /// - Returns: how many bytes it took.
  private static func fill(_ descriptor: Int32) -> Int {
    let flags = fcntl(descriptor, F_GETFL)
    _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK)
    defer { _ = fcntl(descriptor, F_SETFL, flags) }
    var total = 0
    for size in [4096, 1] {
      let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: size)
      while true {
        let count = write(descriptor, bytes, size)
        guard count > 0 else { break }
        total += count
      }
    }
    return total
  }

  /// Written by one thread before, and read by another after, a semaphore.
  private final class LockedBytes: @unchecked Sendable {
    var bytes: [UInt8] = []
  }
}
