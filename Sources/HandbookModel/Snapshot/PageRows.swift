internal import Diagnostics
internal import Files
internal import JSON
internal import Markdown
internal import SQLite
internal import YAML

/// Writes what one page says into the tables, and takes it out again.
struct PageRows {
  private let insertPage: Statement
  private let updatePage: Statement
  private let insertSection: Statement
  private let parts: SectionParts
  private let connection: Connection

  init(_ connection: Connection) throws(DatabaseError) {
    self.connection = connection
    insertPage = try connection.prepare(
      "INSERT INTO _page VALUES (?1, ?2, ?3, ?2, 1, NULL, 1, ?4, ?5, ?6, ?7)")
    updatePage = try connection.prepare(
      """
      UPDATE _page SET title = ?3, content_hash = ?4, line_count = ?5, front_matter = ?6, text = ?7
      WHERE id = ?1 AND path = ?2
      """)
    insertSection = try connection.prepare(
      "INSERT INTO _section VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    parts = try SectionParts(connection)
  }

  /// Adds a page as the first revision of itself.
  /// - Parameter sectionIDs: one for each section.
  func insert(_ page: PreparedPage, id: Int, sectionIDs: Range<Int>) throws(DatabaseError) {
    try write(page, id: id, with: insertPage)
    try insertSections(of: page, id: id, sectionIDs)
  }

  /// Puts a page in the place of another version of it, whose sections have been removed.
  func update(_ page: PreparedPage, id: Int, sectionIDs: Range<Int>) throws(DatabaseError) {
    try write(page, id: id, with: updatePage)
    try insertSections(of: page, id: id, sectionIDs)
  }

  /// Removes sections with all that belongs to them.
  func removeSections(_ ids: Range<Int>) throws(DatabaseError) {
    try remove(from: "_section", ids)
    for table in SectionParts.tables {
      try remove(from: table, SectionParts.rowIDs(ofSections: ids))
    }
  }

  private func remove(from table: String, _ ids: Range<Int>) throws(DatabaseError) {
    let delete = try connection.prepare("DELETE FROM \(table) WHERE id >= ? AND id < ?")
    try delete.bind(ids.lowerBound, to: 1)
    try delete.bind(ids.upperBound, to: 2)
    try delete.run()
  }

  private func write(
    _ page: PreparedPage, id: Int, with statement: Statement
  ) throws(DatabaseError) {
    try statement.bind(id, to: 1)
    try statement.bind(page.path, to: 2)
    try statement.bind(page.header.title, to: 3)
    try statement.bind(page.contentHash.hexadecimal, to: 4)
    try statement.bind(page.document.lineCount, to: 5)
    try statement.bind(page.document.frontMatter?.jsonValue.text, to: 6)
    try statement.bind(utf8: page.source.bytes, to: 7)
    try statement.run()
  }

  private func insertSections(
    of page: PreparedPage, id pageID: Int, _ ids: Range<Int>
  ) throws(DatabaseError) {
    for (index, section) in page.document.sections.enumerated() {
      let id = ids.lowerBound + index
      try insertSection.bind(id, to: 1)
      try insertSection.bind(pageID, to: 2)
      try insertSection.bind(index + 1, to: 3)
      try insertSection.bind(section.level, to: 4)
      try insertSection.bind(section.heading, to: 5)
      try insertSection.bind(utf8: jsonArray(of: section.headingPath), to: 6)
      try insertSection.bind(section.anchor, to: 7)
      try insertSection.bind(section.lines.lowerBound, to: 8)
      try insertSection.bind(section.lines.upperBound, to: 9)
      try insertSection.bind(utf8: page.texts[index], to: 10)
      try insertSection.run()
      try parts.insert(of: section, id: id)
    }
  }
}
