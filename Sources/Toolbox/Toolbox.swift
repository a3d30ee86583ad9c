package import Diagnostics
package import JSON
import SQLite

/// The tools and modes of a folder of definition files: what is served, what is not and why, and calls.
///
/// ```swift
/// let toolbox = Toolbox(folders: [("Tools", shownAs: "Tools")], handlers: HandbookHandlers.all)
/// let result = try toolbox.call("list_vectors", arguments: arguments, context)
/// ```
///
/// A toolbox never changes. When a file does, a new one is made from the old: a tool whose
/// definition has become wrong is then served as it was.
package final class Toolbox: Sendable {
  /// What decides, besides the files, which tools are served and listed.
  package struct Options: Sendable {
    /// The tables of the handbook; a tool whose query names another is not served. `nil` where they
    /// are not known.
    package var tables: Set<String>?
    package var ceiling = Ceiling.none
    /// The names of modes whose tools are listed from the start.
    package var modes: Set<String> = []

    package init(tables: Set<String>? = nil) {
      self.tables = tables
    }
  }

  /// All tools, in the order of files by path and then of the file.
  package let tools: [Tool]
  /// All modes: those of files by path, then those made of features.
  package let modes: [Mode]
  /// What is wrong with the files, in the same order.
  package let diagnostics: [Diagnostic]
  /// The text of each file, for diagnostics that only the handbook's own tables can give.
  let sources: [SourceText]
  private let handlers: [String: Handler]
  private let options: Options
  /// Indices of the tools that can be called.
  private let servedIndices: [String: Int]

  /// Reads the definition files (`.yaml`, `.yml`) of folders and the folders in them.
  /// - Parameters:
  ///   - folders: each with what paths in diagnostics begin with.
  ///   - previous: the toolbox that this one replaces.
  package convenience init(
    folders: [(path: String, shownAs: String)], handlers: [String: Handler],
    options: Options = Options(), previous: Toolbox? = nil
  ) {
    let files = DefinitionFiles(in: folders, known: previous?.sources ?? [])
    self.init(
      sources: files.sources, problems: files.problems, handlers: handlers, options: options,
      previous: previous)
  }

  /// Reads definition files that are in memory already.
  package init(
    sources: [SourceText], problems: [Diagnostic] = [], handlers: [String: Handler],
    options: Options = Options(), previous: Toolbox? = nil
  ) {
    let assembly = ToolboxAssembly(
      sources, handlers: handlers, options: options, previous: previous)
    tools = assembly.tools
    modes = assembly.modes
    diagnostics = problems + assembly.diagnostics
    self.sources = sources
    self.handlers = handlers
    self.options = options
    servedIndices = Dictionary(
      tools.indices.filter { assembly.tools[$0].isServed }.map { (assembly.tools[$0].name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What this toolbox would be with another definition file, or with another text of one that it has.
  /// - Parameter tables: those of the handbook, where they would be others.
  package func adding(_ source: SourceText, tables: Set<String>? = nil) -> Toolbox {
    var sources = sources
    if let index = sources.firstIndex(where: { $0.path == source.path }) {
      sources[index] = source
    } else {
      sources.append(source)
    }
    var options = options
    if let tables { options.tables = tables }
    return Toolbox(sources: sources, handlers: handlers, options: options)
  }

  /// Whether a file of that name holds definitions.
  package static func isDefinition(_ name: String) -> Bool {
    DefinitionFiles.isDefinition(name)
  }

  /// A file as it was read, by the path that it is shown under.
  package func source(of path: String) -> SourceText? {
    sources.first { $0.path == path }
  }

  /// Whether any file is from a folder, by what its paths are shown as.
  package func hasFiles(below folder: String) -> Bool {
    sources.contains { $0.path.hasPrefix(folder + "/") }
  }

  /// The tool of that name that can be called; `nil` where there is none.
  package func tool(named name: String) -> Tool? {
    servedIndices[name].map { tools[$0] }
  }

  /// The mode of that name that can be turned on; `nil` where there is none.
  package func mode(named name: String) -> Mode? {
    modes.first { $0.name == name && $0.isAvailable }
  }

  /// The names by which tools can be chosen together: features and modes.
  package var toolsets: [String] {
    Set(tools.flatMap(\.toolsets) + modes.map(\.name)).sorted()
  }

  /// Whether turning on a mode makes the list of tools longer.
  package func hasUnlistedTools(ofMode name: String) -> Bool {
    tools.contains { $0.mode == name && $0.isServed && !$0.isListed }
  }

  /// Calls a tool: checks the arguments, fills in defaults, runs it.
  /// - Throws: `ToolCallError`; what is thrown by `context.model` and by handlers comes through.
  package func call(
    _ name: String, arguments: JSONObject, _ context: CallContext
  ) throws -> ToolResult {
    guard let runner = tool(named: name)?.runner else { throw noSuchTool(name) }
    var context = context
    context.toolbox = self
    do {
      return try runner.call(arguments, context)
    } catch let error as DatabaseError {
      if error.code == .interrupt { throw ToolCallError.cancelled }
      throw ToolCallError.failed("the query of '\(name)' failed: \(error.message)")
    }
  }

  private func noSuchTool(_ name: String) -> ToolCallError {
    for tool in tools where tool.name == name {
      if case .disabled(let reason) = tool.state { return .notServed(name: name, reason: reason) }
    }
    let served = tools.lazy.filter(\.isServed).map(\.name)
    return .unknownTool(name: name, nearest: closestMatch(to: name, in: served))
  }
}
