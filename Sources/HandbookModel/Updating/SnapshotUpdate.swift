internal import SQLite

/// Puts new versions of some pages into a finished snapshot, which stays as it is for those who read it.
struct SnapshotUpdate {
  private let old: Snapshot
  private let database: PageFile
  private let kinds: [Kind]
  private var contents: Snapshot.Contents

  /// Many small segments would make searching slow.
  private static let maximumSegmentCount = 64
  private static let maximumChangedBytes = 32 << 20

  /// - Parameter kinds: that have a table.
  init(of snapshot: Snapshot, _ database: PageFile, kinds: [Kind]) {
    old = snapshot
    self.database = database
    self.kinds = kinds
    contents = snapshot.contents
  }

  /// Makes the new snapshot.
  /// - Parameters:
  ///   - changes: in the order of the pages.
  ///   - parts: their sections, indexed in the same order.
  ///   - resolver: of the paths of all pages.
  ///   - fileExists: says whether the handbook's folder holds a file that is no page.
  /// - Returns: `nil` where there have been so many changes that all should be indexed anew.
  consuming func apply(
    _ changes: [PageChange], _ parts: IndexSegment.Parts, _ resolver: LinkResolver,
    fileExists: (String) -> Bool
  ) throws(DatabaseError) -> Snapshot? {
    guard let newIDs = newSectionIDs(changes) else { return nil }
    replaceSegments(changes, newIDs, parts)
    guard contents.segments.count <= Self.maximumSegmentCount else { return nil }
    for (change, ids) in zip(changes, newIDs) {
      contents.sectionIDs[change.index] = ids
      contents.pages[change.index].title = change.page.header.title
      contents.pages[change.index].contentHash = change.page.contentHash
      contents.pages[change.index].lineCount = change.page.lineCount
    }
    guard let newDatabase = try write(changes, newIDs, resolver, fileExists),
      newDatabase.changedByteCount <= Self.maximumChangedBytes
    else { return nil }
    return Snapshot(image: DatabaseImage(newDatabase), contents: contents)
  }

  /// - Returns: `nil` where a page has more sections than there are ids for.
  private func newSectionIDs(_ changes: [PageChange]) -> [Range<Int>]? {
    var ids: [Range<Int>] = []
    for change in changes {
      let possible = old.contents.possibleSectionIDs(ofPage: change.index)
      let count = change.page.sectionCount
      guard count <= possible.count else { return nil }
      ids.append(possible.lowerBound..<possible.lowerBound + count)
    }
    return ids
  }

  private mutating func replaceSegments(
    _ changes: [PageChange], _ newIDs: [Range<Int>], _ parts: IndexSegment.Parts
  ) {
    for change in changes {
      let ids = old.contents.sectionIDs[change.index]
      for index in contents.segments.indices { contents.segments[index].remove(ids) }
    }
    contents.segments.removeAll(where: \.isEmpty)
    var parts = parts
    parts.documents = newIDs.flatMap { $0.map { Int32($0) } }
    if !parts.documents.isEmpty { contents.segments.append(IndexSegment(parts)) }
  }

  private func write(
    _ changes: [PageChange], _ newIDs: [Range<Int>], _ resolver: LinkResolver,
    _ fileExists: (String) -> Bool
  ) throws(DatabaseError) -> PageFile? {
    let change = PageFileChange(of: database)
    let isWritten = try write(
      changes, newIDs, resolver, fileExists, to: try Connection(.change(change)))
    let file = change.finish()
    return isWritten ? file : nil
  }

  private func write(
    _ changes: [PageChange], _ newIDs: [Range<Int>], _ resolver: LinkResolver,
    _ fileExists: (String) -> Bool, to connection: Connection
  ) throws(DatabaseError) -> Bool {
    // Nobody sees the pages before they are finished, so there is nothing to roll back to.
    try connection.execute(
      """
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
      PRAGMA temp_store = MEMORY; PRAGMA cache_size = -2048; BEGIN
      """)
    let rows = try PageRows(connection)
    let descriptions = KindDescriptions(connection)
    var counts = try descriptions.rowCounts()
    for (change, ids) in zip(changes, newIDs) {
      let oldIDs = old.contents.sectionIDs[change.index]
      let oldCounts = try descriptions.rowCounts(ofSections: oldIDs)
      try rows.removeSections(oldIDs)
      try rows.update(change.page, id: change.index + 1, sectionIDs: ids)
      let newCounts = try descriptions.rowCounts(ofSections: ids)
      for (table, count) in newCounts {
        counts[table, default: 0] += count - (oldCounts[table] ?? 0)
      }
    }
    let factLines = FactLines(connection: connection, catalog: contents.catalog)
    for change in changes {
      for facts in change.facts {
        guard try factLines.write(facts, onPage: change.index + 1) else { return false }
      }
    }
    let links = try PageLinks(
      connection, resolver, pages: contents.pages, sectionIDs: contents.sectionIDs)
    for ids in newIDs { try links.resolve(inSections: ids, fileExists: fileExists) }
    let reordered = changes.filter(\.hasOtherAnchors).map(\.index)
    if !reordered.isEmpty { try links.recheckFragments(ofPages: reordered) }
    try descriptions.rewrite(kinds, rowCounts: counts)
    try connection.execute("COMMIT")
    return true
  }
}
