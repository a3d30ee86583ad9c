import Diagnostics
import HandbookModel
import HandbookServer
import JSONRPC
import Logging
import Recording
import Skills
import Threads
import Toolbox

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `handbook serve`: MCP over standard input and output.
enum ServeCommand: Command {
  static let name = "serve"
  static let summary = "Serve MCP (JSON-RPC 2.0) over standard input and output."
  static let usage = "handbook serve [OPTIONS]"
  static let options = Option.serving + [record] + LogSettings.options

  private static let record = Option(
    name: "--record", value: "FILE",
    help: "Append the session to this file, for 'handbook replay'; secrets are left out.")

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name)
    try options.rejectWords(of: name, usage: usage)
    let settings = try LogSettings(options)
    let workplace = try Workplace(options)
    let output = try takeOverStandardOutput()
    holdBackSignals()
    let equipment = try workplace.equipment()
    let toolbox = equipment.toolbox
    // Whatever is said goes through it, so that lines do not mix and a full pipe holds up nobody.
    let log = Log(settings.format ?? .text, level: settings.level, descriptor: STDERR_FILENO)
    let say: @Sendable (String) -> Void = { log.write($0.escapingInvisibleCharacters) }
    for diagnostic in toolbox.diagnostics { say(diagnostic.rendered) }
    let cache = IndexCache.ofUser { say("handbook: \($0)") }
    let host = workplace.host(
      equipment, cache: cache, progress: isatty(STDERR_FILENO) == 1 ? ReadingProgress() : nil)
    let server = HandbookServer(host: host) { say("handbook: \($0)") }
    server.follow(workplace.folders, cache: cache) { diagnostics in
      for diagnostic in diagnostics { say(diagnostic.rendered) }
    }
    let recorder = options[record].map { path in
      Recorder(
        path: path, server: "handbook", version: HandbookServer.version,
        Workplace.redactor(for: toolbox)
      ) { say("handbook: \($0)") }
    }
    let connection = server.connect(
      input: STDIN_FILENO, output: output, tap: recorder?.tap,
      observer: settings.format.map { _ in log.observer })
    if isatty(STDIN_FILENO) == 1 { greet(workplace, toolbox, to: say) }
    let isStarted =
      connection.start()
      && startThread {
        connection.finish()
        recorder?.finish()
        var exitCode = ExitCode.done
        if let number = connection.outputFailure {
          let problem = String(cString: strerror(number)).lowercased()
          say("handbook: the answers could not be written: \(problem)")
          exitCode = .outputFailed
        }
        log.finish()
        exit(exitCode.rawValue)
      }
    guard isStarted else {
      throw CommandError(
        exitCode: .internalError, message: "there is no thread left to serve with", notes: [])
    }
    waitForSignal()
    connection.stop()
    while true { pause() }  // `finish` ends the process once everything is answered
  }

  /// Keeps the real standard output for the protocol and sends whatever else is printed to standard error.
  private static func takeOverStandardOutput() throws(CommandError) -> Int32 {
    // A reader that goes away is an error of writing.
    signal(SIGPIPE, SIG_IGN)
    guard StandardDescriptors.canWriteOutput else {
      throw CommandError(
        exitCode: .outputFailed, message: "standard output is closed: there is nobody to answer",
        notes: [])
    }
    let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard output >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else {
      throw CommandError(
        exitCode: .outputFailed,
        message: "standard output cannot be used: \(String(cString: strerror(errno)).lowercased())",
        notes: [])
    }
    return output
  }

  /// The signals that ask to end, blocked in every thread, so that they are waited for and interrupt nothing.
  private static func holdBackSignals() {
    var signals = endingSignals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  private static func waitForSignal() {
    var signals = endingSignals
    var received: Int32 = 0
    sigwait(&signals, &received)
  }

  private static var endingSignals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&signals, signal) }
    return signals
  }

  /// What a person at a terminal wants to know.
  private static func greet(
    _ workplace: Workplace, _ toolbox: Toolbox, to say: (String) -> Void
  ) {
    let tools = toolbox.tools.filter { $0.isServed && $0.isListed }.map(\.name)
    say(
      """
      handbook \(HandbookServer.version) serves '\(workplace.handbook)' over MCP on standard input and output.
      Tools: \(tools.joined(separator: ", "))
      It waits for JSON-RPC messages, one a line; agents start it by themselves. Ctrl-D or Ctrl-C stops it.
      To ask something from the shell: handbook call search --query 'small teams'
      """)
  }
}
