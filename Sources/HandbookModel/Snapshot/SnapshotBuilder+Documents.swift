internal import SQLite

extension SnapshotBuilder {
  /// Adds documents that come from outside the handbook: tools, skills.
  mutating func add(_ documents: [SearchDocument]) throws(DatabaseError) {
    for document in documents {
      try add(
        document, kindNumber: catalog.number(ofKind: document.kind), pageID: nil, section: [],
        lines: nil)
    }
  }

  /// Removes what `add(_:)` added, in this builder or the one that the copied database came from.
  mutating func removeDocuments() throws(DatabaseError) {
    catalog.removeDocumentsWithoutPage()
    // The index holds no texts, so it must be told what it is to forget.
    try connection.execute(
      """
      INSERT INTO _search (_search, rowid, title, heading, text)
      SELECT 'delete', id, title, heading, text FROM _document WHERE page_id IS NULL;
      DELETE FROM _document WHERE page_id IS NULL;
      """)
  }

  /// Adds a document that is no section: a fact of a page, or something from outside.
  mutating func add(
    _ document: SearchDocument, kindNumber: UInt16, pageID: Int?, section: [String],
    lines: ClosedRange<Int>?
  ) throws(DatabaseError) {
    let id = catalog.append(page: pageID ?? 0, kind: kindNumber)
    let isFact = pageID != nil
    let title = isFact ? document.title : "\(document.name) \(document.title)"
    let heading = isFact ? (section + [document.name]).joined(separator: "\n") : ""
    let insert = try connection.prepare(
      "INSERT INTO _document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    try insert.bind(id, to: 1)
    try insert.bind(document.kind, to: 2)
    try insert.bind(document.name, to: 3)
    if let pageID { try insert.bind(pageID, to: 4) } else { try insert.bindNull(to: 4) }
    try insert.bind(utf8: jsonArray(of: section), to: 5)
    if let lines {
      try insert.bind(lines.lowerBound, to: 6)
      try insert.bind(lines.upperBound, to: 7)
    } else {
      try insert.bindNull(to: 6)
      try insert.bindNull(to: 7)
    }
    try insert.bind(title, to: 8)
    try insert.bind(heading, to: 9)
    try insert.bind(document.text, to: 10)
    try insert.run()
    try addSearchRow(id: id, title: title, heading: heading, text: Array(document.text.utf8))
  }
}
