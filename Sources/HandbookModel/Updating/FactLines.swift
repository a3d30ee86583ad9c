internal import SQLite

/// Writes where facts stand, of pages on which nothing else about them has changed.
struct FactLines {
  let connection: Connection
  let catalog: SearchCatalog

  /// - Parameter id: of the page.
  /// - Returns: `false` where the tables do not have these facts.
  func write(_ facts: FactsOfPage, onPage id: Int) throws(DatabaseError) -> Bool {
    guard let page = facts.rows.first?.page else { return true }
    let table = quoted(facts.kind.table)
    let rowIDs = try rowIDs(in: table, ofPage: page)
    let factIDs = catalog.facts(ofKind: facts.kind.name, onPage: id)
    guard rowIDs.count == facts.rows.count, factIDs.count == facts.rows.count else { return false }
    try write(facts.rows, to: table, "rowid", rowIDs)
    try write(facts.rows, to: "_fact", "id", factIDs)
    return true
  }

  private func rowIDs(in table: String, ofPage page: String) throws(DatabaseError) -> [Int] {
    let select = try connection.prepare(
      "SELECT rowid FROM \(table) WHERE page = ? ORDER BY position")
    try select.bind(page, to: 1)
    var ids: [Int] = []
    while try select.step() { ids.append(select.int(at: 0)) }
    return ids
  }

  private func write(
    _ rows: [KindRow], to table: String, _ column: String, _ ids: [Int]
  ) throws(DatabaseError) {
    let update = try connection.prepare(
      "UPDATE \(table) SET first_line = ?, last_line = ? WHERE \(column) = ?")
    for (row, id) in zip(rows, ids) {
      try update.bind(row.lines.lowerBound, to: 1)
      try update.bind(row.lines.upperBound, to: 2)
      try update.bind(id, to: 3)
      try update.run()
    }
  }
}

extension SearchCatalog {
  /// The ids of the facts of a page of one kind, in their order.
  fileprivate func facts(ofKind kind: String, onPage id: Int) -> [Int] {
    guard let number = kinds.firstIndex(of: kind) else { return [] }
    return pageIDs.indices.filter {
      pageIDs[$0] == Int32(truncatingIfNeeded: id) && kindNumbers[$0] == number
    }
  }
}
