import HandbookModel
package import JSONRPC
package import MCP
import Skills
package import Toolbox

/// The handbook as an MCP server: tools, resources and completions over one host.
package final class HandbookServer: Sendable {
  /// The version of the program.
  package static let version = "0.1.0"
  /// What it is, in one sentence.
  package static let summary = "Answers from a company handbook: search, pages, and facts as data."

  private let host: HandbookHost
  private let server: MCPServer

  /// - Parameter log: gets one line for each fault of the server's own.
  package init(
    toolbox: Toolbox, shelf: SkillShelf, host: HandbookHost,
    log: @escaping @Sendable (String) -> Void
  ) {
    self.host = host
    server = MCPServer(
      Implementation(
        name: "handbook", version: Self.version, title: "Handbook",
        description: Self.summary,
        instructions: Instructions.text),
      features: Features(
        tools: ToolFeature(toolbox, host: host),
        resources: ResourceFeature(host: host, shelf: shelf),
        completion: CompletionFeature(host: host, shelf: shelf),
        prompts: PromptFeature(shelf, host: host),
        extensions: [.skills(shelf)],
        isReady: { host.isReady }, whenReady: { host.whenReady($0, $1) },
        firstIdle: { host.start() }),
      log: log)
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

  /// Serves the folder as it changes from now on: reads it again after every change and tells those who
  /// subscribed.
  package func follow(folder: String) {
    let watch = FolderWatch(folder: folder) { name in
      [".md", ".mdx", ".markdown", ".txt", ".yaml"].contains { name.hasSuffix($0) }
    }
    watch.start { isUnchanged in
      guard let (old, new) = self.host.reload(if: isUnchanged) else { return false }
      self.announce(from: old?.pages ?? [], to: new.pages)
      return true
    }
  }

  private func announce(from old: [PageInfo], to new: [PageInfo]) {
    let before = Dictionary(uniqueKeysWithValues: old.map { ($0.path, $0) })
    let after = Dictionary(uniqueKeysWithValues: new.map { ($0.path, $0) })
    let changed = Set(before.keys).union(after.keys).filter {
      before[$0]?.contentHash != after[$0]?.contentHash
    }
    guard !changed.isEmpty else { return }
    server.resourcesUpdated { uri in
      (try? HandbookURI(parsing: uri)).map { changed.contains($0.path) } ?? false
    }
    let isSameList = old.map(\.path) == new.map(\.path) && old.map(\.title) == new.map(\.title)
    if !isSameList { server.resourcesListChanged() }
  }
}
