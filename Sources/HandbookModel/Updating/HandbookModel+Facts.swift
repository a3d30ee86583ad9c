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
    guard let newRows = taxonomy.rows(on: new, newFacts, names: names),
      let oldRows = taxonomy.rows(on: old, oldFacts, names: names), newRows.keys == oldRows.keys,
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
