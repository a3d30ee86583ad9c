import Clients
import Diagnostics

extension Option {
  static let scope = Option(
    name: "--scope", value: "project|user",
    help: "Whose settings: the project's, the default in a git repository, or your own.")
  static let serverName = Option(
    name: "--name", value: "NAME",
    help: "How the server is called there: \(Installation.defaultName).")
  static let dryRun = Option(
    name: "--dry-run", value: nil, help: "Print the change as a diff and write nothing.")
}

extension Installation {
  /// The installation that a command line asks for.
  init(
    client identifier: String, _ options: ParsedOptions, in environment: ClientEnvironment
  ) throws(CommandError) {
    var scope: ClientScope?
    if let word = options[.scope] {
      guard let named = ClientScope(rawValue: word), named != .local else {
        throw .usage(
          "there is no scope '\(word)'",
          notes: suggestionNotes(for: word, among: ["project", "user"])
            + ["the scopes are 'project' and 'user'"])
      }
      scope = named
    }
    do throws(ClientError) {
      guard let client = Client.named(identifier) else { throw .unknownClient(identifier) }
      self = try Installation(
        client, scope: scope, name: options[.serverName] ?? Self.defaultName, in: environment)
    } catch {
      throw CommandError(error)
    }
  }
}

extension CommandError {
  init(_ error: ClientError) {
    if let diagnostic = error.diagnostic { Output.error(diagnostic.rendered) }
    let exitCode: ExitCode =
      switch error.reason {
      case .usage: .usage
      case .unreadable: .noInput
      case .unwritable: .internalError
      }
    self.init(exitCode: exitCode, message: error.message, notes: error.notes)
  }
}
