package import Diagnostics

/// A server that a client would start, as its settings describe it.
package struct ClientEntry: Sendable, Equatable {
  package var client: Client
  package var scope: ClientScope
  /// The file that says so, by absolute path.
  package var path: String
  package var serverName: String
  /// The program, references to variables replaced.
  package var command: String
  package var arguments: [String]
  /// What is added to the client's own environment.
  package var environment: [String: String]
  /// A file of more variables, where the client reads one.
  package var environmentFile: String?
  /// `nil` where the client chooses, which mostly is the project's folder.
  package var workingFolder: String?
  package var isEnabled: Bool
  /// The only tools that the client offers; `nil` where it offers all.
  package var includedTools: [String]?
  /// Tools that it does not offer.
  package var excludedTools: [String]
  /// How long the server may take to start, where the entry says so.
  package var startupTimeout: Duration?
  /// References to variables that are not set, as written.
  package var unresolvedVariables: [String]
  /// Where the server's name stands in the file.
  package var position: SourcePosition
  /// The line that the name stands in.
  package var sourceLine: String?

  /// Something to say about the entry, with its place.
  package func diagnostic(
    _ severity: Diagnostic.Severity, _ message: String, notes: [String] = []
  ) -> Diagnostic {
    Diagnostic(
      severity, message, path: path, position: position, notes: notes, sourceLine: sourceLine)
  }
}
