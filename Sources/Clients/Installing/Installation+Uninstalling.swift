extension Installation {
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
      path: file.path, before: file.bytes, after: file.bytes, keptFolders: environment.sharedFolders
    )
    guard let before = file.bytes else { return change }
    let backups = Backups(of: file.target)
    let removal = try editing(file) { editor throws(SettingsFault) in
      try self.removal(from: before, backups.copies.map(\.bytes), mayRemoveFile: !file.isLink)
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

  /// - Parameters:
  ///   - copies: from the oldest to the newest.
  ///   - mayRemoveFile: whether the file goes where nothing is left in it. Not one that a link leads to: somebody
  ///     has put it there.
  private func removal(
    from before: [UInt8], _ copies: [[UInt8]], mayRemoveFile: Bool
  ) throws(SettingsFault) -> Removal {
    guard let entry = try editor.entry(in: before) else { return .noEntry }
    switch original(of: before, entry, copies) {
    case .file(let bytes): return .file(bytes)
    case .noFile where mayRemoveFile: return .noFile
    case .noFile, nil: break
    }
    let originals = originals(copies)
    guard let after = try editor.removing(from: before, original: originals.last) else {
      return .noEntry
    }
    return mayRemoveFile && originals.isEmpty && editor.isEmpty(after) ? .noFile : .file(after)
  }

  /// What there was before installing, where a file is byte for byte what installing makes of it.
  func original(
    of bytes: [UInt8], _ entry: SettingsNode?, _ copies: [[UInt8]]
  ) -> Original? {
    guard let server = entry.flatMap(client.shape.server) else { return nil }
    let originals = originals(copies)
    if let found = originals.last(where: { (try? editor.setting(server, in: $0)) == bytes }) {
      return .file(found)
    }
    return (try? editor.setting(server, in: [])) == bytes ? .noFile : nil
  }

  /// What there was before installing.
  enum Original {
    case file([UInt8])
    case noFile
  }

  /// The copies that have no entry of the name: others are from a later change.
  private func originals(_ copies: [[UInt8]]) -> [[UInt8]] {
    copies.filter { (try? editor.entry(in: $0)) == nil }
  }
}
