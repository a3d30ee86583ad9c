internal import CSQLite

/// A finished database in memory that any number of connections read at the same time, none of them
/// copying or locking it.
///
/// The bytes belong to the connection that wrote them, which the image owns from then on and which
/// nobody writes to any more.
package final class DatabaseImage {
  private let writer: Connection
  private let bytes: UnsafeMutablePointer<UInt8>
  /// The size of the database.
  package let byteCount: Int

  /// Freezes the database of a connection that was opened as `.image`.
  /// - Throws: `DatabaseError` where it was not.
  package init(_ writer: consuming Connection) throws(DatabaseError) {
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

  /// Opens a connection to a new, empty database that sees the image, read-only, as a schema.
  package func attach(to connection: Connection, as schema: String) throws(DatabaseError) {
    let attach = try connection.prepare("ATTACH ':memory:' AS \(quoted(schema))")
    try attach.run()
    connection.retained.append(self)
    let code = sqlite3_deserialize(
      connection.handle, schema, bytes, Int64(byteCount), Int64(byteCount),
      UInt32(SQLITE_DESERIALIZE_READONLY))
    guard code == SQLITE_OK else {
      throw DatabaseError(connection: connection.handle, code: code, sql: nil)
    }
    // With a map limit the pages are used where they lie instead of being copied into a cache.
    try connection.execute("PRAGMA \(quoted(schema)).mmap_size = \(byteCount)")
  }

  /// A connection with a copy of the database, to be changed and frozen again.
  package func copy() throws(DatabaseError) -> Connection {
    let connection = try Connection(.image)
    guard let copy = sqlite3_malloc64(UInt64(byteCount)) else {
      throw DatabaseError(.outOfMemory, "no memory for a copy of the database")
    }
    copy.copyMemory(from: bytes, byteCount: byteCount)
    let code = sqlite3_deserialize(
      connection.handle, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(byteCount),
      Int64(byteCount), UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE))
    guard code == SQLITE_OK else {
      throw DatabaseError(connection: connection.handle, code: code, sql: nil)
    }
    return connection
  }
}

// The bytes are written by nobody and the writer is used by nobody until `deinit`, which is why
// threads may share an image.
extension DatabaseImage: @unchecked Sendable {}

/// A name as SQL spells it, whatever characters it has.
package func quoted(_ name: String) -> String {
  "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    + "\""
}
