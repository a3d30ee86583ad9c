internal import Diagnostics
internal import Files
internal import JSON
internal import Markdown
internal import SQLite
internal import YAML

/// Writes the database of a snapshot, page by page, in one transaction.
///
/// The order of calls is: `add` for every page, `setRevisions`, `resolveLinks`, `addKinds`, `describe`,
/// `finish`.
struct SnapshotBuilder {
  let connection: Connection
  private var contents = Snapshot.Contents()
  var indexParts = SearchIndexParts()

  private let insertPage: Statement
  private let insertSection: Statement
  private let insertLink: Statement
  private let insertField: Statement
  private let insertListItem: Statement
  private let insertTableRow: Statement

  /// Starts an empty database.
  /// - Parameter path: an empty file for it; `nil` for memory.
  init(at path: String? = nil) throws(DatabaseError) {
    let connection = try Connection(path.map { .file($0, .create) } ?? .image)
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
    try connection.execute("BEGIN")
  }

  private init(_ connection: Connection) throws(DatabaseError) {
    self.connection = connection
    insertPage = try connection.prepare(
      "INSERT INTO _page VALUES (?1, ?2, ?3, ?2, 1, NULL, 1, ?4, ?5, ?6, ?7)")
    insertSection = try connection.prepare(
      "INSERT INTO _section VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    insertLink = try connection.prepare(
      "INSERT INTO _link (section_id, text, destination, line) VALUES (?, ?, ?, ?)")
    insertField = try connection.prepare("INSERT INTO _field VALUES (?, ?, ?, ?)")
    insertListItem = try connection.prepare("INSERT INTO _list_item VALUES (?, ?, ?, ?, ?, ?, ?)")
    insertTableRow = try connection.prepare("INSERT INTO _table_row VALUES (?, ?, ?, ?, ?, ?)")
  }

  /// Adds a page with its sections, which who read it has indexed. Its revision is settled by `setRevisions`.
  /// - Returns: the ids of the sections.
  @discardableResult
  mutating func add(_ page: PreparedPage) throws(DatabaseError) -> Range<Int> {
    let (path, title, document) = (page.path, page.header.title, page.document)
    let id = pages.count + 1
    try insertPage.bind(id, to: 1)
    try insertPage.bind(path, to: 2)
    try insertPage.bind(title, to: 3)
    try insertPage.bind(page.contentHash, to: 4)
    try insertPage.bind(document.lineCount, to: 5)
    try insertPage.bind(document.frontMatter?.jsonValue.text, to: 6)
    try insertPage.bind(utf8: page.source.bytes, to: 7)
    try insertPage.run()
    contents.pages.append(
      PageInfo(
        id: id, path: path, title: title,
        revision: Page.Revision(page: path, number: 1, date: nil, isNewest: true),
        contentHash: page.contentHash, lineCount: document.lineCount))
    let first = catalog.nextID
    for (index, section) in document.sections.enumerated() {
      try add(section, text: page.texts[index], position: index + 1, pageID: id)
    }
    contents.sectionIDs.append(first..<catalog.nextID)
    return first..<catalog.nextID
  }

  private mutating func add(
    _ section: MarkdownSection, text: [UInt8], position: Int, pageID: Int
  ) throws(DatabaseError) {
    let id = catalog.append(page: pageID, kind: SearchCatalog.sectionKind)
    try insertSection.bind(id, to: 1)
    try insertSection.bind(pageID, to: 2)
    try insertSection.bind(position, to: 3)
    try insertSection.bind(section.level, to: 4)
    try insertSection.bind(section.heading, to: 5)
    try insertSection.bind(utf8: jsonArray(of: section.headingPath), to: 6)
    try insertSection.bind(section.anchor, to: 7)
    try insertSection.bind(section.lines.lowerBound, to: 8)
    try insertSection.bind(section.lines.upperBound, to: 9)
    try insertSection.bind(utf8: text, to: 10)
    try insertSection.run()
    for link in section.headingLinks { try add(link, sectionID: id) }
    for block in section.blocks { try add(block, sectionID: id) }
  }

  private func add(_ block: MarkdownBlock, sectionID: Int) throws(DatabaseError) {
    for link in block.links { try add(link, sectionID: sectionID) }
    for field in block.fields {
      try insertField.bind(sectionID, to: 1)
      try insertField.bind(field.label, to: 2)
      try insertField.bind(field.value, to: 3)
      try insertField.bind(field.line, to: 4)
      try insertField.run()
    }
    switch block.kind {
    case .listItem(let depth, let number, let list):
      try insertListItem.bind(sectionID, to: 1)
      try insertListItem.bind(list, to: 2)
      try insertListItem.bind(depth, to: 3)
      if let number {
        try insertListItem.bind(number, to: 4)
      } else {
        try insertListItem.bindNull(to: 4)
      }
      try insertListItem.bind(block.text, to: 5)
      try insertListItem.bind(block.lines.lowerBound, to: 6)
      try insertListItem.bind(block.lines.upperBound, to: 7)
      try insertListItem.run()
    case .tableRow(let cells, let isHeader, let table):
      try insertTableRow.bind(sectionID, to: 1)
      try insertTableRow.bind(table, to: 2)
      try insertTableRow.bind(isHeader, to: 3)
      try insertTableRow.bind(utf8: jsonArray(of: cells), to: 4)
      try insertTableRow.bind(block.lines.lowerBound, to: 5)
      try insertTableRow.bind(block.lines.upperBound, to: 6)
      try insertTableRow.run()
    case .paragraph, .code, .quote, .html:
      break
    }
  }

  private func add(_ link: MarkdownLink, sectionID: Int) throws(DatabaseError) {
    try insertLink.bind(sectionID, to: 1)
    try insertLink.bind(link.text, to: 2)
    try insertLink.bind(link.destination, to: 3)
    try insertLink.bind(link.line, to: 4)
    try insertLink.run()
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

  /// Ends the transaction and freezes the database.
  /// - Parameter freeze: makes an image of the database; of one in a file it may do what it likes.
  consuming func finish(
    _ freeze: (Connection, Snapshot.Contents) throws -> DatabaseImage = { connection, _ in
      try DatabaseImage(connection)
    }
  ) throws -> Snapshot {
    try connection.execute("COMMIT")
    contents.segments = indexParts.finish()
    return Snapshot(image: try freeze(connection, contents), contents: contents)
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

extension MarkdownSection {
  /// The text of the blocks, a line break between them.
  var plainText: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(blocks.reduce(0) { $0 + $1.text.utf8.count + 1 })
    for block in blocks where !block.text.isEmpty {
      if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
      text.append(contentsOf: block.text.utf8)
    }
    return text
  }
}
