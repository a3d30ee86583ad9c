internal import SQLite
internal import Synchronization

/// A connection that sees the snapshot, with the statements and caches of search.
///
/// `@unchecked Sendable` because the pool hands a reader to one thread at a time.
final class Reader: @unchecked Sendable {
  let connection: Connection
  let searcher: Searcher

  init(
    _ image: DatabaseImage, _ space: SearchSpace, _ cache: PostingsCache
  ) throws(DatabaseError) {
    connection = try Connection(.memory)
    try connection.execute("PRAGMA cache_size = -256; PRAGMA temp_store = MEMORY")
    try image.attach(to: connection, as: SnapshotSchema.name)
    try connection.execute("PRAGMA \(SnapshotSchema.name).cache_size = -256")
    // The snapshot never changes, so one read transaction serves for good; without it every statement
    // would open and end its own.
    try connection.execute("BEGIN")
    searcher = Searcher(connection, space, cache)
  }
}

/// The readers that are free at the moment. Several threads read at the same time, each with its own.
struct ReaderPool: ~Copyable {
  private let image: DatabaseImage
  private let space: SearchSpace
  private let cache: PostingsCache
  private let free = Mutex<[Reader]>([])
  /// A reader costs some hundred kilobytes, opening one a fraction of a millisecond.
  private let maximumFreeCount = 4

  init(_ image: DatabaseImage, _ space: SearchSpace) {
    self.image = image
    self.space = space
    cache = PostingsCache(documentCount: space.catalog.nextID)
  }

  /// Lends a reader, a new one where none is free.
  func withReader<Result>(_ body: (Reader) throws -> Result) throws -> Result {
    let reader = try free.withLock { $0.popLast() } ?? Reader(image, space, cache)
    defer {
      reader.connection.resetStatements()
      // A query that was stopped for its use of memory has ended the transaction.
      if reader.connection.isInTransaction {
        free.withLock { readers in
          if readers.count < maximumFreeCount { readers.append(reader) }
        }
      }
    }
    return try body(reader)
  }
}
