package import Diagnostics
import Files
package import JSON
import SQLite

/// The tools of a folder of definition files: what is served, what is not and why, and calls.
///
/// ```swift
/// let toolbox = Toolbox(folders: [("Tools", shownAs: "Tools")], handlers: HandbookHandlers.all)
/// let result = try toolbox.call("list_vectors", arguments: arguments, context)
/// ```
///
/// A toolbox never changes. When a file does, a new one is made from the old: a tool whose
/// definition has become wrong is then served as it was.
package final class Toolbox: Sendable {
  /// All tools, in the order of files by path and then of the file.
  package let tools: [Tool]
  /// What is wrong with the files, in the same order.
  package let diagnostics: [Diagnostic]
  /// The text of each file, for diagnostics that only the handbook's own tables can give.
  let sources: [SourceText]
  private let handlers: [String: Handler]
  /// Indices of the tools that can be called.
  private let servedIndices: [String: Int]

  /// Reads the definition files (`.yaml`, `.yml`) of folders and the folders in them, but not of
  /// `modes`.
  /// - Parameters:
  ///   - folders: each with what paths in diagnostics begin with.
  ///   - tables: the tables of the handbook; a tool whose query names another is not served. `nil`
  ///     where they are not known.
  ///   - previous: the toolbox that this one replaces.
  package convenience init(
    folders: [(path: String, shownAs: String)], handlers: [String: Handler],
    tables: Set<String>? = nil, previous: Toolbox? = nil
  ) {
    var sources: [SourceText] = []
    var problems: [Diagnostic] = []
    for folder in folders {
      Self.read(folder.path, shownAs: folder.shownAs, &sources, &problems)
    }
    self.init(
      sources: sources, problems: problems, handlers: handlers, tables: tables, previous: previous)
  }

  private static func read(
    _ folder: String, shownAs shown: String, _ sources: inout [SourceText],
    _ problems: inout [Diagnostic]
  ) {
    do throws(FileError) {
      let tree = try FileTree(of: folder) { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
      problems += tree.problems.map { Diagnostic(.error, $0.message, path: join(shown, $0.path)) }
      for entry in tree.entries where !entry.path.hasPrefix("modes/") {
        let path = join(shown, entry.path)
        do throws(FileError) {
          let bytes = try FileContents.read(join(folder, entry.path))
          sources.append(SourceText(path: path, bytes: bytes))
        } catch {
          problems.append(Diagnostic(.error, error.message, path: path))
        }
      }
    } catch {
      problems.append(Diagnostic(.error, error.message, path: shown))
    }
  }

  /// Reads definition files that are in memory already.
  package init(
    sources: [SourceText], problems: [Diagnostic] = [], handlers: [String: Handler],
    tables: Set<String>? = nil, previous: Toolbox? = nil
  ) {
    let handlerNames = handlers.keys.sorted()
    var tools: [Tool] = []
    var diagnostics = problems
    for source in sources {
      let file = ToolFile(source, handlers: handlerNames)
      diagnostics += file.diagnostics
      let ofFile = file.entries.map { Tool($0, path: file.path, handlers: handlers) }
      tools += Self.keepingLastGood(ofFile, isBroken: file.isBroken, file, previous)
    }
    Self.disableDuplicates(&tools, sources, &diagnostics)
    if let tables { Self.disableTools(&tools, lackingIn: tables) }
    self.tools = tools
    self.diagnostics = diagnostics
    self.sources = sources
    self.handlers = handlers
    servedIndices = Dictionary(
      tools.indices.filter { tools[$0].isServed }.map { (tools[$0].name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What this toolbox would be with another definition file, or with another text of one that it has.
  package func adding(_ source: SourceText, tables: Set<String>? = nil) -> Toolbox {
    var sources = sources
    if let index = sources.firstIndex(where: { $0.path == source.path }) {
      sources[index] = source
    } else {
      sources.append(source)
    }
    return Toolbox(sources: sources, handlers: handlers, tables: tables)
  }

  /// The tool of that name that can be called; `nil` where there is none.
  package func tool(named name: String) -> Tool? {
    servedIndices[name].map { tools[$0] }
  }

  /// Calls a tool: checks the arguments, fills in defaults, runs it.
  /// - Throws: `ToolCallError`; what is thrown by `context.model` and by handlers comes through.
  package func call(
    _ name: String, arguments: JSONObject, _ context: CallContext
  ) throws -> ToolResult {
    guard let runner = tool(named: name)?.runner else { throw noSuchTool(name) }
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

  /// The tools of a file, with those that have become wrong as they were before.
  private static func keepingLastGood(
    _ tools: [Tool], isBroken: Bool, _ file: ToolFile, _ previous: Toolbox?
  ) -> [Tool] {
    guard let previous else { return tools }
    if isBroken {
      let reason = file.diagnostics.first { $0.severity == .error }?.message ?? "it has errors"
      return previous.tools.filter { $0.path == file.path }.map { $0.outdated(because: reason) }
    }
    return tools.map { tool in
      guard tool.definition == nil, case .disabled(let reason) = tool.state,
        let last = previous.tools.first(where: { $0.path == tool.path && $0.name == tool.name }),
        last.isServed
      else { return tool }
      return last.outdated(because: reason)
    }
  }

  /// A handbook without the kinds that a query asks for cannot answer it.
  private static func disableTools(_ tools: inout [Tool], lackingIn tables: Set<String>) {
    for index in tools.indices where tools[index].isServed {
      guard case .sql(let sql) = tools[index].definition?.implementation else { continue }
      let missing = sql.tableNames.subtracting(tables).sorted()
      guard !missing.isEmpty else { continue }
      tools[index].state = .disabled(
        reason: "this handbook has no table " + missing.map { "'\($0)'" }.joined(separator: ", "))
    }
  }

  private static func disableDuplicates(
    _ tools: inout [Tool], _ sources: [SourceText], _ diagnostics: inout [Diagnostic]
  ) {
    var firsts: [String: Int] = [:]
    for index in tools.indices {
      let tool = tools[index]
      guard let first = firsts[tool.name].map({ tools[$0] }) else {
        firsts[tool.name] = index
        continue
      }
      let place = "\(first.path):\(first.position.line)"
      tools[index].state = .disabled(reason: "\(place) defines a tool of the same name")
      guard let source = sources.first(where: { $0.path == tool.path }) else { continue }
      diagnostics.append(
        Diagnostic(
          .error, "there is a tool '\(tool.name)' already", in: source, at: tool.position,
          notes: ["\(place) defines it first"]))
    }
  }
}

extension Tool {
  fileprivate func outdated(because reason: String) -> Tool {
    var tool = self
    if isServed { tool.state = .outdated(reason: reason) }
    return tool
  }
}
