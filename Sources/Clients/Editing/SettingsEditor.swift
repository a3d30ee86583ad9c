/// Changes an entry of a settings file and leaves every other byte as it is.
package struct SettingsEditor {
  private let client: Client
  /// The server's name.
  private let name: String
  private var format: SettingsFormat { client.format }

  package init(_ client: Client, name: String) {
    self.client = client
    self.name = name
  }

  /// What the entry of that name says; `nil` where there is none.
  package func entry(in bytes: [UInt8]) throws(SettingsFault) -> SettingsNode? {
    guard let root = try format.parse(bytes) else { return nil }
    return root[path: client.tablePath(in: root) + [name]]
  }

  /// The file with an entry that starts the server. An entry of the name that is there already keeps what is not
  /// needed for that.
  /// - Throws: where the file cannot be read, or holds something else where the entry belongs.
  package func setting(_ server: ServerCommand, in bytes: [UInt8]) throws(SettingsFault) -> [UInt8]
  {
    let root = try format.parse(bytes)
    let tablePath = root.map { client.tablePath(in: $0) } ?? client.serverPaths[0]
    let entry = root?[path: tablePath + [name]]
    if let entry { try check(entry) }
    let fields =
      entry.map { client.shape.fields(for: server, in: $0) } ?? client.shape.fields(for: server)
    let result: [UInt8] =
      switch format {
      case .json:
        try JSONEditor(bytes, root).setting(fields, at: tablePath + [name])
      case .toml:
        try TOMLEditor(bytes, try TOMLDocument(bytes), tablePath, name).setting(fields)
      }
    // What was written is read again: an editor that erred must not reach the file.
    guard let written = try? self.entry(in: result),
      fields.allSatisfy({ field in written[field.key].map(field.value.matches) == true })
    else {
      throw SettingsFault(
        "the entry '\(name)' cannot be written in the form that this file has",
        at: entry?.range.lowerBound ?? 0, notes: ["change it by hand"])
    }
    return result
  }

  /// Whether an entry that is there can be changed into one that starts a program.
  private func check(_ entry: SettingsNode) throws(SettingsFault) {
    guard let members = entry.members else {
      throw SettingsFault(
        "the server '\(name)' is \(entry.kindName) instead of a table", at: entry.range.lowerBound)
    }
    if let remote = members.first(where: { ["url", "httpUrl", "serverUrl"].contains($0.key) }) {
      throw SettingsFault(
        "there is another server '\(name)', which is reached by a URL",
        at: remote.keyRange.lowerBound, notes: ["give this one another name: --name NAME"])
    }
    if let command = entry["command"], command.members != nil {
      throw SettingsFault(
        "the server '\(name)' is written in an older form", at: command.range.lowerBound,
        notes: ["write 'command' as a string, with 'args' and 'env' beside it"])
    }
  }

  /// Whether a file says nothing: no comment, and no value but empty tables.
  package func isEmpty(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy {
      [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "{"), UInt8(ascii: "}")].contains($0)
    }
  }

  /// The file without the entry; `nil` where there is none.
  /// - Parameter original: the file as it was before there was an entry of ours, where that is known. Tables that
  ///   it had stay, even if they are empty.
  package func removing(from bytes: [UInt8], original: [UInt8]?) throws(SettingsFault) -> [UInt8]? {
    guard let root = try format.parse(bytes) else { return nil }
    var path = client.tablePath(in: root)
    guard root[path: path + [name]] != nil else { return nil }
    // One that cannot be read says nothing.
    let originalRoot = original.flatMap { try? format.parse($0) }
    var result = try removing(path + [name], from: bytes)
    while !path.isEmpty {
      guard let table = try format.parse(result)?[path: path], table.members?.isEmpty == true,
        originalRoot?[path: path] == nil
      else { break }
      result = try removing(path, from: result)
      path.removeLast()
    }
    return result
  }

  /// Removes a member, all of that name.
  private func removing(
    _ path: [String], from bytes: [UInt8]
  ) throws(SettingsFault) -> [UInt8] {
    var bytes = bytes
    while let root = try format.parse(bytes), root[path: path] != nil {
      let result: [UInt8] =
        switch format {
        case .json: JSONEditor(bytes, root).removing(path)
        case .toml: try TOMLEditor.removing(path, from: bytes)
        }
      guard result != bytes else {
        throw SettingsFault(
          "'\(path.joined(separator: "."))' cannot be removed in the form that this file has",
          at: root[path: path]?.range.lowerBound ?? 0, notes: ["remove it by hand"])
      }
      bytes = result
    }
    return bytes
  }
}
