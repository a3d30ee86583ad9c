import Foundation
import JSON
import JSONRPC
import Synchronization
import TestSupport
import Testing

@testable import Recording

@Suite(.timeLimit(.minutes(5)))
struct RecorderTests {
  /// Collects what is logged.
  private final class Log: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }

    var all: [String] { lines.withLock { $0 } }
  }

  private let folder: TemporaryFolder
  private let path: String
  private let log = Log()

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/session.jsonl"
  }

  private func recorder(_ redactor: Redactor = Redactor(inputSchemas: [:])) -> Recorder {
    Recorder(path: path, server: "test", version: "1", redactor) { [log] in log.add($0) }
  }

  private func show(
    _ recorder: Recorder, _ direction: JSONRPC.Connection.Direction, _ bytes: some Sequence<UInt8>
  ) {
    Array(bytes).withUnsafeBufferPointer { recorder.tap(direction, .content($0)) }
  }

  /// The lines of the file with the same time in each.
  private func recordedLines() throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      var entry = try #require(try JSONParser.parse(String(line)).objectValue)
      entry["t"] = 0
      return JSONValue.object(entry).text
    }
  }

  @Test func writesALineForEachMessage() throws {
    let recorder = recorder()
    show(recorder, .input, #"{ "id": 1, "token": "abcdef" }"#.utf8)
    show(recorder, .output, #"{"id":1,"result":{}}"#.utf8)
    show(recorder, .input, "no json".utf8)
    show(recorder, .input, #"password="x""#.utf8)
    show(recorder, .input, [0xFF, 0x7B])
    show(recorder, .input, Array("secret \u{FF}".utf8) + [0xFF])
    recorder.tap(.input, .tooLong)
    recorder.finish(within: .seconds(20))
    #expect(
      try recordedLines() == [
        #"{"t":0,"dir":"meta","message":{"format":1,"server":"test","version":"1"}}"#,
        #"{"t":0,"dir":"in","message":{"id":1,"token":"[redacted]"}}"#,
        #"{"t":0,"dir":"out","message":{"id":1,"result":{}}}"#,
        #"{"t":0,"dir":"in","raw":"no json"}"#,
        #"{"t":0,"dir":"in","raw":"[redacted]"}"#,
        #"{"t":0,"dir":"in","raw":[255,123]}"#,
        #"{"t":0,"dir":"in","raw":"[redacted]"}"#,
        #"{"t":0,"dir":"in","raw":null}"#,
      ])
    #expect(log.all == [])
  }

  @Test func keepsTheFileToItsOwner() throws {
    _ = FileManager.default.createFile(
      atPath: path, contents: nil, attributes: [.posixPermissions: 0o644])
    recorder().finish(within: .seconds(20))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func goesOnOnALineOfItsOwnWhereAnEarlierSessionWasCutOff() throws {
    try folder.write("session.jsonl", "{\"t\":0,\"di")
    recorder().finish(within: .seconds(20))
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == """
        {"t":0,"di
        {"t":0,"dir":"meta","message":{"format":1,"server":"test","version":"1"}}

        """)
  }

  @Test func refusesAFileThatAnotherOneRecordsTo() throws {
    let first = recorder()
    show(first, .input, "1".utf8)
    while try recordedLinesOrNone() < 2 { sched_yield() }
    let second = recorder()
    show(second, .input, "2".utf8)
    second.finish(within: .seconds(20))
    first.finish(within: .seconds(20))
    #expect(
      log.all
        == ["the session is not recorded any more: \(path): another process records to the file"])
    #expect(try recordedLines().count == 2)
  }

  private func recordedLinesOrNone() throws -> Int {
    FileManager.default.fileExists(atPath: path) ? try recordedLines().count : 0
  }

  @Test func logsOnceWhereThereIsNothingToWriteTo() throws {
    let recorder = Recorder(
      path: folder.path, server: "test", version: "1", Redactor(inputSchemas: [:])
    ) { [log] in log.add($0) }
    for _ in 0..<100 { show(recorder, .input, "1".utf8) }
    recorder.finish(within: .seconds(20))
    #expect(
      log.all == ["the session is not recorded any more: \(folder.path): is a directory"])
  }

  @Test func stopsWhereTheDiskIsTooSlow() throws {
    let maximum = Recorder.defaultMaximumPendingBytes
    // One as long as what may wait stands for many that nobody takes.
    for more in [0, 1] {
      let recorder = recorder()
      let text = String(repeating: "x", count: maximum - 2 + more)
      show(recorder, .input, "\"\(text)\"".utf8)
      recorder.finish(within: .seconds(120))
      guard more == 0 else { continue }
      #expect(log.all == [])
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect((attributes[.size] as? Int ?? 0) > maximum)
    }
    #expect(log.all == ["the session is not recorded any more: \(path): the disk is too slow"])
  }
}
