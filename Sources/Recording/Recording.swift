package import Diagnostics
import JSON
import JSONRPC

/// The sessions of a recording's file, and what is wrong with it.
///
/// A last line that was cut off, as by the end of a process or of the disk, is left out with a note. Any other line
/// that cannot be read is an error, and each is reported.
package struct Recording: Sendable, Equatable {
  package private(set) var sessions: [RecordedSession] = []
  /// Errors, in the order of the lines.
  package private(set) var diagnostics: [Diagnostic] = []
  /// What else to know.
  package private(set) var notes: [String] = []

  /// Whether a text begins as a recording does.
  package static func isRecording(_ source: SourceText) -> Bool {
    let line = source.bytes.prefix { $0 != UInt8(ascii: "\n") }
    return (try? JSONParser.parse(Array(line)))?[RecordingFormat.direction] != nil
  }

  /// Reads a recording.
  package init(_ source: SourceText) {
    let bytes = source.bytes
    var start = 0
    var number = 0
    // A line that may be cut off: an error, unless it turns out to be a session's last.
    var fault: Diagnostic?
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[start..<end]
      number += 1
      start = end + 1
      guard !line.isEmpty else { continue }
      do throws(LineFault) {
        let begins = try read(Array(line), number: number)
        settle(&fault, isEndOfSession: begins)
      } catch {
        settle(&fault, isEndOfSession: false)
        let diagnostic = error.diagnostic(path: source.path, line: number, bytes: line)
        if error.isCutOff { fault = diagnostic } else { diagnostics.append(diagnostic) }
      }
    }
    settle(&fault, isEndOfSession: bytes.last != UInt8(ascii: "\n"))
  }

  /// - Returns: whether the line begins a session.
  private mutating func read(_ bytes: [UInt8], number: Int) throws(LineFault) -> Bool {
    let entry: JSONValue
    do throws(JSONParseError) {
      // The message itself may nest as deep as the server allows.
      entry = try JSONParser.parse(bytes, maximumDepth: JSONParser.defaultMaximumDepth + 1)
    } catch {
      throw LineFault(
        "the line is not valid JSON: \(error.reason)", at: error.utf8Offset, isCutOff: true)
    }
    guard let time = entry[RecordingFormat.time]?.intValue, time >= 0 else {
      throw LineFault("the member 't' must be a number of microseconds")
    }
    let word = entry[RecordingFormat.direction]?.stringValue ?? ""
    if word == RecordingFormat.meta {
      try begin(entry[RecordingFormat.message])
      return true
    }
    guard let direction = Connection.Direction(rawValue: word) else {
      throw LineFault("the member 'dir' must be \"in\", \"out\" or \"meta\"")
    }
    guard !sessions.isEmpty else {
      throw LineFault("a recording begins with a line whose 'dir' is \"meta\"")
    }
    sessions[sessions.count - 1].entries.append(
      .init(
        line: number, microseconds: time, direction: direction, content: try content(of: entry)))
    return false
  }

  private mutating func begin(_ header: JSONValue?) throws(LineFault) {
    guard let format = header?[RecordingFormat.format]?.intValue else {
      throw LineFault("the header has no 'format'")
    }
    guard format == RecordingFormat.version else {
      throw LineFault(
        "the recording has format \(format); this program reads format \(RecordingFormat.version)")
    }
    sessions.append(
      RecordedSession(
        server: header?[RecordingFormat.server]?.stringValue ?? "",
        version: header?[RecordingFormat.serverVersion]?.stringValue ?? ""))
  }

  private func content(of entry: JSONValue) throws(LineFault) -> RecordedSession.Content {
    if let message = entry[RecordingFormat.message] { return .message(message) }
    switch entry[RecordingFormat.raw] {
    case .string(let text): return .raw(Array(text.utf8))
    case .null: return .tooLong
    case .array(let elements):
      let bytes = elements.compactMap { $0.intValue.flatMap(UInt8.init(exactly:)) }
      guard bytes.count == elements.count else { break }
      return .raw(bytes)
    default: break
    }
    throw LineFault("the line has neither 'message' nor a readable 'raw'")
  }

  private mutating func settle(_ fault: inout Diagnostic?, isEndOfSession: Bool) {
    guard let diagnostic = fault.take() else { return }
    if isEndOfSession {
      notes.append(
        "\(diagnostic.path):\(diagnostic.position?.line ?? 0): the line is cut off and left out")
    } else {
      diagnostics.append(diagnostic)
    }
  }
}

/// Why a line cannot be read.
private struct LineFault: Error {
  var message: String
  var utf8Offset: Int
  /// Whether the rest of the line may be what is missing.
  var isCutOff: Bool

  init(_ message: String, at utf8Offset: Int = 0, isCutOff: Bool = false) {
    self.message = message
    self.utf8Offset = utf8Offset
    self.isCutOff = isCutOff
  }

  func diagnostic(path: String, line: Int, bytes: ArraySlice<UInt8>) -> Diagnostic {
    Diagnostic(
      .error, message, path: path, position: SourcePosition(line: line, column: utf8Offset + 1),
      sourceLine: String(decoding: bytes, as: UTF8.self))
  }
}
