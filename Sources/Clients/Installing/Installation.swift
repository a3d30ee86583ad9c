import Diagnostics
import Files

/// Writes a server into the settings of a client, and takes it out again.
///
/// ```swift
/// let installation = try Installation(client, scope: nil, name: "handbook", in: environment)
/// try installation.installing(server).apply()
/// try installation.uninstalling().apply()  // the file is byte for byte what it was
/// ```
package struct Installation: Sendable {
  package let client: Client
  package let scope: ClientScope
  package let name: String
  let environment: ClientEnvironment
  let editor: SettingsEditor

  /// The name of the server unless told otherwise.
  package static let defaultName = "handbook"

  /// - Parameter scope: `nil` for the client's own choice: see `Client.defaultScope(in:)`.
  /// - Throws: where the client has no such scope, or drops servers of such a name.
  package init(
    _ client: Client, scope: ClientScope?, name: String = defaultName,
    in environment: ClientEnvironment
  ) throws(ClientError) {
    let scope = scope ?? client.defaultScope(in: environment)
    guard client.scopes.contains(scope) else { throw .noScope(scope, of: client) }
    guard Self.allows(name) else { throw .badName(name) }
    self.client = client
    self.scope = scope
    self.name = name
    self.environment = environment
    editor = SettingsEditor(client, name: name)
  }

  private static func allows(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
          || UInt8(ascii: "a") <= byte && byte <= UInt8(ascii: "z")
      }
  }

  /// The change that makes the client start the server.
  /// - Throws: where the client's file cannot be read as it reads it, or holds something else at that place.
  package func installing(_ server: ServerCommand) throws(ClientError) -> ClientChange {
    let file = try file()
    let before = file.bytes ?? []
    let (entry, after) = try editing(file) { editor throws(SettingsFault) in
      (try editor.entry(in: before), try editor.setting(server, in: before))
    }
    var change = ClientChange(
      kind: file.bytes == nil ? .created : entry == nil ? .added : .updated, client: client,
      scope: scope, name: name, isInstalled: true, path: file.path, before: file.bytes,
      after: after, keptFolders: environment.sharedFolders)
    if after == file.bytes {
      change.kind = .unchanged
    } else if file.bytes != nil {
      let backups = Backups(of: file.target)
      // Only before the first change: what installing has made can be made again.
      if original(of: before, entry, backups.copies.map(\.bytes)) == nil {
        change.newBackup = backups.newPath(for: before)
      }
    }
    if entry?["enabled"]?.boolValue == false || entry?["disabled"]?.boolValue == true {
      change.notes.append("The server is switched off in this file; that was left as it is.")
    }
    change.notes += variableNotes(server, in: file) + sharedNotes(file.path)
    return change
  }

  /// Words that the client would not take as they are.
  private func variableNotes(_ server: ServerCommand, in file: SettingsFile) -> [String] {
    ([server.program] + server.arguments).filter { word in
      var expansion = VariableExpansion(
        client.variables, environment, folder: parentFolder(of: file.path))
      return expansion.expand(word) != word
    }.map {
      "\(client.displayName) takes a part of '\($0)' for a variable; move that to another path."
    }
  }

  // MARK: - Files

  /// The file to work on: the first that has the entry, else the first that there is.
  func file() throws(ClientError) -> SettingsFile {
    var found: SettingsFile?
    for path in client.files(scope, in: environment) {
      let file: SettingsFile
      do throws(SettingsFileError) {
        file = try SettingsFile(path)
      } catch {
        throw .file(error)
      }
      guard let bytes = file.bytes else {
        if found == nil { found = file }
        continue
      }
      let hasEntry = try editing(file) { editor throws(SettingsFault) in
        try editor.entry(in: bytes) != nil
      }
      if hasEntry { return file }
      if found?.bytes == nil { found = file }
    }
    guard let found else { throw .noScope(scope, of: client) }
    return found
  }

  /// Runs a step; what is wrong with the file is said with its place.
  func editing<Result>(
    _ file: SettingsFile, _ step: (SettingsEditor) throws(SettingsFault) -> Result
  ) throws(ClientError) -> Result {
    do throws(SettingsFault) {
      return try step(editor)
    } catch {
      let source = SourceText(path: file.path, bytes: file.bytes ?? [])
      throw .unreadable(error, in: source, of: client)
    }
  }

  func sharedNotes(_ path: String) -> [String] {
    Client.all.filter { other in
      other != client && other.scopes.contains { other.files($0, in: environment).contains(path) }
    }.map { "\($0.displayName) reads the same file." }
  }
}

extension Client {
  /// The scope that is meant where none is named: the project's, where the client has one and the working folder
  /// is in a repository; else the user's.
  package func defaultScope(in environment: ClientEnvironment) -> ClientScope {
    scopes.contains(.project) && environment.isInRepository ? .project : .user
  }
}

extension ClientEnvironment {
  /// Folders that are not a client's own: they stay even if they are empty.
  var sharedFolders: [String] {
    [home, projectFolder, configurationFolder, applicationFolder]
  }
}
