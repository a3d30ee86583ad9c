import Diagnostics
import Files
import HandbookServer
import JSON
import Processes
import Recording

/// `handbook replay FILE`: a recorded session, run again.
enum ReplayCommand: Command {
  static let name = "replay"
  static let summary = "Run a recorded session again and show what differs."
  static let usage =
    "handbook replay FILE [--root DIR] [--handbook DIR] [--skills DIR] [--ignore POINTER …] [--json]"
  static let options = Option.places + [ignore, .json]

  private static let ignore = Option(
    name: "--ignore", value: "POINTER",
    help: "Do not compare this part of messages, such as /result/tools/*/title or /**/hash.",
    isRepeatable: true)

  /// Long sessions of large answers.
  private static let maximumFileBytes = 512 << 20

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name)
    guard options.words.count == 1 else {
      throw .usage(
        options.words.isEmpty ? "which recording?" : "one recording at a time",
        notes: ["usage: \(usage)", "'handbook serve --record FILE' makes one"])
    }
    let ignored = try patterns(options.all(ignore))
    let path = options.words[0]
    let recording = try read(path)
    let workplace = try Workplace(options)
    let redactor = Workplace.redactor(for: try workplace.equipment().toolbox)
    var reports: [ReplayReport] = []
    for session in recording.sessions {
      do throws(ChildProcess.StartError) {
        let server = try ChildProcess(
          [Workplace.program] + workplace.serverArguments + LogSettings.off)
        var replay = Replay(of: session, redactor, ignoring: ignored)
        reports.append(replay.run(on: server))
      } catch {
        throw CommandError(
          exitCode: .internalError, message: "the server does not start: \(error)", notes: [])
      }
    }
    let summary = ReplaySummary(path: path, notes: recording.notes, reports: reports)
    if options.has(.json) { Output.json(summary.json) } else { Output.line(summary.text) }
    return summary.isSame ? .done : .findings
  }

  private static func patterns(_ texts: [String]) throws(CommandError) -> [PointerPattern] {
    var patterns: [PointerPattern] = []
    for text in texts {
      guard let pattern = PointerPattern(text) else {
        throw .usage(
          "'\(text)' is no JSON pointer",
          notes: ["a pointer begins with '/': /result/tools/*/title; '**' is any number of steps"])
      }
      patterns.append(pattern)
    }
    return patterns
  }

  private static func read(_ path: String) throws(CommandError) -> Recording {
    let recording: Recording
    do throws(FileError) {
      let bytes = try FileContents.read(path, maximumBytes: maximumFileBytes)
      recording = Recording(SourceText(path: path, bytes: bytes))
    } catch {
      throw .noInput("the recording cannot be read: \(error)")
    }
    guard recording.diagnostics.isEmpty else {
      for diagnostic in recording.diagnostics { Output.error(diagnostic.rendered) }
      throw .noInput("the recording '\(path)' is damaged")
    }
    guard recording.sessions.contains(where: { !$0.entries.isEmpty }) else {
      throw .noInput("the recording '\(path)' holds no messages", notes: recording.notes)
    }
    return recording
  }
}
