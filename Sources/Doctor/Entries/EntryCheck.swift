package import Clients
import Diagnostics
import Files

/// An entry of a client's settings, and what came of starting it as the client would.
package struct EntryCheck: Sendable {
  package enum State: Sendable {
    case examined(ServerExamination)
    /// Switched off in the client.
    case disabled
    /// Another entry of that client has the same name and goes before.
    case overridden(by: ClientEntry)
    /// A project's settings may name any program: see `ClientEntry.isHarmless`.
    case untrusted
    /// A server of somebody else, which is not started.
    case foreign
  }

  package let entry: ClientEntry
  package let state: State
  /// The worst first.
  package let findings: [Finding]

  package var examination: ServerExamination? {
    if case .examined(let examination) = state { examination } else { nil }
  }

  /// - Parameters:
  ///   - all: the entries of every client, this one among them.
  ///   - own: the program that asks.
  ///   - trustsProject: whether whatever a project's settings say may be started.
  ///   - examine: starts a server.
  init(
    of entry: ClientEntry, among all: [ClientEntry], in environment: ClientEnvironment,
    own: OwnProgram, trustsProject: Bool, examine: (ServerLaunch) -> ServerExamination
  ) {
    self.entry = entry
    guard entry.isHandbook(in: environment) else {
      (state, findings) = (.foreign, [])
      return
    }
    if let winner = entry.overriding(among: all) {
      state = .overridden(by: winner)
      findings = entry.isSame(as: winner) ? [] : [Self.differentFinding]
      return
    }
    guard entry.isEnabled else {
      state = .disabled
      findings = [Finding(.note, "switched off in \(entry.client.displayName)")]
      return
    }
    guard trustsProject || entry.isHarmless(in: environment, own: own) else {
      state = .untrusted
      findings = [
        Finding(
          .note, "not started: the settings of a project may name any program",
          "look at the entry; 'handbook doctor \(entry.client.identifier)' starts it")
      ]
      return
    }
    let (launch, environmentFindings) = entry.launch(in: environment)
    let examination = examine(launch)
    state = .examined(examination)
    findings =
      (environmentFindings + entry.commandFindings + examination.findings()
      + entry.toolFindings(examination) + entry.programFindings(examination, version: own.version)
      + entry.limitFindings(examination)).unique.worstFirst
  }
}

extension EntryCheck {
  private static let differentFinding = Finding(
    .warning, "it is not the same as the one that goes before",
    "remove one of them, or give it another name")
}

/// The program that asks.
package struct OwnProgram: Sendable {
  /// Its file, links resolved.
  package var path: String
  package var version: String

  package init(path: String, version: String) {
    self.path = path
    self.version = version
  }
}

extension ClientEntry {
  /// Whether the entry is meant to start a handbook: by its name, or by the file of its program.
  func isHandbook(in environment: ClientEnvironment) -> Bool {
    serverName == "handbook"
      || launch(in: environment).launch.programFile.map(fileName(of:)) == "handbook"
      || fileName(of: command) == "handbook"
  }

  var limits: ClientLimits? { ClientLimits.of(client.identifier) }

  /// The entry that the client takes in place of this one: the user's own for a project goes before
  /// the project's, which goes before the user's for every project.
  fileprivate func overriding(among all: [ClientEntry]) -> ClientEntry? {
    if limits?.keepsScopesApart == true { return nil }
    let ranks: [ClientScope] = [.local, .project, .user]
    func rank(_ entry: ClientEntry) -> Int { ranks.firstIndex(of: entry.scope) ?? ranks.count }
    return all.filter {
      $0.client == client && $0.serverName == serverName && rank($0) < rank(self)
    }.min { rank($0) < rank($1) }
  }

  /// Whether both start the same.
  fileprivate func isSame(as other: ClientEntry) -> Bool {
    command == other.command && arguments == other.arguments && environment == other.environment
      && isEnabled == other.isEnabled
  }

  /// File and line, the home folder as `~`.
  package func place(home: String) -> String {
    "\(shortened(path, home: home)):\(position.line)"
  }
}

/// A path with the home folder as `~`.
package func shortened(_ path: String, home: String) -> String {
  guard path.utf8.starts(with: home.utf8), home != "/" else { return path }
  let rest = path.utf8.dropFirst(home.utf8.count)
  return rest.first == UInt8(ascii: "/") ? "~" + String(Substring(rest)) : path
}
