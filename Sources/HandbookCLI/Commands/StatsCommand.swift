import Diagnostics
import Files
import JSON
import Statistics

/// `handbook stats FILE…`: how a server was used, from recordings and logs.
enum StatsCommand: Command {
  static let name = "stats"
  static let summary = "Summarise recordings and logs: calls, errors, durations, tokens."
  static let usage = "handbook stats FILE… [--json]"
  static let options = [Option.json]

  /// Long sessions of large answers.
  private static let maximumFileBytes = 512 << 20
  /// In the place of a file: what is piped in.
  private static let standardInput = "-"

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name)
    guard !options.words.isEmpty else {
      throw .usage(
        "which recording or log?",
        notes: [
          "usage: \(usage)",
          "'handbook serve --record FILE' makes a recording, 'handbook serve --log json' a log; - reads standard input",
        ])
    }
    guard options.words.count(where: { $0 == standardInput }) <= 1 else {
      throw .usage("standard input can be read once")
    }
    var reader = UsageReader()
    for path in options.words { reader.read(try source(path)) }
    guard reader.diagnostics.isEmpty else {
      for diagnostic in reader.diagnostics { Output.error(diagnostic.rendered) }
      throw .noInput("there is nothing to summarise in what cannot be read")
    }
    let summary = UsageSummary(reader.usage)
    if options.has(.json) { Output.json(summary.json) } else { Output.line(summary.text) }
    return .done
  }

  private static func source(_ path: String) throws(CommandError) -> SourceText {
    do throws(FileError) {
      if path == standardInput {
        return SourceText(
          path: "standard input", bytes: try StandardInput.read(maximumBytes: maximumFileBytes))
      }
      return SourceText(
        path: path, bytes: try FileContents.read(path, maximumBytes: maximumFileBytes))
    } catch {
      throw .noInput("a file cannot be read: \(error)")
    }
  }
}
