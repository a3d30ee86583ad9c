import JSON

/// The facts of the kinds evaluated so far: what rules of later kinds may build on.
struct FactBase {
  private struct Entry {
    var kind: Kind
    /// By path of the page.
    var rows: [String: [KindRow]]
    /// What the facts are known by, without duplicates, the longest first.
    var names: [String]
  }

  private var entries: [String: Entry] = [:]

  /// Adds the facts of a kind.
  /// - Parameter rows: one array for each page.
  mutating func add(_ rows: [[KindRow]], of kind: Kind) {
    var entry = Entry(kind: kind, rows: [:], names: [])
    var names: Set<String> = []
    for row in rows.joined() {
      entry.rows[row.page, default: []].append(row)
      if let name = row.values.first?.stringValue { names.insert(name) }
    }
    entry.names = names.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    entries[kind.name] = entry
  }

  /// The facts of a kind on one page, each with its values by the names of the fields.
  func rows(of kind: String, on page: String) -> [(row: KindRow, values: [String: JSONValue])] {
    guard let entry = entries[kind] else { return [] }
    let names = entry.kind.fields.map(\.name)
    return (entry.rows[page] ?? []).map { row in
      (row, Dictionary(zip(names, row.values), uniquingKeysWith: { first, _ in first }))
    }
  }

  /// The values of the first field of a kind on all pages, the longest first.
  func names(of kind: String) -> [String] {
    entries[kind]?.names ?? []
  }
}
