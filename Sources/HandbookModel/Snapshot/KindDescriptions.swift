internal import JSON
internal import SQLite

/// Fills `kinds` and `kind_fields`, which say what there is to ask for, once everything else is in place.
struct KindDescriptions {
  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// Describes the kinds and the tables that every handbook has.
  func write(_ kinds: [Kind]) throws(DatabaseError) {
    for kind in kinds { try write(kind, rowCount: count(kind.table)) }
    for table in GenericTable.all { try write(table, rowCount: count(table.rowSource)) }
  }

  /// Describes them anew, where the numbers of rows are known.
  /// - Parameter rowCounts: by the table's name.
  func rewrite(_ kinds: [Kind], rowCounts: [String: Int]) throws(DatabaseError) {
    try connection.execute("DELETE FROM kinds; DELETE FROM kind_fields")
    for kind in kinds { try write(kind, rowCount: rowCounts[kind.table] ?? 0) }
    for table in GenericTable.all { try write(table, rowCount: rowCounts[table.name] ?? 0) }
  }

  /// How many rows the tables have, as it was last written down; by the table's name.
  func rowCounts() throws(DatabaseError) -> [String: Int] {
    let select = try connection.prepare("SELECT table_name, row_count FROM kinds")
    var counts: [String: Int] = [:]
    while try select.step() { counts[select.text(at: 0)] = select.int(at: 1) }
    return counts
  }

  /// How many rows the tables have of some sections; by the table's name.
  func rowCounts(ofSections ids: Range<Int>) throws(DatabaseError) -> [String: Int] {
    var counts: [String: Int] = [:]
    for table in GenericTable.all {
      let (column, range) = table.rows(ofSections: ids)
      let select = try connection.prepare(
        "SELECT count(*) FROM \(table.rowSource) WHERE \(column) >= ? AND \(column) < ?")
      try select.bind(range.lowerBound, to: 1)
      try select.bind(range.upperBound, to: 2)
      counts[table.name] = try select.step() ? select.int(at: 0) : 0
      select.reset()
    }
    return counts
  }

  private func count(_ table: String) throws(DatabaseError) -> Int {
    let count = try connection.prepare("SELECT count(*) FROM \(quoted(table))")
    defer { count.reset() }
    return try count.step() ? count.int(at: 0) : 0
  }

  private func write(_ kind: Kind, rowCount: Int) throws(DatabaseError) {
    try write(
      name: kind.name, table: kind.table, description: kind.description, rowCount: rowCount,
      isGeneric: false,
      fields: GenericTable.leadingKindFields
        + kind.fields.map {
          GenericTable.Field(name: $0.name, type: $0.type, description: $0.description)
        } + GenericTable.trailingKindFields)
  }

  private func write(_ table: GenericTable, rowCount: Int) throws(DatabaseError) {
    try write(
      name: table.kindName, table: table.name, description: table.description,
      rowCount: rowCount, isGeneric: true, fields: table.fields)
  }

  private func write(
    name: String, table: String, description: String, rowCount: Int, isGeneric: Bool,
    fields: [GenericTable.Field]
  ) throws(DatabaseError) {
    let insertKind = try connection.prepare("INSERT INTO kinds VALUES (?, ?, ?, ?, ?)")
    try insertKind.bind(name, to: 1)
    try insertKind.bind(table, to: 2)
    try insertKind.bind(description, to: 3)
    try insertKind.bind(rowCount, to: 4)
    try insertKind.bind(isGeneric, to: 5)
    try insertKind.run()
    let insertField = try connection.prepare("INSERT INTO kind_fields VALUES (?, ?, ?, ?, ?, ?, ?)")
    for (index, field) in fields.enumerated() {
      let examples = field.hasExamples ? try examples(of: field, in: table) : []
      try insertField.bind(name, to: 1)
      try insertField.bind(table, to: 2)
      try insertField.bind(index + 1, to: 3)
      try insertField.bind(field.name, to: 4)
      try insertField.bind(field.type.rawValue, to: 5)
      try insertField.bind(field.description, to: 6)
      try insertField.bind(utf8: JSONValue.array(examples).encoded, to: 7)
      try insertField.run()
    }
  }

  /// Examples are looked for in the sections with ids below this.
  private static let exampleSections = 4000

  /// The first few different values among the first rows: enough to see what they look like, and of a
  /// cost that does not grow with the handbook, even where few rows have a value.
  private func examples(
    of field: GenericTable.Field, in table: String
  ) throws(DatabaseError) -> [JSONValue] {
    let column = quoted(field.name)
    let value = field.type == .list ? "j.value" : column
    // A view of few rows would be read to its end in search of more.
    let range =
      GenericTable.all.first { $0.name == table }?.sectionColumn
      .map { "WHERE \($0) < \(Self.exampleSections)" } ?? ""
    let source =
      "(SELECT * FROM (SELECT \(column) FROM \(quoted(table)) \(range) LIMIT 500)"
      + " WHERE \(column) IS NOT NULL LIMIT 200)"
      + (field.type == .list ? " AS t, json_each(t.\(column)) AS j" : "")
    let select = try connection.prepare(
      """
      SELECT \(value) FROM \(source)
      WHERE length(\(value)) BETWEEN 1 AND 80 GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 4
      """)
    var values: [JSONValue] = []
    while try select.step() {
      switch (field.type, select.storageClass(at: 0)) {
      case (.boolean, .integer): values.append(.bool(select.bool(at: 0)))
      case (_, .integer): values.append(.integer(select.int(at: 0)))
      default: values.append(.string(select.text(at: 0)))
      }
    }
    return values
  }
}
