package import Diagnostics
package import HandbookModel
package import JSONRPC
package import MCP
import Skills
import Toolbox

/// The handbook as an MCP server: tools, resources, prompts and completions over one host.
package final class HandbookServer: Sendable {
  /// The version of the program.
  package static let version = "0.1.0"
  /// What it is, in one sentence.
  package static let summary = "Answers from a company handbook: search, pages, and facts as data."

  private let host: HandbookHost
  private let modes = SessionModes()
  private let server: MCPServer
  private let log: @Sendable (String) -> Void

  /// - Parameter log: gets one line for each fault of the server's own.
  package init(host: HandbookHost, log: @escaping @Sendable (String) -> Void) {
    self.host = host
    self.log = log
    server = MCPServer(
      Implementation(
        name: "handbook", version: Self.version, title: "Handbook",
        description: Self.summary,
        instructions: Instructions.text(
          hasModes: host.equipment.toolbox.modes.contains(where: \.isAvailable))),
      features: Features(
        tools: ToolFeature(host: host, modes: modes),
        resources: ResourceFeature(host: host),
        completion: CompletionFeature(host: host),
        prompts: PromptFeature(host: host),
        extensions: [.skills(host)],
        isReady: { host.isReady }, whenReady: { host.whenReady($0, $1) },
        firstIdle: { host.start() }),
      log: log)
    modes.onChange { [server] in server.toolsListChangedInSession() }
  }

  /// A connection that serves when its `run` is called.
  /// - Parameters:
  ///   - tap: is shown every line that is read or written.
  ///   - observer: is told of every request that is done with.
  package func connect(
    input: Int32, output: Int32, tap: JSONRPC.Connection.Tap? = nil,
    observer: MCPServer.Observer? = nil
  ) -> JSONRPC.Connection {
    server.connect(input: input, output: output, tap: tap, observer: observer)
  }

  /// Serves the folders as they change, from the first reading on, and tells those who subscribed; to be called
  /// before anything is served.
  /// - Parameters:
  ///   - cache: where the index of a large handbook is kept.
  ///   - report: takes what is wrong with pages, taxonomy and skills at first, and what becomes wrong with any
  ///     file later.
  package func follow(
    _ folders: ServedFolders, cache: IndexCache? = nil,
    report: @escaping @Sendable ([Diagnostic]) -> Void
  ) {
    host.onFirstReading(
      .init(
        look: {
          // What is read is what is found at its first look: no change falls between the two.
          let reloader = Reloader(
            folders, self.host, cache: cache, announce: self.announce, report: report)
          reloader.start()
          return reloader.firstTree
        },
        after: { handbook in
          switch handbook {
          case .success(let handbook):
            report(handbook.diagnostics + self.host.equipment.shelf.library.diagnostics)
          case .failure(let error):
            self.log("\(error)")
          }
        }))
  }

  private func announce(from old: HandbookHost.Served?, to new: HandbookHost.Served) {
    let changes = ServedChanges(from: old, to: new, modes: modes.names)
    if changes.haveToolsChanged { server.toolsListChanged() }
    if changes.havePromptsChanged { server.promptsListChanged() }
    if changes.haveResourcesChanged { server.resourcesListChanged() }
    if changes.haveContentsChanged { server.resourcesUpdated(where: changes.isAffected) }
  }
}
