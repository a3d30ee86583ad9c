import Diagnostics
import HandbookServer

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The `handbook` program: finds the command, runs it, turns its outcome into an exit code.
enum Program {
  /// Every command, in the order of the help page.
  static var commands: [any Command.Type] {
    [
      ServeCommand.self, CallCommand.self, ToolsCommand.self, ModesCommand.self, SkillsCommand.self,
      CheckCommand.self, TestCommand.self, ReplayCommand.self, StatsCommand.self,
      InstallCommand.self, UninstallCommand.self, DoctorCommand.self, BundleCommand.self,
      NewCommand.self, LimitsCommand.self, VersionCommand.self, HelpCommand.self,
    ]
  }

  /// Runs the program.
  /// - Parameter words: the arguments without the program's own name.
  static func run(_ words: [String]) -> ExitCode {
    AddressSpace.useSparinglyWhereLimited()
    StandardDescriptors.fillGaps()
    // A file that reaches the size limit of the process is an error of writing, and no reason to end.
    signal(SIGXFSZ, SIG_IGN)
    let exitCode: ExitCode
    do throws(CommandError) {
      exitCode = try runCommand(words)
    } catch {
      Output.error("handbook: \(error.message)")
      for note in error.notes { Output.error(note) }
      return error.exitCode
    }
    guard let problem = Output.failureMessage else { return exitCode }
    Output.error("handbook: the result could not be written: \(problem)")
    return .outputFailed
  }

  private static func runCommand(_ words: [String]) throws(CommandError) -> ExitCode {
    guard let first = words.first else {
      Output.error(HelpCommand.overview)
      return .usage
    }
    let aliases = ["--help": "help", "-h": "help", "--version": "version"]
    let name = aliases[first] ?? first
    guard let command = commands.first(where: { $0.name == name }) else {
      throw .usage(
        "there is no command '\(first)'",
        notes: suggestionNotes(for: first, among: commands.map { $0.name })
          + ["'handbook help' lists the commands"])
    }
    let rest = Array(words.dropFirst())
    if command.takesHelpOption, rest.contains("--help") || rest.contains("-h") {
      Output.line(HelpCommand.page(of: command))
      return .done
    }
    return try command.run(rest)
  }
}

/// One command of the program.
protocol Command {
  static var name: String { get }
  /// One short imperative sentence.
  static var summary: String { get }
  /// The line after `usage: `.
  static var usage: String { get }
  /// What the help page says between usage and options; `nil` where the summary says it all.
  static var explanation: String? { get }
  /// The options besides the common ones, with their help.
  static var options: [Option] { get }
  /// Whether `--help` among its words always asks for its help page.
  static var takesHelpOption: Bool { get }

  static func run(_ words: [String]) throws(CommandError) -> ExitCode
}

extension Command {
  static var explanation: String? { nil }
  static var options: [Option] { [] }
  static var takesHelpOption: Bool { true }
}

/// How the process ended: design section 8, and the BSD conventions of `sysexits.h`.
struct ExitCode: RawRepresentable, Equatable {
  let rawValue: Int32

  static let done = ExitCode(rawValue: 0)
  /// A check or a test found something.
  static let findings = ExitCode(rawValue: 1)
  /// The tool answered with an error.
  static let toolError = ExitCode(rawValue: 5)
  /// EX_USAGE.
  static let usage = ExitCode(rawValue: 64)
  /// EX_NOINPUT: nothing to read.
  static let noInput = ExitCode(rawValue: 66)
  /// EX_SOFTWARE.
  static let internalError = ExitCode(rawValue: 70)
  /// EX_IOERR: results could not be written.
  static let outputFailed = ExitCode(rawValue: 74)
}

/// Why a command ended early.
struct CommandError: Error, Equatable {
  var exitCode: ExitCode
  var message: String
  /// Lines that help.
  var notes: [String]

  static func usage(_ message: String, notes: [String] = []) -> CommandError {
    CommandError(exitCode: .usage, message: message, notes: notes)
  }

  static func noInput(_ message: String, notes: [String] = []) -> CommandError {
    CommandError(exitCode: .noInput, message: message, notes: notes)
  }

  static func toolError(_ message: String) -> CommandError {
    CommandError(exitCode: .toolError, message: message, notes: [])
  }
}
