/// How a server is started.
package struct ServerCommand: Sendable, Equatable {
  /// The program, by absolute path: clients have working folders and search paths of their own.
  package var program: String
  package var arguments: [String]

  package init(program: String, arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }
}

/// A key of an entry with the value that it is to have.
struct EntryField: Equatable {
  enum Value: Equatable {
    case string(String)
    case strings([String])
  }

  var key: String
  var value: Value
}

extension EntryShape {
  /// The fields of a new entry.
  func fields(for server: ServerCommand) -> [EntryField] {
    (type.map { [EntryField(key: "type", value: .string($0))] } ?? []) + commandFields(for: server)
      + initial.map { EntryField(key: $0.key, value: .strings($0.value)) }
  }

  /// The fields that an entry must have to start the server, where it is there already: what else stands in it is
  /// the user's.
  func fields(for server: ServerCommand, in entry: SettingsNode) -> [EntryField] {
    var fields = commandFields(for: server)
    if let type, let node = entry["type"], !otherTypes.contains(node.stringValue ?? "") {
      fields.insert(EntryField(key: "type", value: .string(type)), at: 0)
    }
    return fields
  }

  private func commandFields(for server: ServerCommand) -> [EntryField] {
    switch command {
    case .separate:
      [
        EntryField(key: "command", value: .string(server.program)),
        EntryField(key: "args", value: .strings(server.arguments)),
      ]
    case .joined:
      [EntryField(key: "command", value: .strings([server.program] + server.arguments))]
    }
  }

  /// How an entry starts its server, references to variables as written.
  func server(of entry: SettingsNode) -> ServerCommand? {
    switch command {
    case .separate:
      guard let program = entry["command"]?.stringValue else { return nil }
      return ServerCommand(program: program, arguments: entry["args"]?.stringValues ?? [])
    case .joined:
      guard let words = entry["command"]?.stringValues, let program = words.first else {
        return nil
      }
      return ServerCommand(program: program, arguments: Array(words.dropFirst()))
    }
  }
}

extension EntryField.Value {
  /// Whether a value of a file is this one.
  func matches(_ node: SettingsNode) -> Bool {
    switch self {
    case .string(let text): node.stringValue?.utf8.elementsEqual(text.utf8) == true
    case .strings(let texts):
      node.stringValues.map { $0.elementsEqual(texts) { $0.utf8.elementsEqual($1.utf8) } } == true
    }
  }
}
