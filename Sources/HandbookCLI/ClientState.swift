import Clients
import Diagnostics
import Files
import JSON

/// One file of a client, and whether this program is installed in it.
struct ClientState {
  var client: Client
  var scope: ClientScope
  var path: String
  /// The servers that are this program, by their names.
  var names: [String]
  /// Whether the file can be read as the client reads it.
  var isReadable: Bool

  /// The states of every file that a client has, or would have.
  static func all(of client: Client, in environment: ClientEnvironment) -> [ClientState] {
    let (entries, diagnostics) = client.entries(in: environment)
    return client.scopes.flatMap { scope in
      let paths = client.files(scope, in: environment)
      let existing = paths.filter { FileKind(at: $0) != nil }
      return (existing.isEmpty ? Array(paths.prefix(1)) : existing).map { path in
        ClientState(
          client: client, scope: scope, path: path,
          names: entries.filter { $0.path == path && isThisProgram($0) }.map(\.serverName),
          isReadable: !diagnostics.contains { $0.path == path && $0.severity == .error })
      }
    }
  }

  /// Whether an entry starts this program, or another copy of it.
  private static func isThisProgram(_ entry: ClientEntry) -> Bool {
    fileName(of: entry.command) == "handbook" || realPath(entry.command) == Workplace.program
  }

  var summary: String {
    guard isReadable else { return "cannot be read" }
    guard names.isEmpty else {
      return "installed as " + names.map { "'\($0)'" }.joined(separator: " and ")
    }
    return FileKind(at: path) == nil ? "no such file" : "not installed"
  }

  var json: JSONValue {
    [
      "client": .string(client.identifier), "scope": .string(scope.rawValue),
      "file": .string(path), "exists": .bool(FileKind(at: path) != nil),
      "readable": .bool(isReadable), "installed_as": .array(names.map { .string($0) }),
    ]
  }
}
