import Diagnostics

extension EntryReader {
  /// The program and its arguments; `nil` where they are not readable.
  mutating func commandLine(
    _ member: SettingsNode.Member
  ) -> (command: String, arguments: [String])? {
    let table = member.value
    guard let command = table["command"] else {
      report("the server '\(member.key)' has no command", member.keyRange, .error)
      return nil
    }
    if client.shape.command == .joined {
      guard let words = command.stringValues, let first = words.first else {
        report("'command' must be a list of strings, the program first", command)
        return nil
      }
      return (first, Array(words.dropFirst()))
    }
    // Zed's older way: the whole command line below 'command'.
    let place = command.members == nil ? table : command
    guard let program = (command["path"] ?? command).stringValue else {
      report("'command' must be a string, not \(command.kindName)", command)
      return nil
    }
    guard let arguments = place["args"] else { return (program, []) }
    guard let words = arguments.stringValues else {
      report("'args' must be a list of strings", arguments)
      return nil
    }
    return (program, words)
  }

  /// The variables that the entry sets.
  mutating func variables(of table: SettingsNode) -> [(name: String, value: String)] {
    guard
      let node = table[client.shape.environment] ?? table["command"]?[client.shape.environment],
      !node.isNull
    else { return [] }
    guard let members = node.members else {
      report("'\(client.shape.environment)' must be a table of strings", node)
      return []
    }
    return members.compactMap { member in
      switch member.value.content {
      case .string(let text), .number(let text): return (member.key, text)
      case .bool(let value): return (member.key, value ? "true" : "false")
      case .null: return nil
      default:
        report("the variable '\(member.key)' must be a string", member.value)
        return nil
      }
    }
  }

  /// The list of strings of a key; `nil` where there is none.
  mutating func strings(_ key: String?, of table: SettingsNode) -> [String]? {
    guard let key, let node = table[key], !node.isNull else { return nil }
    if let values = node.stringValues { return values }
    report("'\(key)' must be a list of strings", node)
    return nil
  }
}
