import JSON

/// The facts of the kinds evaluated so far: what rules of later kinds may build on.
struct FactBase {
  private struct Entry {
    var kind: Kind
    /// By path of the page.
    var rows: [String: [KindRow]]
  }

  private var entries: [String: Entry] = [:]
  /// What the facts of a kind are known by, where rules ask for it.
  private var names: [String: NameIndex] = [:]

  /// Adds the facts of a kind.
  mutating func add(_ rows: some Sequence<KindRow>, of kind: Kind) {
    entries[kind.name] = Entry(kind: kind, rows: Dictionary(grouping: rows, by: \.page))
  }

  /// Adds what facts of a kind are known by.
  mutating func add(names: Set<String>, ofKind kind: String) {
    // Of two that begin alike the longer one is meant.
    self.names[kind] = NameIndex(names.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) })
  }

  /// The facts of a kind on one page, each with its values by the names of the fields.
  func rows(of kind: String, on page: String) -> [(row: KindRow, values: [String: JSONValue])] {
    guard let entry = entries[kind] else { return [] }
    let names = entry.kind.fields.map(\.name)
    return (entry.rows[page] ?? []).map { row in
      (row, Dictionary(zip(names, row.values), uniquingKeysWith: { first, _ in first }))
    }
  }

  /// The facts of a kind that a text names, whatever page they are on; in its order.
  func names(ofKind kind: String, in text: String) -> [String] {
    names[kind]?.mentions(in: text) ?? []
  }
}

extension Sequence<KindRow> {
  /// What the facts are known by: their first field.
  var names: Set<String> { Set(compactMap { $0.values.first?.stringValue }) }
}
