internal import Diagnostics
internal import Files
internal import SQLite

/// Writes the database of a snapshot, page by page, in one transaction.
///
/// The order of calls is: `add` for every page, `setRevisions`, `resolveLinks`, `addKinds`, `finish`, with
/// `KindDescriptions` before the last.
struct SnapshotBuilder {
  let connection: Connection
  private var contents = Snapshot.Contents()
  var indexParts = SearchIndexParts()

  private let rows: PageRows

  /// Starts an empty database.
  /// - Parameter file: an empty file for it; `nil` for memory.
  init(_ file: PageFileWriter? = nil) throws(DatabaseError) {
    let connection = try Connection(file.map { .pages($0) } ?? .image)
    try Self.configure(connection)
    try connection.execute(SnapshotSchema.tables)
    try connection.execute(SnapshotSchema.views)
    try self.init(connection)
  }

  private static func configure(_ connection: Connection) throws(DatabaseError) {
    try connection.execute(
      "PRAGMA page_size = \(PageFile.pageByteCount); PRAGMA locking_mode = EXCLUSIVE")
    // Nobody else sees the database before it is finished, so there is nothing to roll back to.
    try connection.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    try connection.execute("PRAGMA cache_size = -4096; PRAGMA secure_delete = OFF")
    try connection.execute("PRAGMA temp_store = MEMORY")
    try connection.execute("BEGIN")
  }

  private init(_ connection: Connection) throws(DatabaseError) {
    self.connection = connection
    rows = try PageRows(connection)
  }

  /// Adds a page with its sections, which who read it has indexed. Its revision is settled by `setRevisions`.
  /// - Returns: the ids of the sections.
  @discardableResult
  mutating func add(_ page: PreparedPage) throws(DatabaseError) -> Range<Int> {
    let id = pages.count + 1
    let sectionCount = page.sectionCount
    let ids = catalog.appendSections(
      sectionCount, ofPage: id, room: Snapshot.roomForSections(besides: sectionCount))
    try rows.insert(page, id: id, sectionIDs: ids)
    contents.pages.append(
      PageInfo(
        id: id, path: page.path, title: page.header.title,
        revision: Page.Revision(page: page.path, number: 1, date: nil, isNewest: true),
        contentHash: page.contentHash, lineCount: page.lineCount))
    contents.sectionIDs.append(ids)
    return ids
  }

  /// Settles the revisions of the pages, in their order.
  mutating func setRevisions(_ revisions: [Page.Revision]) throws(DatabaseError) {
    let update = try connection.prepare(
      "UPDATE _page SET page = ?, revision = ?, date = ?, is_newest = ? WHERE id = ?")
    for (index, revision) in revisions.enumerated() where revision != pages[index].revision {
      contents.pages[index].revision = revision
      try update.bind(revision.page, to: 1)
      try update.bind(revision.number, to: 2)
      try update.bind(revision.date, to: 3)
      try update.bind(revision.isNewest, to: 4)
      try update.bind(pages[index].id, to: 5)
      try update.run()
    }
  }

  /// Resolves the links of all pages, which must have been added.
  func resolveLinks(fileExists: (String) -> Bool) throws(DatabaseError) {
    let resolver = LinkResolver(paths: pages.map(\.path))
    let links = try PageLinks(connection, resolver, pages: pages, sectionIDs: sectionIDs)
    try links.resolve(inSections: 0..<catalog.nextID, fileExists: fileExists)
  }

  /// Ends the transaction and freezes the database.
  /// - Parameter freeze: makes an image of the database; of one in a file it may do what it likes.
  consuming func finish(
    _ freeze: (Connection, inout Snapshot.Contents) throws -> DatabaseImage = { connection, _ in
      try DatabaseImage(connection)
    }
  ) throws -> Snapshot {
    try connection.execute("COMMIT")
    contents.segments = indexParts.finish()
    let image = try freeze(connection, &contents)
    return Snapshot(image: image, contents: contents)
  }
}

extension SnapshotBuilder {
  var pages: [PageInfo] { contents.pages }
  var sectionIDs: [Range<Int>] { contents.sectionIDs }

  var catalog: SearchCatalog {
    _read { yield contents.catalog }
    _modify { yield &contents.catalog }
  }
}
