import Clients
import Diagnostics

/// `handbook uninstall CLIENT`: takes this server out of the settings of a client.
enum UninstallCommand: Command {
  static let name = "uninstall"
  static let summary = "Take this server out of the settings of a client."
  static let usage =
    "handbook uninstall CLIENT [--scope project|user] [--name NAME] [--dry-run] [--json]"
  static let options: [Option] = [.scope, .serverName, .dryRun, .json]

  static func run(_ words: [String]) throws(CommandError) -> ExitCode {
    let options = try ParsedOptions(words, options: options, of: name)
    guard options.words.count == 1 else {
      throw .usage(
        options.words.isEmpty ? "which client?" : "one client at a time",
        notes: ["usage: \(usage)", "'handbook install' lists the clients"])
    }
    let environment = try ClientEnvironment.current()
    let installation = try Installation(client: options.words[0], options, in: environment)
    let change: ClientChange
    do throws(ClientError) {
      change = try installation.uninstalling()
    } catch {
      throw CommandError(error)
    }
    let report = ClientChangeReport(
      change: change, environment: environment, isDryRun: options.has(.dryRun))
    try report.run(options, next: nil, notes: otherPlaces(of: installation, change, environment))
    return .done
  }

  /// Where else the client has a server of the name, if it was not where it was looked for.
  private static func otherPlaces(
    of installation: Installation, _ change: ClientChange, _ environment: ClientEnvironment
  ) -> [String] {
    guard change.kind == .unchanged else { return [] }
    return installation.client.entries(in: environment).entries
      .filter { $0.serverName == installation.name && $0.scope != .local }
      .map {
        "'\($0.serverName)' is in \(environment.shown($0.path)): add --scope \($0.scope.rawValue)"
      }
  }
}
