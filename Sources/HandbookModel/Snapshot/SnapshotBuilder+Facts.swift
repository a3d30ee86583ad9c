internal import SQLite

extension SnapshotBuilder {
  /// Makes a fact of a page searchable.
  mutating func add(
    _ fact: SearchDocument, kindNumber: UInt16, pageID: Int, section: [String],
    lines: ClosedRange<Int>
  ) throws(DatabaseError) {
    let id = catalog.append(page: pageID, kind: kindNumber)
    let heading = (section + [fact.name]).joined(separator: "\n")
    let insert = try connection.prepare("INSERT INTO _fact VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    try insert.bind(id, to: 1)
    try insert.bind(fact.name, to: 2)
    try insert.bind(utf8: jsonArray(of: section), to: 3)
    try insert.bind(lines.lowerBound, to: 4)
    try insert.bind(lines.upperBound, to: 5)
    try insert.bind(fact.title, to: 6)
    try insert.bind(heading, to: 7)
    try insert.bind(fact.text, to: 8)
    try insert.run()
    indexParts.add(id: id, title: fact.title, heading: heading, text: fact.text)
  }
}
