import Clients
import Diagnostics
import Doctor
import Files
import HandbookServer
import JSON
import Toolbox

/// `handbook install [CLIENT]`: writes this server into the settings of a client.
enum InstallCommand: Command {
  static let name = "install"
  static let summary = "Write this server into the settings of a client; without one, list them."
  static let usage = """
    handbook install
           handbook install CLIENT [--scope project|user] [--name NAME] [--dry-run] [--json]
                            [--root DIR] [--handbook DIR] [--skills DIR] [-- SERVE OPTIONS …]
    """
  static let options = [.scope, .serverName, .dryRun, .json] + Option.places

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let end = words.firstIndex(of: "--") ?? words.endIndex
    let options = try ParsedOptions(Array(words[..<end]), options: options, of: name)
    let environment = try ClientEnvironment.current()
    guard let identifier = options.words.first else {
      try list(options, environment)
      return .done
    }
    guard options.words.count == 1 else {
      throw .usage(
        "one client at a time", notes: ["options of 'serve' stand behind '--'", "usage: \(usage)"])
    }
    let installation = try Installation(client: identifier, options, in: environment)
    let workplace = try Workplace(options)
    let toolbox = try workplace.equipment().toolbox
    let command =
      workplace.serverCommand
      + (try serveArguments(Array(words[end...].dropFirst()), toolbox))
    let server = ServerCommand(program: command[0], arguments: Array(command.dropFirst()))
    let change: ClientChange
    do throws(ClientError) {
      change = try installation.installing(server)
    } catch {
      throw CommandError(error)
    }
    let report = ClientChangeReport(
      change: change, environment: environment, isDryRun: options.has(.dryRun))
    try report.run(
      options, next: installation.client.nextStep(installation.scope),
      notes: nameNotes(installation, toolbox))
    return .done
  }

  /// The words behind `--`, which `serve` must understand; paths among them made absolute.
  private static func serveArguments(
    _ words: [String], _ toolbox: Toolbox
  ) throws(CommandError) -> [String] {
    let parsed = try ParsedOptions(words, options: ServeCommand.options, of: ServeCommand.name)
    try CeilingOptions(parsed).check(against: toolbox)
    guard parsed.words.isEmpty else {
      throw .usage("'serve' takes no argument '\(parsed.words[0])'")
    }
    if let place = Option.places.first(where: { parsed[$0] != nil }) {
      throw .usage("'\(place.name)' stands before '--'")
    }
    var arguments: [String] = []
    for option in ServeCommand.options {
      for value in parsed[option].map({ [$0] }) ?? parsed.all(option) {
        let isPath = option.value == "FILE" || option.value == "DIR"
        arguments += [option.name, isPath ? join(realPath(".") ?? "", value) : value]
      }
      if parsed.has(option) { arguments.append(option.name) }
    }
    return arguments
  }

  /// Which tools the client would leave out or rename because of the server's name; `doctor` says the rest.
  private static func nameNotes(_ installation: Installation, _ toolbox: Toolbox) -> [String] {
    guard let limits = ClientLimits.of(installation.client.identifier) else { return [] }
    let length = limits.toolNames.length
    let long = toolbox.tools.filter(\.isServed).map(\.name).filter {
      limits.toolNames.shown($0, of: installation.name).count > length.value
    }
    guard !long.isEmpty else { return [] }
    return [
      "\(limits.displayName) takes names of at most \(length.value) characters, with the server's name in them, "
        + "and \(length.effect) beyond: \(long.joined(separator: ", ")); choose a shorter --name."
    ]
  }

  // MARK: - The list

  private static func list(
    _ options: ParsedOptions, _ environment: ClientEnvironment
  ) throws(CommandError) {
    for option in [Option.scope, .serverName] where options[option] != nil {
      throw .usage("'\(option.name)' needs a client", notes: ["usage: \(usage)"])
    }
    let states = Client.all.flatMap { ClientState.all(of: $0, in: environment) }
    defer {
      for diagnostic in Client.all.flatMap({ $0.entries(in: environment).diagnostics }) {
        Output.error(diagnostic.rendered)
      }
    }
    guard !options.has(.json) else {
      Output.json(JSONValue.array(states.map(\.json)))
      return
    }
    let shown = states.map { (state: $0, path: environment.shown($0.path)) }
    let width = shown.map { $0.path.count }.max() ?? 0
    for client in Client.all {
      Output.line("\(client.identifier) (\(client.displayName))")
      for (state, path) in shown where state.client == client {
        let scope = state.scope.rawValue + (state.scope == .user ? "   " : "")
        let padding = String(repeating: " ", count: width - path.count + 2)
        Output.line("  \(scope)  \(path)\(padding)\(state.summary)")
      }
    }
  }
}
