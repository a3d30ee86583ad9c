import JSONRPC
import MCP

extension LogEntry {
  /// Columns of fixed width first (time, level, outcome, duration, size), then what differs in length:
  ///
  ///     2026-11-26T10:49:00.123Z info    ok              0.412 ms    458 tokens  tools/call search  id 1  claude-code 2.1.0  2025-11-25
  var text: String {
    let start = time.text + " " + level.rawValue.padded(to: 7)
    switch content {
    case .request(let request):
      return start + " " + request.outcome.shortWord.padded(to: 10) + " "
        + (request.nanoseconds.map(Self.milliseconds) ?? "-").padded(from: 10) + " ms "
        + (request.outcome.resultBytes.map { "\(resultTokens(forBytes: $0))" } ?? "-")
        .padded(from: 6) + " tokens  " + request.words.joined(separator: "  ")
    case .notification(let direction, let method):
      return start + " " + direction.rawValue.padded(to: 40) + LogText.word(method)
    case .dropped(let count):
      return start + " \(count) log \(count == 1 ? "entry was" : "entries were")"
        + " dropped: standard error was not read in time"
    }
  }

  /// `0.412`.
  private static func milliseconds(_ nanoseconds: Int64) -> String {
    let microseconds = nanoseconds / 1000
    let fraction = String(microseconds % 1000)
    return "\(microseconds / 1000)." + String(repeating: "0", count: 3 - fraction.utf8.count)
      + fraction
  }
}

extension FinishedRequest.Outcome {
  /// The code in the place of the word `error`.
  fileprivate var shortWord: String { errorCode.map(String.init) ?? word.rawValue }
}

extension ServedRequest {
  fileprivate var words: [String] {
    var words = [what]
    switch id {
    case .string(let text): words.append("id " + LogText.word(text))
    case .integer(let text): words.append("id " + text)
    case nil: break
    }
    if let client {
      words.append(
        ([client.name] + [client.version].compactMap { $0 }).map(LogText.word).joined(
          separator: " "))
    }
    if let version { words.append(version.rawValue) }
    if let traceParent { words.append("trace " + LogText.word(traceParent)) }
    return words
  }

  private var what: String {
    guard let method else { return "(not a request)" }
    let name: String? =
      switch subject {
      case .tool(let name), .prompt(let name): name
      case .resource(let uri): uri
      case nil: nil
      }
    return ([method] + [name].compactMap { $0 }).map(LogText.word).joined(separator: " ")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - utf8.count))
  }

  fileprivate func padded(from width: Int) -> String {
    String(repeating: " ", count: max(0, width - utf8.count)) + self
  }
}
