internal import JSON
internal import SQLite

/// The facts of a page of one kind, in their order.
struct FactsOfPage {
  var kind: Kind
  var rows: [KindRow]
}

extension HandbookModel {
  /// The facts of a new version of a page.
  /// - Returns: `nil` where it has others than before. Where they stand may be different.
  func facts(on new: Page, sameAsOn old: Page) throws -> [FactsOfPage]? {
    let taxonomy = taxonomyRules.value
    guard !taxonomy.rules.isEmpty else { return [] }
    let (newFacts, oldFacts) = (taxonomy.facts(on: new), taxonomy.facts(on: old))
    var names: [String: Set<String>] = [:]
    if newFacts.needsAnotherLook || oldFacts.needsAnotherLook {
      for kind in taxonomy.kinds where taxonomy.namedKinds.contains(kind.name) {
        // Facts of a kind without a table are nowhere to be found.
        guard kinds.contains(where: { $0.name == kind.name }) else { return nil }
        names[kind.name] = try factNames(of: kind)
      }
    }
    let newRows = taxonomy.rows(on: new, newFacts, names: names)
    let oldRows = taxonomy.rows(on: old, oldFacts, names: names)
    guard newRows.keys == oldRows.keys,
      newRows.allSatisfy({ place, rows in Self.haveSameValues(rows, oldRows[place] ?? []) }),
      // Facts are found by the title of their page too.
      newRows.isEmpty || new.title == old.title
    else { return nil }
    return newRows.map { FactsOfPage(kind: taxonomy.rules[$0].kind, rows: $1) }
  }

  private static func haveSameValues(_ rows: [KindRow], _ others: [KindRow]) -> Bool {
    rows.count == others.count
      && zip(rows, others).allSatisfy { $0.values == $1.values && $0.section == $1.section }
  }

  /// What the facts of a kind are known by.
  private func factNames(of kind: Kind) throws -> Set<String> {
    guard let field = kind.fields.first, field.type == .text else { return [] }
    return try read { connection in
      let select = try connection.prepare(
        "SELECT \(quoted(field.name)) FROM \(SnapshotSchema.name).\(quoted(kind.table))")
      var names: Set<String> = []
      while try select.step() { names.insert(select.text(at: 0)) }
      return names
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
