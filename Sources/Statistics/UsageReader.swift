package import Diagnostics
import JSON
import Recording

/// Reads recordings (`serve --record`) and logs (`serve --log json`, other lines among them), told apart by their
/// first line.
package struct UsageReader: Sendable {
  package private(set) var usage = Usage()
  /// Errors, in the order of the files and lines.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The sessions of the logs: several files may be parts of one.
  private var logSessions: Set<String> = []

  package init() {}

  /// Takes in a file.
  package mutating func read(_ source: SourceText) {
    if Recording.isRecording(source) {
      let recording = Recording(source)
      diagnostics += recording.diagnostics
      usage.append(Usage(of: recording))
      return
    }
    let log = LogReader(source)
    diagnostics += log.diagnostics
    usage.append(log.usage)
    usage.sessionCount += log.sessions.subtracting(logSessions).count
    logSessions.formUnion(log.sessions)
    if log.entryCount == 0, log.diagnostics.isEmpty { diagnostics.append(.neither(source)) }
  }
}

extension Diagnostic {
  fileprivate static func neither(_ source: SourceText) -> Diagnostic {
    Diagnostic(
      .error, "this is neither a recording nor a log", in: source,
      at: SourcePosition(line: 1, column: 1),
      notes: [
        "'handbook serve --record FILE' makes a recording, and '--log json' a log; '--log text' is for people alone"
      ])
  }
}
