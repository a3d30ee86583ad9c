import Foundation

/// The built `handbook` program, run as its users run it.
package enum HandbookProgram {
  package static let path = path(of: "handbook")

  /// A program of the package lies beside the test bundle.
  private static func path(of program: String) -> String {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent(program).path
  }

  /// What a finished run has printed.
  package struct Outcome: Equatable, Sendable {
    package var output: String
    package var errors: String
    package var exitCode: Int32

    package init(output: String, errors: String, exitCode: Int32) {
      self.output = output
      self.errors = errors
      self.exitCode = exitCode
    }
  }

  /// Runs a command to its end.
  /// - Parameter program: another program of the package, on which the test's target must depend.
  package static func run(
    _ arguments: [String], program: String = "handbook", workingFolder: String = Repository.path,
    environment: [String: String] = [:], input: String = ""
  ) throws -> Outcome {
    let process = process(arguments, workingFolder, environment)
    process.executableURL = URL(fileURLWithPath: path(of: program))
    return try run(process, input: input)
  }

  private static func run(_ process: Process, input: String) throws -> Outcome {
    // Who ends without reading all is no reason to end this process.
    signal(SIGPIPE, SIG_IGN)
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    // Errors are few; they fit the pipe while the output is read.
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    let errors = try stderr.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(
      output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self), exitCode: process.terminationStatus)
  }

  /// Runs a script of the shell, in which `"$0"` is the program, to its end.
  package static func run(
    script: String, program: String = "handbook", workingFolder: String = Repository.path,
    environment: [String: String] = [:], input: String = ""
  ) throws -> Outcome {
    let process = self.process([], workingFolder, environment)
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script, path(of: program)]
    return try run(process, input: input)
  }

  fileprivate static func process(
    _ arguments: [String], _ workingFolder: String, _ environment: [String: String]
  ) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: workingFolder)
    var variables = ProcessInfo.processInfo.environment
    for name in variables.keys where name.hasPrefix("HANDBOOK_") { variables[name] = nil }
    // The user's own folder is not for tests.
    variables["HANDBOOK_CACHE"] = "off"
    process.environment = variables.merging(environment) { $1 }
    return process
  }
}

/// `handbook serve` in a process of its own, and a client that speaks to it.
package final class ServerProcess {
  package let client = WireClient()
  private let process: Process
  private let errors = Pipe()
  private var unreadErrors: [UInt8] = []

  /// - Parameter setUp: commands of the shell that the process runs before it becomes the server, such as `ulimit`.
  package init(
    _ arguments: [String] = [], workingFolder: String = Repository.path,
    environment: [String: String] = [:], setUp: String? = nil
  ) throws {
    process = HandbookProgram.process(["serve"] + arguments, workingFolder, environment)
    if let setUp {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments =
        ["-c", setUp + "; exec \"$0\" \"$@\"", HandbookProgram.path, "serve"] + arguments
    }
    process.standardInput = FileHandle(fileDescriptor: client.serverInput)
    process.standardOutput = FileHandle(fileDescriptor: client.serverOutput)
    process.standardError = errors
    try process.run()
    client.closeServerEnds()
  }

  deinit {
    if process.isRunning { process.terminate() }
  }

  package func terminate() {
    process.terminate()
  }

  package var processIdentifier: Int32 { process.processIdentifier }

  /// Sends a signal.
  package func send(_ signal: Int32) {
    kill(process.processIdentifier, signal)
  }

  /// The most memory that the process has had at a time; `nil` where the system does not say, and where a sanitizer keeps
  /// what was freed.
  package var peakMemoryBytes: Int? {
    guard Sanitizer.current == nil else { return nil }
    let path = "/proc/\(process.processIdentifier)/status"
    let status = try? String(contentsOfFile: path, encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.split(separator: " ").dropLast().last ?? "") }.map { $0 * 1024 }
  }

  /// The state of the process, such as `S` where it sleeps and `T` where it is stopped; `nil` where the system does not
  /// say.
  package var state: Character? {
    let path = "/proc/\(process.processIdentifier)/stat"
    let stat = try? String(contentsOfFile: path, encoding: .utf8)
    return stat?.split(separator: ")").last?.first { $0 != " " }
  }

  /// How long the process has worked, in clock ticks; `nil` where the system does not say.
  package var workedTicks: Int? {
    let path = "/proc/\(process.processIdentifier)/stat"
    let stat = try? String(contentsOfFile: path, encoding: .utf8)
    let fields = stat?.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12, let user = Int(fields[11]), let system = Int(fields[12]) else {
      return nil
    }
    return user + system
  }

  /// Waits for the end. What the process wrote meanwhile must have been read, or little enough.
  /// - Returns: the exit code; the negative number of the signal that ended it.
  package func waitForExit() -> Int32 {
    process.waitUntilExit()
    return process.terminationReason == .exit
      ? process.terminationStatus : -process.terminationStatus
  }

  /// The next line that it writes to standard error, waited for; `nil` at the end. Not to be mixed with `readErrors`.
  package func readErrorLine() throws -> String? {
    while true {
      if let end = unreadErrors.firstIndex(of: UInt8(ascii: "\n")) {
        defer { unreadErrors.removeSubrange(...end) }
        return String(decoding: unreadErrors[..<end], as: UTF8.self)
      }
      let chunk = errors.fileHandleForReading.availableData
      if chunk.isEmpty { return nil }
      unreadErrors += chunk
    }
  }

  /// What it wrote to standard error, once it has ended.
  package func readErrors() throws -> String {
    String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
  }
}
