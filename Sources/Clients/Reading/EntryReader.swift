import Diagnostics
import Files

/// Reads the servers of one file.
struct EntryReader {
  let client: Client
  let scope: ClientScope
  let source: SourceText
  let environment: ClientEnvironment
  private(set) var entries: [ClientEntry] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Which entries of this and of other files the file switches off.
  private(set) var isSwitchedOff: (ClientEntry) -> Bool = { _ in false }

  init(
    client: Client, scope: ClientScope, source: SourceText, environment: ClientEnvironment
  ) {
    self.client = client
    self.scope = scope
    self.source = source
    self.environment = environment
  }

  mutating func read() {
    do throws(SettingsFault) {
      guard let root = try client.format.parse(source.bytes) else { return }
      guard root.members != nil else {
        report("the file holds \(root.kindName) instead of a table of settings", root)
        return
      }
      read(root[path: client.tablePath(in: root)], scope, switchedOff: serversSwitchedOff(root))
      if client.identifier == "claude-code", scope == .user { readLocal(root) }
    } catch {
      diagnostics.append(error.diagnostic(in: source))
    }
  }

  /// Claude Code's servers of the user for one project, in the user's own file, and those of any scope that the
  /// user has switched off or refused there.
  private mutating func readLocal(_ root: SettingsNode) {
    guard let project = root[path: ["projects", environment.projectFolder]] else { return }
    read(project["mcpServers"], .local, switchedOff: [])
    let off = project["disabledMcpServers"]?.stringValues ?? []
    let refused = project["disabledMcpjsonServers"]?.stringValues ?? []
    isSwitchedOff = { entry in
      off.contains(entry.serverName)
        || entry.scope == .project && refused.contains(entry.serverName)
    }
  }

  /// The names that the file switches off elsewhere than in their entries.
  private func serversSwitchedOff(_ root: SettingsNode) -> [String] {
    switch client.identifier {
    case "gemini-cli": root[path: ["mcp", "excluded"]]?.stringValues ?? []
    default: []
    }
  }

  private mutating func read(
    _ servers: SettingsNode?, _ scope: ClientScope, switchedOff: [String]
  ) {
    guard let servers, !servers.isNull else { return }
    guard let members = servers.members else {
      report("the servers must be a table, not \(servers.kindName)", servers)
      return
    }
    for (index, member) in members.enumerated() {
      // Of members of the same name the last one counts.
      if members[(index + 1)...].contains(where: { $0.key.utf8.elementsEqual(member.key.utf8) }) {
        report(
          "'\(member.key)' stands here again further down, which counts", member.keyRange, .warning)
        continue
      }
      read(member, scope, isOff: switchedOff.contains(member.key))
    }
  }

  private mutating func read(_ member: SettingsNode.Member, _ scope: ClientScope, isOff: Bool) {
    let table = member.value
    guard table.members != nil else {
      report("the server '\(member.key)' must be a table, not \(table.kindName)", table)
      return
    }
    let isRemote =
      ["url", "httpUrl", "serverUrl"].contains { table[$0] != nil }
      || ["http", "sse", "streamable-http", "remote"].contains(table["type"]?.stringValue)
    guard !isRemote else { return }
    var expansion = VariableExpansion(
      client.variables, environment, folder: parentFolder(of: source.path))
    guard let words = commandLine(member) else { return }
    let position = source.position(at: member.keyRange.lowerBound)
    var entry = ClientEntry(
      client: client, scope: scope, path: source.path, serverName: member.key,
      command: expansion.expand(words.command),
      arguments: words.arguments.map { expansion.expand($0) }, environment: [:],
      isEnabled: !isOff && table["enabled"]?.boolValue != false
        && table["disabled"]?.boolValue != true,
      excludedTools: strings(client.shape.excluded, of: table) ?? [],
      unresolvedVariables: [], position: position, sourceLine: source.text(ofLine: position.line))
    for variable in variables(of: table) {
      entry.environment[variable.name] = expansion.expand(variable.value)
    }
    entry.environmentFile = table["envFile"]?.stringValue.map { expansion.expand($0) }
    entry.workingFolder = table["cwd"]?.stringValue.map { expansion.expand($0) }
    entry.includedTools = strings(client.shape.included, of: table)
    if entry.includedTools?.contains("*") == true { entry.includedTools = nil }
    for timeout in client.shape.startupTimeouts {
      guard let value = table[timeout.key]?.doubleValue else { continue }
      entry.startupTimeout = .seconds(value * timeout.unitSeconds)
      break
    }
    entry.unresolvedVariables = expansion.unresolved
    entries.append(entry)
  }

  mutating func report(_ message: String, _ node: SettingsNode) {
    report(message, node.range, .error)
  }

  mutating func report(
    _ message: String, _ range: Range<Int>, _ severity: Diagnostic.Severity
  ) {
    diagnostics.append(Diagnostic(severity, message, in: source, at: range.lowerBound))
  }
}
