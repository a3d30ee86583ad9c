/// A program that starts MCP servers: where its settings lie and how it names a server in them.
///
/// ```swift
/// let cursor = Client.named("cursor")!
/// let (entries, diagnostics) = cursor.entries(in: environment)
/// ```
package struct Client: Sendable {
  /// As it is written on the command line: `claude-code`.
  package let identifier: String
  /// As its makers write it: `Claude Code`.
  package let displayName: String
  package let format: SettingsFormat
  /// Where the table of servers stands in a file. Entries are written below the first path, unless a file has
  /// one of the others.
  let serverPaths: [[String]]
  /// How an entry is written.
  let shape: EntryShape
  /// What strings of an entry may refer to.
  let variables: VariableSyntax
  let locations: [Location]
  /// What the user does once a server is installed, a sentence for each scope.
  package let nextStep: @Sendable (ClientScope) -> String

  /// The files of a scope.
  struct Location: Sendable {
    var scope: ClientScope
    /// Every file that the client reads, by absolute path. A new one is made under the first name.
    var files: @Sendable (ClientEnvironment) -> [String]

    init(_ scope: ClientScope, _ files: @escaping @Sendable (ClientEnvironment) -> [String]) {
      self.scope = scope
      self.files = files
    }
  }

  /// The client of that identifier.
  package static func named(_ identifier: String) -> Client? {
    all.first { $0.identifier == identifier }
  }

  /// The scopes that entries can be written to.
  package var scopes: [ClientScope] { locations.map(\.scope) }

  /// Every file of a scope that the client reads, by absolute path; none where it has no such scope. They need
  /// not exist.
  package func files(_ scope: ClientScope, in environment: ClientEnvironment) -> [String] {
    locations.first { $0.scope == scope }?.files(environment) ?? []
  }
}

extension Client: Equatable {
  package static func == (left: Client, right: Client) -> Bool {
    left.identifier == right.identifier
  }
}

extension Client {
  /// Where the servers of a file stand: the longest of the paths at which there is a table of servers, else the
  /// first. Version 2 of OpenCode has them one level deeper, where version 1 may have a server named `servers`.
  func tablePath(in root: SettingsNode) -> [String] {
    serverPaths.dropFirst().last { path in
      guard let members = root[path: path]?.members else { return false }
      return !members.contains { $0.key == "command" || $0.key == "type" || $0.key == "enabled" }
    } ?? serverPaths[0]
  }
}
