package import Clients
package import Diagnostics

/// The entries of clients on this machine, checked one after the other.
///
/// ```swift
/// var checkup = Checkup(of: Client.all, in: environment, own: program)
/// for entry in checkup.entries { print(checkup.check(entry).findings) }
/// ```
///
/// Nothing is written anywhere.
package struct Checkup {
  package let environment: ClientEnvironment
  /// In the order of the clients and their files.
  package let entries: [ClientEntry]
  /// What is wrong with the files.
  package let diagnostics: [Diagnostic]
  private let own: OwnProgram
  private let trustsProject: Bool
  private let patience: Patience
  /// Servers that several entries start in the same way are started once.
  private var examinations: [ServerLaunch: ServerExamination] = [:]

  /// Reads the settings of the clients.
  /// - Parameters:
  ///   - own: the program that asks.
  ///   - trustsProject: whether whatever the project's settings say may be started.
  package init(
    of clients: [Client], in environment: ClientEnvironment, own: OwnProgram,
    trustsProject: Bool = false, patience: Patience = Patience()
  ) {
    self.environment = environment
    self.own = own
    self.trustsProject = trustsProject
    self.patience = patience
    var entries: [ClientEntry] = []
    var diagnostics: [Diagnostic] = []
    for client in clients {
      let read = client.entries(in: environment)
      entries += read.entries
      diagnostics += read.diagnostics
    }
    self.entries = entries
    self.diagnostics = diagnostics
  }

  /// Starts the server of an entry, if it is a handbook and the client would.
  package mutating func check(_ entry: ClientEntry) -> EntryCheck {
    EntryCheck(
      of: entry, among: entries, in: environment, own: own, trustsProject: trustsProject
    ) { launch in
      if let known = examinations[launch] { return known }
      let examination = ServerExamination(of: launch, patience: patience)
      examinations[launch] = examination
      return examination
    }
  }
}
