import Diagnostics

/// Puts a toolbox together: file by file, then what depends on all of them.
struct ToolboxAssembly {
  let handlers: [String: Handler]
  let options: Toolbox.Options
  let previous: Toolbox?

  private let sources: [SourceText]
  private(set) var tools: [Tool] = []
  private(set) var modes: [Mode] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(
    _ sources: [SourceText], handlers: [String: Handler], options: Toolbox.Options,
    previous: Toolbox?
  ) {
    self.sources = sources
    self.handlers = handlers
    self.options = options
    self.previous = previous
    for file in ToolFile.read(sources, handlers: handlers.keys.sorted()) { add(file) }
    finish()
  }

  /// Adds the tools of a file, and the mode that it describes.
  private mutating func add(_ file: ToolFile) {
    diagnostics += file.diagnostics
    var ofFile = keepingLastGood(
      file.entries.map { Tool($0, of: file, handlers: handlers) }, of: file)
    let mode = file.mode ?? lastGoodMode(of: file)
    if let mode { modes.append(mode) }
    for index in ofFile.indices {
      ofFile[index].mode = mode?.name
      if file.isMode, mode == nil, ofFile[index].isServed {
        ofFile[index].state = .disabled(
          reason: "its mode has errors: \(file.firstError ?? "it is not described")")
      }
    }
    tools += ofFile
  }

  private func lastGoodMode(of file: ToolFile) -> Mode? {
    guard file.isMode || file.isBroken, let reason = file.firstError,
      var mode = previous?.modes.first(where: { $0.path == file.path && !$0.isFromFeature }),
      mode.isAvailable
    else { return nil }
    mode.state = .outdated(reason: reason)
    return mode
  }

  /// Settles what depends on all files.
  private mutating func finish() {
    disableDuplicates()
    disableDuplicateModes()
    disableToolsLackingTables()
    disableToolsAboveCeiling()
    var listing = ToolListing(tools: tools, modes: modes, options: options)
    listing.settle(handlers: handlers)
    (tools, modes) = (listing.tools, listing.modes)
  }

  /// The tools of a file, with those that have become wrong as they were before.
  private func keepingLastGood(_ tools: [Tool], of file: ToolFile) -> [Tool] {
    guard let previous else { return tools }
    if file.isBroken || (file.isMode && file.mode == nil && lastGoodMode(of: file) != nil) {
      let reason = file.firstError ?? "it has errors"
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

  private mutating func disableDuplicates() {
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

  private mutating func disableDuplicateModes() {
    var firsts: [String: Mode] = [:]
    for index in modes.indices {
      let mode = modes[index]
      guard let first = firsts[mode.name] else {
        firsts[mode.name] = mode
        continue
      }
      let place = "\(first.path):\(first.position.line)"
      modes[index].state = .withheld(reason: "\(place) defines a mode of the same name")
      guard let source = sources.first(where: { $0.path == mode.path }) else { continue }
      diagnostics.append(
        Diagnostic(
          .error, "there is a mode '\(mode.name)' already", in: source, at: mode.position,
          notes: ["\(place) defines it first; their tools are in one mode"]))
    }
  }

  /// A handbook without the kinds that a query asks for cannot answer it.
  private mutating func disableToolsLackingTables() {
    guard let tables = options.tables else { return }
    for index in tools.indices where tools[index].isServed {
      guard case .sql(let sql) = tools[index].definition?.implementation else { continue }
      let missing = sql.tableNames.subtracting(tables).sorted()
      guard !missing.isEmpty else { continue }
      tools[index].state = .disabled(
        reason: "this handbook has no table " + missing.map { "'\($0)'" }.joined(separator: ", "))
    }
  }

  private mutating func disableToolsAboveCeiling() {
    guard options.ceiling != .none else { return }
    for index in tools.indices where tools[index].isServed {
      // Of `call_tool` it depends on what it can call, which `ToolListing` finds out.
      guard let definition = tools[index].definition,
        let reason = options.ceiling.reasonToWithhold(
          definition, toolsets: tools[index].toolsets)
      else { continue }
      tools[index].state = .disabled(reason: reason)
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

extension ToolFile {
  /// The message of the first error; `nil` where there is none.
  fileprivate var firstError: String? {
    diagnostics.first { $0.severity == .error }?.message
  }
}
