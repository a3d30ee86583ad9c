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
  private let environment: ClientEnvironment
  private let editor: SettingsEditor

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

  // MARK: - Installing

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
      after: after,
      keptFolders: environment.sharedFolders)
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
    change.notes += sharedNotes(file.path)
    return change
  }

  // MARK: - Uninstalling

  /// The change that takes the server out.
  ///
  /// Where the file is just what installing makes of a copy that is beside it, it becomes that copy again, byte for
  /// byte. Where somebody has changed anything since, only the entry is removed, with the tables around it that
  /// installing has made and that are empty now. A file that then holds nothing is removed where installing has
  /// made it.
  package func uninstalling() throws(ClientError) -> ClientChange {
    let file = try file()
    var change = ClientChange(
      kind: .unchanged, client: client, scope: scope, name: name, isInstalled: false,
      path: file.path,
      before: file.bytes, after: file.bytes, keptFolders: environment.sharedFolders)
    guard let before = file.bytes else { return change }
    let backups = Backups(of: file.target)
    let removal = try editing(file) { editor throws(SettingsFault) in
      try self.removal(from: before, backups.copies.map(\.bytes))
    }
    switch removal {
    case .noEntry: return change
    case .noFile: (change.kind, change.after) = (.deleted, nil)
    case .file(let bytes):
      (change.kind, change.after) = (.removed, bytes)
      change.finishedBackup = backups.path(holding: bytes)
    }
    change.keptBackups = backups.copies.map(\.path).filter { $0 != change.finishedBackup }
    change.notes = sharedNotes(file.path)
    return change
  }

  private enum Removal {
    case noEntry
    case file([UInt8])
    case noFile
  }

  /// - Parameter copies: from the oldest to the newest.
  private func removal(
    from before: [UInt8], _ copies: [[UInt8]]
  ) throws(SettingsFault) -> Removal {
    guard let entry = try editor.entry(in: before) else { return .noEntry }
    switch original(of: before, entry, copies) {
    case .file(let bytes): return .file(bytes)
    case .noFile: return .noFile
    case nil: break
    }
    let originals = originals(copies)
    guard let after = try editor.removing(from: before, original: originals.last) else {
      return .noEntry
    }
    return originals.isEmpty && editor.isEmpty(after) ? .noFile : .file(after)
  }

  /// What there was before installing, where a file is byte for byte what installing makes of it.
  private func original(
    of bytes: [UInt8], _ entry: SettingsNode?, _ copies: [[UInt8]]
  ) -> Original? {
    guard let server = entry.flatMap(client.shape.server) else { return nil }
    let originals = originals(copies)
    let found = originals.last { (try? editor.setting(server, in: $0)) == bytes }
    if let found { return .file(found) }
    return originals.isEmpty && (try? editor.setting(server, in: [])) == bytes ? .noFile : nil
  }

  private enum Original {
    case file([UInt8])
    case noFile
  }

  /// The copies that have no entry of the name: others are from a later change.
  private func originals(_ copies: [[UInt8]]) -> [[UInt8]] {
    copies.filter { (try? editor.entry(in: $0)) == nil }
  }

  // MARK: - Files

  /// The file to work on: the first that has the entry, else the first that there is.
  private func file() throws(ClientError) -> SettingsFile {
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
  private func editing<Result>(
    _ file: SettingsFile, _ step: (SettingsEditor) throws(SettingsFault) -> Result
  ) throws(ClientError) -> Result {
    do throws(SettingsFault) {
      return try step(editor)
    } catch {
      let source = SourceText(path: file.path, bytes: file.bytes ?? [])
      throw .unreadable(error, in: source, of: client)
    }
  }

  private func sharedNotes(_ path: String) -> [String] {
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
  fileprivate var sharedFolders: [String] {
    [home, projectFolder, configurationFolder, applicationFolder]
  }
}
