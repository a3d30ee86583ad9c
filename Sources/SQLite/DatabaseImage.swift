internal import CSQLite

/// A finished database, in memory or in a file, that any number of connections read at the same time, none of them
/// copying or locking it.
package final class DatabaseImage: Sendable {
  private enum Storage: Sendable {
    case memory(MemoryImage)
    case file(PageFile)
  }

  private let storage: Storage

  /// Freezes the database of a connection that was opened as `.image`.
  /// - Throws: `DatabaseError` where it was not.
  package init(_ writer: consuming Connection) throws(DatabaseError) {
    storage = .memory(try MemoryImage(writer))
  }

  /// The database of a file.
  package init(_ file: PageFile) {
    storage = .file(file)
  }

  /// The size of the database.
  package var byteCount: Int {
    switch storage {
    case .memory(let image): image.byteCount
    case .file(let file): file.byteCount
    }
  }

  /// The file of the database; `nil` where it is in memory.
  package var file: PageFile? {
    if case .file(let file) = storage { file } else { nil }
  }

  /// Whether a page of the database was read that was not what had been written.
  package var isDamaged: Bool { file?.isDamaged ?? false }

  /// Lets a connection that was opened as `.memory` see the image, read-only, as a schema.
  package func attach(to connection: Connection, as schema: String) throws(DatabaseError) {
    connection.retained.append(self)
    switch storage {
    case .memory(let image):
      try image.attach(to: connection, as: schema)
    case .file(let file):
      let address = "file:\(file.number)?vfs=\(PageFileSystem.name)&immutable=1"
      let attach = try connection.prepare("ATTACH ? AS \(quoted(schema))")
      try attach.bind(address, to: 1)
      try attach.run()
    }
  }
}

/// A database in memory.
///
/// The bytes belong to the connection that wrote them, which the image owns from then on and which
/// nobody writes to any more.
private final class MemoryImage {
  private let writer: Connection
  private let bytes: UnsafeMutablePointer<UInt8>
  let byteCount: Int

  init(_ writer: consuming Connection) throws(DatabaseError) {
    writer.removeCachedStatements()
    writer.releaseMemory()
    var size: Int64 = 0
    guard
      let bytes = sqlite3_serialize(
        writer.handle, "main", &size, UInt32(SQLITE_SERIALIZE_NOCOPY))
    else {
      throw DatabaseError(.misuse, "the database does not lie in memory in one piece")
    }
    self.writer = writer
    self.bytes = bytes
    byteCount = Int(size)
  }

  func attach(to connection: Connection, as schema: String) throws(DatabaseError) {
    let attach = try connection.prepare("ATTACH ':memory:' AS \(quoted(schema))")
    try attach.run()
    let code = sqlite3_deserialize(
      connection.handle, schema, bytes, Int64(byteCount), Int64(byteCount),
      UInt32(SQLITE_DESERIALIZE_READONLY))
    guard code == SQLITE_OK else {
      throw DatabaseError(connection: connection.handle, code: code, sql: nil)
    }
    // With a map limit the pages are used where they lie instead of being copied into a cache.
    try connection.execute("PRAGMA \(quoted(schema)).mmap_size = \(byteCount)")
  }
}

// The bytes are written by nobody and the writer is used by nobody until `deinit`, which is why
// threads may share an image.
extension MemoryImage: @unchecked Sendable {}

/// A name as SQL spells it, whatever characters it has.
package func quoted(_ name: String) -> String {
  "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    + "\""
}
