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
  private let insertLink: Statement
  private let insertField: Statement
  private let insertListItem: Statement
  private let insertTableRow: Statement
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
    insertLink = try connection.prepare(
      "INSERT INTO _link (id, section_id, text, destination, line) VALUES (?, ?, ?, ?, ?)")
    insertField = try connection.prepare("INSERT INTO _field VALUES (?, ?, ?, ?, ?)")
    insertListItem = try connection.prepare(
      "INSERT INTO _list_item VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    insertTableRow = try connection.prepare("INSERT INTO _table_row VALUES (?, ?, ?, ?, ?, ?, ?)")
  }

  /// The ids of the rows that belong to some sections: the section's, then the row's place among its own kind. No page
  /// is so long that the places do not suffice.
  static func rowIDs(ofSections ids: Range<Int>) -> Range<Int> {
    ids.lowerBound << 32..<ids.upperBound << 32
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
    for table in ["_link", "_field", "_list_item", "_table_row"] {
      try remove(from: table, Self.rowIDs(ofSections: ids))
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
      try insertParts(of: section, id: id)
    }
  }

  /// The ids that the next rows of a section get.
  private struct NextIDs {
    var link: Int
    var field: Int
    var listItem: Int
    var tableRow: Int

    init(section: Int) {
      let first = PageRows.rowIDs(ofSections: section..<section + 1).lowerBound
      (link, field, listItem, tableRow) = (first, first, first, first)
    }
  }

  private func insertParts(of section: MarkdownSection, id: Int) throws(DatabaseError) {
    var next = NextIDs(section: id)
    try insert(section.headingLinks, sectionID: id, &next)
    for block in section.blocks {
      try insert(block.links, sectionID: id, &next)
      for field in block.fields {
        try insertField.bind(next.field, to: 1)
        try insertField.bind(id, to: 2)
        try insertField.bind(field.label, to: 3)
        try insertField.bind(field.value, to: 4)
        try insertField.bind(field.line, to: 5)
        try insertField.run()
        next.field += 1
      }
      try insert(block, sectionID: id, &next)
    }
  }

  private func insert(
    _ links: [MarkdownLink], sectionID: Int, _ next: inout NextIDs
  ) throws(DatabaseError) {
    for link in links {
      try insertLink.bind(next.link, to: 1)
      try insertLink.bind(sectionID, to: 2)
      try insertLink.bind(link.text, to: 3)
      try insertLink.bind(link.destination, to: 4)
      try insertLink.bind(link.line, to: 5)
      try insertLink.run()
      next.link += 1
    }
  }

  private func insert(
    _ block: MarkdownBlock, sectionID: Int, _ next: inout NextIDs
  ) throws(DatabaseError) {
    switch block.kind {
    case .listItem(let depth, let number, let list):
      try insertListItem.bind(next.listItem, to: 1)
      try insertListItem.bind(sectionID, to: 2)
      try insertListItem.bind(list, to: 3)
      try insertListItem.bind(depth, to: 4)
      if let number {
        try insertListItem.bind(number, to: 5)
      } else {
        try insertListItem.bindNull(to: 5)
      }
      try insertListItem.bind(block.text, to: 6)
      try insertListItem.bind(block.lines.lowerBound, to: 7)
      try insertListItem.bind(block.lines.upperBound, to: 8)
      try insertListItem.run()
      next.listItem += 1
    case .tableRow(let cells, let isHeader, let table):
      try insertTableRow.bind(next.tableRow, to: 1)
      try insertTableRow.bind(sectionID, to: 2)
      try insertTableRow.bind(table, to: 3)
      try insertTableRow.bind(isHeader, to: 4)
      try insertTableRow.bind(utf8: jsonArray(of: cells), to: 5)
      try insertTableRow.bind(block.lines.lowerBound, to: 6)
      try insertTableRow.bind(block.lines.upperBound, to: 7)
      try insertTableRow.run()
      next.tableRow += 1
    case .paragraph, .code, .quote, .html:
      break
    }
  }
}
