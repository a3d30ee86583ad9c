internal import Markdown
internal import SQLite

/// Writes what lies in the sections of a page into tables of its own: links, fields, list items, rows of tables.
struct SectionParts {
  /// The tables; the ids of their rows are those of `rowIDs`.
  static let tables = ["_link", "_field", "_list_item", "_table_row"]

  private let insertLink: Statement
  private let insertField: Statement
  private let insertListItem: Statement
  private let insertTableRow: Statement

  init(_ connection: Connection) throws(DatabaseError) {
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

  /// The ids that the next rows of a section get.
  private struct NextIDs {
    var link: Int
    var field: Int
    var listItem: Int
    var tableRow: Int

    init(section: Int) {
      let first = SectionParts.rowIDs(ofSections: section..<section + 1).lowerBound
      (link, field, listItem, tableRow) = (first, first, first, first)
    }
  }

  /// Adds what a section has.
  func insert(of section: MarkdownSection, id: Int) throws(DatabaseError) {
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
