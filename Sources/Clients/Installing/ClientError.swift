package import Diagnostics

/// Why a server was not written into a client's settings, or not removed from them.
package struct ClientError: Error, Equatable {
  package enum Reason: Sendable, Equatable {
    /// There is no such client, scope or name.
    case usage
    /// The client's file cannot be read as it is.
    case unreadable
    /// The file cannot be written.
    case unwritable
  }

  package var reason: Reason
  /// One sentence without a full stop, lower case.
  package var message: String
  package var notes: [String]
  /// What is wrong in the file, with its place.
  package var diagnostic: Diagnostic?

  init(
    _ reason: Reason, _ message: String, notes: [String] = [], diagnostic: Diagnostic? = nil
  ) {
    self.reason = reason
    self.message = message
    self.notes = notes
    self.diagnostic = diagnostic
  }

  /// Nothing of that identifier is known.
  package static func unknownClient(_ identifier: String) -> ClientError {
    ClientError(
      .usage, "there is no client '\(identifier)'",
      notes: suggestionNotes(for: identifier, among: Client.all.map(\.identifier)) + [
        "the clients are \(Client.all.map(\.identifier).joined(separator: ", "))"
      ])
  }

  static func noScope(_ scope: ClientScope, of client: Client) -> ClientError {
    let scopes = client.scopes.map { "'\($0.rawValue)'" }.joined(separator: " and ")
    return ClientError(
      .usage, "\(client.displayName) has no settings of scope '\(scope.rawValue)'",
      notes: ["it has \(scopes)"])
  }

  static func badName(_ name: String) -> ClientError {
    ClientError(
      .usage, "'\(name)' cannot be the name of a server",
      notes: [
        "allowed: lower-case letters, digits, '_' and '-'; clients drop servers of other names"
      ])
  }

  static func unreadable(_ fault: SettingsFault, in source: SourceText, of client: Client)
    -> ClientError
  {
    ClientError(
      .unreadable, "the settings of \(client.displayName) were left as they are",
      diagnostic: fault.diagnostic(in: source))
  }

  static func file(_ error: SettingsFileError) -> ClientError {
    switch error.reason {
    case .notRead(let message):
      ClientError(.unreadable, "'\(error.path)' cannot be read: \(message)")
    case .brokenLink:
      ClientError(.unreadable, "'\(error.path)' is a link that leads nowhere")
    case .notWritten(let message):
      ClientError(.unwritable, "'\(error.path)' cannot be written: \(message)")
    case .writeProtected:
      ClientError(
        .unwritable, "'\(error.path)' is write-protected; it was left as it is",
        notes: ["allow writing: chmod u+w '\(error.path)'"])
    case .changed:
      ClientError(
        .unwritable, "'\(error.path)' was changed by another program meanwhile",
        notes: ["run the command again"])
    }
  }
}
