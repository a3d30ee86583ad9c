import Clients
import Diagnostics
import Doctor
import Files
import HandbookServer
import JSON

/// `handbook doctor`: starts the handbooks of the clients on this machine, or one command, and says what
/// is wrong with them.
enum DoctorCommand: Command {
  static let name = "doctor"
  static let summary =
    "Start the servers that clients are set up with, and say what is wrong with them."
  static let usage = """
    handbook doctor [CLIENT …] [--verbose | --json] [--timeout SECONDS]
           handbook doctor [--json] [--timeout SECONDS] -- COMMAND [ARGUMENT …]
    """
  static let explanation: String? = """
    The first form reads the settings of clients, in the project and in your home folder, and
    starts each handbook in them as the client would. Of what the project's settings name only
    'handbook serve' is started, unless you name the client: they may come from somebody else.
    The second form starts a command, and holds it against what each client cuts or drops.

    Nothing is written. The exit code is 0 where all is well (notes do not count), 1 where there
    are errors or warnings, and 66 where no client is set up with a handbook.
    """
  static let options = [verbose, .json, timeout]

  private static let verbose = Option(
    name: "--verbose", value: nil, help: "Show notes and everything that was measured.")
  private static let timeout = Option(
    name: "--timeout", value: "SECONDS",
    help: "How long a server may take for an answer: \(defaultTimeoutSeconds).")

  private static let defaultTimeoutSeconds = Int(Patience().answer / .seconds(1))

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let separator = words.firstIndex(of: "--")
    let options = try ParsedOptions(
      Array(words[..<(separator ?? words.endIndex)]), options: options, of: name)
    let patience = try patience(options)
    guard let separator else { return try checkClients(options, patience) }
    guard options.words.isEmpty else {
      throw .usage(
        "'\(options.words[0])' stands before '--': name clients, or a command behind '--'",
        notes: ["usage: \(usage)"])
    }
    return try examine(Array(words[(separator + 1)...]), options, patience)
  }

  private static func patience(_ options: ParsedOptions) throws(CommandError) -> Patience {
    guard let text = options[timeout] else { return Patience() }
    guard let number = Int(text), (1...3_600).contains(number) else {
      throw .usage("'\(timeout.name)' takes seconds from 1 to 3600, not '\(text)'")
    }
    return Patience(answer: .seconds(number))
  }

  // MARK: - Clients

  private static func checkClients(
    _ options: ParsedOptions, _ patience: Patience
  ) throws(CommandError) -> ExitCode {
    let clients = try clients(options.words)
    let environment = try ClientEnvironment.current()
    let home = environment.home
    var checkup = Checkup(
      of: clients, in: environment,
      own: OwnProgram(path: Workplace.program, version: HandbookServer.version),
      trustsProject: !options.words.isEmpty, patience: patience)
    let columns = EntryColumns(of: checkup.entries, home: home)
    var checks: [EntryCheck] = []
    let problems = checkup.diagnostics
    if !options.has(.json) {
      for var problem in problems {
        problem.path = shortened(problem.path, home: home)
        Output.line(problem.rendered)
      }
    }
    for entry in checkup.entries {
      let check = checkup.check(entry)
      checks.append(check)
      // One at a time: a server that hangs shows which it is.
      if !options.has(.json) {
        Output.line(check.text(columns, home: home, isVerbose: options.has(verbose)))
      }
    }
    let handbooks = checks.filter { if case .foreign = $0.state { false } else { true } }
    let count = FindingCount(
      checks.flatMap(\.findings).map(\.severity)
        + problems.map { $0.severity == .error ? .error : .warning })
    if options.has(.json) {
      let object: JSONValue = [
        "entries": .array(checks.map(\.json)), "problems": .array(problems.map(\.json)),
        "count": count.json,
      ]
      Output.json(object)
    }
    guard !handbooks.isEmpty || !problems.isEmpty else { throw nothingSetUp(clients) }
    if !options.has(.json) {
      let hint = count.notes > 0 && !options.has(verbose) ? " (--verbose shows notes)" : ""
      let number = handbooks.count
      Output.line("\(number) handbook entr\(number == 1 ? "y" : "ies"): \(count.inWords)\(hint)")
    }
    return count.isFine ? .done : .findings
  }

  private static func clients(_ names: [String]) throws(CommandError) -> [Client] {
    let identifiers = Client.all.map(\.identifier)
    for name in names where !identifiers.contains(name) {
      throw .usage(
        "there is no client '\(name)'",
        notes: suggestionNotes(for: name, among: identifiers)
          + ["the clients are \(identifiers.joined(separator: ", "))"])
    }
    return names.isEmpty ? Client.all : Client.all.filter { names.contains($0.identifier) }
  }

  private static func nothingSetUp(_ clients: [Client]) -> CommandError {
    let isOne = clients.count == 1
    return .noInput(
      isOne
        ? "\(clients[0].displayName) is set up with no handbook"
        : "no client is set up with a handbook",
      notes: [
        "'handbook install \(isOne ? clients[0].identifier : "CLIENT")' sets "
          + (isOne ? "it up" : "one up"),
        "'handbook doctor -- COMMAND' examines a server without a client",
      ])
  }

  // MARK: - A command

  private static func examine(
    _ command: [String], _ options: ParsedOptions, _ patience: Patience
  ) throws(CommandError) -> ExitCode {
    guard let program = command.first else {
      throw .usage("which command?", notes: ["usage: \(usage)"])
    }
    let examination = ServerExamination(
      of: ServerLaunch(program, Array(command.dropFirst())), patience: patience)
    let report = CommandReport(examination, named: fileName(of: program))
    if options.has(.json) { Output.json(report.json) } else { Output.line(report.text) }
    return report.count.isFine ? .done : .findings
  }
}
