import Diagnostics
import JSON
import JSONRPC
import Measurement
import TestSupport
import Testing

@testable import Recording

struct RecordingReaderTests {
  static let header =
    #"{"t":0,"dir":"meta","message":{"format":1,"server":"handbook","version":"1"}}"#
  static let lines = [
    header,
    #"{"t":5,"dir":"in","message":{"jsonrpc":"2.0","id":1,"method":"ping"}}"#,
    #"{"t":9,"dir":"out","message":{"jsonrpc":"2.0","id":1,"result":{}}}"#,
    #"{"t":12,"dir":"in","raw":"not json"}"#,
    #"{"t":13,"dir":"in","raw":[255,10]}"#,
    #"{"t":14,"dir":"in","raw":null}"#,
  ]

  private func read(_ text: String) -> Recording {
    Recording(SourceText(path: "s.jsonl", text))
  }

  @Test func readsEveryKindOfLine() {
    let recording = read(Self.lines.joined(separator: "\n") + "\n")
    #expect(recording.diagnostics == [])
    #expect(recording.notes == [])
    #expect(
      recording.sessions == [
        RecordedSession(
          server: "handbook", version: "1",
          entries: [
            .init(
              line: 2, microseconds: 5, direction: .input,
              content: .message(["jsonrpc": "2.0", "id": 1, "method": "ping"])),
            .init(
              line: 3, microseconds: 9, direction: .output,
              content: .message(["jsonrpc": "2.0", "id": 1, "result": [:]])),
            .init(
              line: 4, microseconds: 12, direction: .input, content: .raw(Array("not json".utf8))),
            .init(line: 5, microseconds: 13, direction: .input, content: .raw([255, 10])),
            .init(line: 6, microseconds: 14, direction: .input, content: .tooLong),
          ])
      ])
  }

  @Test func readsSeveralSessionsAndToleratesTheCutOffEndOfEach() {
    let recording = read(
      """
      \(Self.lines[0])
      \(Self.lines[1])
      {"t":9,"dir":"o
      \(Self.lines[0])
      \(Self.lines[3])
      {"t":13,"dir":"in","ra
      """)
    #expect(recording.diagnostics == [])
    #expect(
      recording.notes == [
        "s.jsonl:3: the line is cut off and left out",
        "s.jsonl:6: the line is cut off and left out",
      ])
    #expect(recording.sessions.map { $0.entries.map(\.line) } == [[2], [5]])
  }

  @Test func reportsEveryLineThatCannotBeRead() {
    let recording = read(
      """
      \(Self.lines[1])
      \(Self.lines[0])
      {"t":1,"dir":"in","message":tru}
      {"dir":"in","message":{}}
      {"t":1,"dir":"up","message":{}}
      {"t":1,"dir":"in"}
      {"t":1,"dir":"in","raw":[256]}
      {"t":0,"dir":"meta","message":{"format":2}}
      []

      """)
    #expect(
      recording.diagnostics.map(\.headline) == [
        "s.jsonl:1:1: error: a recording begins with a line whose 'dir' is \"meta\"",
        "s.jsonl:3:29: error: the line is not valid JSON: invalid literal: true, false or null is expected",
        "s.jsonl:4:1: error: the member 't' must be a number of microseconds",
        "s.jsonl:5:1: error: the member 'dir' must be \"in\", \"out\" or \"meta\"",
        "s.jsonl:6:1: error: the line has neither 'message' nor a readable 'raw'",
        "s.jsonl:7:1: error: the line has neither 'message' nor a readable 'raw'",
        "s.jsonl:8:1: error: the recording has format 2; this program reads format 1",
        "s.jsonl:9:1: error: the member 't' must be a number of microseconds",
      ])
  }

  @Test func readsARecordingCutOffAtAnyByte() {
    let text = Array((Self.lines.joined(separator: "\n") + "\n").utf8)
    for count in 0...text.count {
      let recording = Recording(SourceText(path: "s.jsonl", bytes: Array(text[..<count])))
      #expect(recording.diagnostics == [], "cut at \(count)")
      // A cut between two lines, or right after a line's last brace, cuts nothing off.
      let last = text[..<count].last ?? UInt8(ascii: "\n")
      let isBetweenLines =
        last == UInt8(ascii: "\n") || (count < text.count && text[count] == UInt8(ascii: "\n"))
      #expect(recording.notes.isEmpty == isBetweenLines, "cut at \(count)")
    }
  }

  @Test func survivesAnyDamage() {
    var generator = SeededRandom(seed: 20_260_301)
    let text = Array((Self.lines.joined(separator: "\n") + "\n").utf8)
    for _ in 0..<2000 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[index] = UInt8.random(in: 0...255, using: &generator)
      }
      let recording = Recording(SourceText(path: "s.jsonl", bytes: bytes))
      let lineCount = bytes.split(separator: UInt8(ascii: "\n")).count
      let readCount = recording.sessions.reduce(0) { $0 + 1 + $1.entries.count }
      // Every line that is not empty is read, reported or noted.
      #expect(
        readCount + recording.diagnostics.count + recording.notes.count == lineCount,
        "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }
}
