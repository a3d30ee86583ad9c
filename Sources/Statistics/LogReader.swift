import Diagnostics
import JSON
import Logging
import MCP

/// Finds the log entries in what a server wrote to standard error.
struct LogReader {
  private(set) var usage = Usage()
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var sessions: Set<String> = []
  private(set) var entryCount = 0
  private let source: SourceText

  init(_ source: SourceText) {
    self.source = source
    var line = 0
    for bytes in source.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      line += 1
      guard !bytes.isEmpty else { continue }
      guard let entry = Self.entry(bytes) else {
        usage.skippedLineCount += 1
        continue
      }
      do throws(EntryFault) {
        try read(entry)
        entryCount += 1
      } catch {
        diagnostics.append(
          Diagnostic(
            .error, error.message, in: source, at: SourcePosition(line: line, column: 1)))
      }
    }
  }

  /// The object of a line that looks like an entry; `nil` for lines of other programs.
  private static func entry(_ bytes: ArraySlice<UInt8>) -> JSONObject? {
    guard bytes.first == UInt8(ascii: "{"),
      let object = (try? JSONParser.parse(Array(bytes)))?.objectValue,
      object.contains(LogKey.time), object.contains(LogKey.level), object.contains(LogKey.session)
    else { return nil }
    let keys = [LogKey.outcome, LogKey.direction, LogKey.dropped]
    return keys.contains(where: object.contains) ? object : nil
  }

  private mutating func read(_ entry: JSONObject) throws(EntryFault) {
    guard let time = try string(LogKey.time, of: entry).flatMap({ LogTime($0) }) else {
      throw EntryFault("the member 'time' must be a time such as 2026-11-26T10:49:00.123Z")
    }
    guard let session = try string(LogKey.session, of: entry) else {
      throw EntryFault("the member 'session' must be a string")
    }
    let dropped = try number(LogKey.dropped, of: entry)
    if entry.contains(LogKey.outcome) { usage.calls.append(try call(entry)) }
    usage.droppedEntryCount += dropped ?? 0
    usage.include(time)
    sessions.insert(session)
  }

  private func call(_ entry: JSONObject) throws(EntryFault) -> Call {
    guard let outcome = try string(LogKey.outcome, of: entry).flatMap(LogOutcome.init) else {
      let words = LogOutcome.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
      throw EntryFault("the member 'outcome' must be one of \(words)")
    }
    let duration = try number(LogKey.duration, of: entry)
    let client = try string(LogKey.client, of: entry)
    let clientVersion = try string(LogKey.clientVersion, of: entry)
    return Call(
      method: try string(LogKey.method, of: entry), subject: try subject(entry), outcome: outcome,
      // What nobody was told of has a duration in the log alone.
      microseconds: outcome == .cancelled || outcome == .unanswered ? nil : duration,
      resultBytes: try number(LogKey.resultBytes, of: entry),
      client: client.map { ClientInfo(name: $0, version: clientVersion) },
      era: try string(LogKey.era, of: entry).flatMap(ProtocolVersion.Era.init),
      version: try string(LogKey.protocolVersion, of: entry).flatMap(ProtocolVersion.init))
  }

  private func subject(_ entry: JSONObject) throws(EntryFault) -> ServedRequest.Subject? {
    if let tool = try string(LogKey.tool, of: entry) { return .tool(tool) }
    if let prompt = try string(LogKey.prompt, of: entry) { return .prompt(prompt) }
    return try string(LogKey.uri, of: entry).map { .resource(uri: $0) }
  }

  private func string(_ key: String, of entry: JSONObject) throws(EntryFault) -> String? {
    guard let value = entry[key] else { return nil }
    guard let string = value.stringValue else {
      throw EntryFault("the member '\(key)' must be a string")
    }
    return string
  }

  private func number(_ key: String, of entry: JSONObject) throws(EntryFault) -> Int? {
    guard let value = entry[key] else { return nil }
    guard let number = value.intValue, number >= 0 else {
      throw EntryFault("the member '\(key)' must be a whole number, 0 or more")
    }
    return number
  }
}

/// Why an entry cannot be read.
private struct EntryFault: Error {
  var message: String

  init(_ message: String) {
    self.message = message
  }
}
