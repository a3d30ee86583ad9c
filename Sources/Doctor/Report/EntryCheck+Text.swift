package import Clients
import Diagnostics

extension EntryCheck {
  /// What came of it in one line.
  package func overview(home: String) -> String {
    switch state {
    case .examined(let examination):
      let worst = findings.map(\.severity).max() ?? .note
      let verdict = worst == .note ? "ok" : worst.rawValue
      return "\(verdict): \(examination.overview ?? "cannot be used")"
    case .disabled: return "switched off"
    case .overridden(let winner): return "not used, \(winner.place(home: home)) goes before"
    case .untrusted: return "not started; 'handbook doctor \(entry.client.identifier)' starts it"
    case .foreign: return "another server, not started"
    }
  }

  /// The overview, and below it what there is to say.
  /// - Parameters:
  ///   - columns: the widths for the names of clients, places and names of servers.
  ///   - isVerbose: whether notes and everything that was measured belong to it.
  package func text(_ columns: EntryColumns, home: String, isVerbose: Bool) -> String {
    var lines = [
      (columns.row(entry, home: home) + overview(home: home)).escapingHiddenCharacters
    ]
    if isVerbose { lines += (examination?.details ?? []).map { "  " + $0 } }
    for finding in findings where isVerbose || finding.severity > .note {
      lines += finding.lines.map { "  " + $0 }
    }
    return lines.joined(separator: "\n")
  }
}

/// Where the columns of a list of entries end.
package struct EntryColumns {
  private let clientWidth: Int
  private let placeWidth: Int
  private let serverWidth: Int

  package init(of entries: [ClientEntry], home: String) {
    clientWidth = entries.map(\.client.displayName.count).max() ?? 0
    placeWidth = entries.map { $0.place(home: home).count }.max() ?? 0
    serverWidth = entries.map(\.serverName.count).max() ?? 0
  }

  func row(_ entry: ClientEntry, home: String) -> String {
    entry.client.displayName.padded(to: clientWidth + 2)
      + entry.place(home: home).padded(to: placeWidth + 2)
      + entry.serverName.padded(to: serverWidth + 2)
  }
}
