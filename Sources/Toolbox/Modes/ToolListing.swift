import JSON

/// Decides which tools clients are shown from the start, and which only modes bring.
///
/// What is listed is read by a model before anything is asked, so it has a budget. The tools of a mode are listed
/// where that is turned on from the start. Of the others the largest features become modes until the rest
/// fits; files with `core: true`, and what was chosen by name, stay.
struct ToolListing {
  private(set) var tools: [Tool]
  private(set) var modes: [Mode]
  private let options: Toolbox.Options

  /// What clients show a model of all listed tools: names, descriptions and input schemas.
  static let maximumTokens = 3_000

  init(tools: [Tool], modes: [Mode], options: Toolbox.Options) {
    self.tools = tools
    self.modes = modes
    self.options = options
  }

  /// - Parameter handlers: to make those tools again that speak of the others.
  mutating func settle(handlers: [String: Handler]) {
    for index in tools.indices {
      tools[index].isListed = isListedAtFirst(tools[index])
    }
    settleModes()
    moveFeaturesBehindModes()
    describeModes(handlers: handlers)
    describeCalls(handlers: handlers)
  }

  private func isListedAtFirst(_ tool: Tool) -> Bool {
    guard let mode = tool.mode, !options.ceiling.choosesTools else { return true }
    return options.modes.contains(mode)
  }

  /// Gives the modes the tools that they bring; those that bring none are withheld.
  private mutating func settleModes() {
    for index in modes.indices where modes[index].isAvailable {
      let own = tools.filter { $0.mode == modes[index].name }
      modes[index].toolNames = own.filter(\.isServed).map(\.name)
      guard modes[index].toolNames.isEmpty else { continue }
      var reason = "it has no tools"
      if case .disabled(let why)? = own.first?.state {
        reason = "'\(own[0].name)' is not served: \(why)"
      }
      modes[index].state = .withheld(reason: reason)
    }
  }

  // MARK: - The budget

  private mutating func moveFeaturesBehindModes() {
    guard !options.ceiling.choosesTools else { return }
    var byteCount = tools.reduce(0) { $0 + ($1.isServed && $1.isListed ? $1.listedByteCount : 0) }
    byteCount += modes.reduce(0) { $0 + ($1.isAvailable ? $1.listedByteCount : 0) }
    guard byteCount > Self.maximumTokens * TokenBudget.bytesPerToken else { return }
    let movable = tools.indices.filter {
      let tool = tools[$0]
      return tool.isServed && tool.isListed && !tool.isCore && tool.mode == nil
    }
    let groups = Dictionary(grouping: movable) { tools[$0].group }
      .filter { !options.modes.contains($0.key) }
      .map {
        (
          name: $0.key, members: $0.value,
          bytes: $0.value.reduce(0) { $0 + tools[$1].listedByteCount }
        )
      }
      .sorted { ($1.bytes, $0.members[0]) < ($0.bytes, $1.members[0]) }
    for group in groups {
      guard byteCount > Self.maximumTokens * TokenBudget.bytesPerToken else { return }
      byteCount += move(group.members, behind: group.name) - group.bytes
    }
  }

  /// - Returns: how many bytes the mode adds to the list.
  private mutating func move(_ members: [Int], behind name: String) -> Int {
    for index in members {
      tools[index].mode = name
      tools[index].isListed = false
    }
    let names = members.map { tools[$0].name }
    if let known = modes.firstIndex(where: { $0.name == name && $0.isAvailable }) {
      modes[known].toolNames += names
      return 0
    }
    var mode = Mode(ofFeature: name, tools: members.map { tools[$0] })
    mode.toolNames = names
    modes.append(mode)
    return mode.listedByteCount
  }

  // MARK: - The tools that lead to the others

  /// Tells `enable_mode` which modes there are; without any it is not served.
  private mutating func describeModes(handlers: [String: Handler]) {
    let available = modes.filter(\.isAvailable)
    for index in tools.indices where tools[index].handler == EnableModeHandler.name {
      guard tools[index].isServed, var definition = tools[index].written else { continue }
      guard !available.isEmpty else {
        tools[index].state = .disabled(reason: "there is no mode to turn on")
        continue
      }
      EnableModeHandler.describe(available, listed: options.modes, in: &definition)
      tools[index] = tools[index].redefined(as: definition, handlers: handlers)
    }
  }

  /// Says of `call_tool` what is true of the tools that it can call; it is not served where all are listed.
  private mutating func describeCalls(handlers: [String: Handler]) {
    let reachable = tools.filter { $0.isServed && $0.handler != CallToolHandler.name }
      .compactMap { $0.definition?.annotations }
    let hasUnlisted = tools.contains { $0.isServed && !$0.isListed }
    for index in tools.indices where tools[index].handler == CallToolHandler.name {
      guard tools[index].isServed, var definition = tools[index].written else { continue }
      guard hasUnlisted else {
        tools[index].state = .disabled(reason: "every tool is listed")
        continue
      }
      definition.annotations = ToolAnnotations(
        readOnly: reachable.allSatisfy(\.readOnly),
        destructive: reachable.contains(where: \.destructive),
        idempotent: reachable.allSatisfy(\.idempotent),
        openWorld: reachable.contains(where: \.openWorld))
      tools[index] = tools[index].redefined(as: definition, handlers: handlers)
    }
  }
}

extension Tool {
  /// About how much of a model's context the tool takes where it is listed.
  package var listedByteCount: Int {
    let text = definition.map { $0.description.utf8.count + ($0.agentNote?.utf8.count ?? 0) } ?? 0
    return name.utf8.count + text + inputSchema.approximateByteCount + Self.listedFrameByteCount
  }

  /// `{"name":"","description":"","inputSchema":},`
  private static let listedFrameByteCount = 48

  /// What a tool is moved behind a mode with: its feature, or else its file.
  fileprivate var group: String {
    if let feature = definition?.feature, ModeName.allows(feature) { return feature }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    return ModeName.allows(stem) ? stem : "more"
  }
}

extension Mode {
  /// About how much the mode adds to what `enable_mode` says of itself.
  fileprivate var listedByteCount: Int {
    name.utf8.count + 3 + (isFromFeature ? 0 : name.utf8.count + routing.utf8.count + 8)
  }
}
