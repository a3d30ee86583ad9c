#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A change of a client's settings, worked out and not yet made.
package struct ClientChange: Sendable {
  package enum Kind: String, Sendable {
    /// There was no file.
    case created
    /// There was no entry.
    case added
    /// There was an entry that started something else.
    case updated
    /// There is nothing to change.
    case unchanged
    /// There was an entry.
    case removed
    /// There was an entry and nothing else: the file goes.
    case deleted
  }

  package var kind: Kind
  package var client: Client
  package var scope: ClientScope
  /// The server's name.
  package var name: String
  /// Whether the server is in the file once the change is made.
  package var isInstalled: Bool
  /// As the client names it.
  package var path: String
  /// What the file holds; `nil` where there is none.
  package var before: [UInt8]?
  /// What it is to hold; `nil` where there is to be none.
  package var after: [UInt8]?
  /// A copy that will be made of the file as it is.
  package var newBackup: String?
  /// A copy that will be removed, because the file is then again what it holds.
  package var finishedBackup: String?
  /// Copies of the file that stay.
  package var keptBackups: [String] = []
  /// The folders that stay even if they are empty.
  var keptFolders: [String]
  /// Worth knowing, a sentence each.
  package var notes: [String] = []

  /// Makes the change.
  /// - Throws: `ClientError` where the file cannot be written, or has changed meanwhile.
  package func apply() throws(ClientError) {
    guard kind != .unchanged else { return }
    do throws(SettingsFileError) {
      let file = try SettingsFile(path)
      guard file.bytes == before else { throw SettingsFileError(path: path, .changed) }
      if let newBackup { try file.backUp(to: newBackup) }
      do throws(SettingsFileError) {
        if let after { try file.write(after) } else { try file.remove(keeping: keptFolders) }
      } catch {
        if let newBackup { unlink(newBackup) }
        throw error
      }
    } catch {
      throw .file(error)
    }
    if let finishedBackup { unlink(finishedBackup) }
  }
}
