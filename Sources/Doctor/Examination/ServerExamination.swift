import MCP
package import MCPClient

/// What a server shows of itself in both eras of the protocol.
///
/// ```swift
/// let examination = ServerExamination(of: ServerLaunch("/path/to/handbook", ["serve"]))
/// examination.best?.tools?.items.count  // 11
/// examination.findings()                // []
/// ```
package struct ServerExamination: Sendable {
  package let launch: ServerLaunch
  let patience: Patience
  /// Why there was nothing to start.
  package private(set) var startFailure: ServerFailure?
  /// One for each era, newest first; none where there was nothing to start.
  package private(set) var eras: [EraExamination] = []

  /// Starts the server once for each era.
  package init(of launch: ServerLaunch, patience: Patience = Patience()) {
    self.launch = launch
    self.patience = patience
    do throws(ServerFailure) {
      let command = try launch.command()
      eras = [ProtocolVersion.july2026, .newestLegacy].map {
        EraExamination(command, of: launch, $0, patience)
      }
    } catch {
      startFailure = error
    }
    // What is there and executable may still be no program for this machine.
    if let failure = eras.first?.failure, failure.reason == .cannotStart {
      (startFailure, eras) = (failure, [])
    }
  }

  /// The newest era that the server speaks.
  package var best: EraExamination? { eras.first(where: \.isSpoken) }

  /// The longer of the start times.
  package var startTime: Duration? { eras.compactMap(\.startTime).max() }
}
