internal import JSON
internal import SQLite

extension SnapshotBuilder {
  /// Fills `kinds` and `kind_fields`, which say what there is to ask for. Everything else is in place.
  func describe(_ kinds: [Kind]) throws(DatabaseError) {
    for kind in kinds {
      try describe(
        name: kind.name, table: kind.table, description: kind.description,
        rowSource: kind.table, isGeneric: false,
        fields: GenericTable.leadingKindFields
          + kind.fields.map {
            GenericTable.Field(name: $0.name, type: $0.type, description: $0.description)
          } + GenericTable.trailingKindFields)
    }
    for table in GenericTable.all {
      try describe(
        name: table.kindName, table: table.name, description: table.description,
        rowSource: table.rowSource, isGeneric: true, fields: table.fields)
    }
  }

  private func describe(
    name: String, table: String, description: String, rowSource: String, isGeneric: Bool,
    fields: [GenericTable.Field]
  ) throws(DatabaseError) {
    let count = try connection.prepare("SELECT count(*) FROM \(quoted(rowSource))")
    let rowCount = try count.step() ? count.int(at: 0) : 0
    count.reset()
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

  /// The first few different values among the first rows: enough to see what they look like, and of a
  /// cost that does not grow with the handbook.
  private func examples(
    of field: GenericTable.Field, in table: String
  ) throws(DatabaseError) -> [JSONValue] {
    let column = quoted(field.name)
    let value = field.type == .list ? "j.value" : column
    let source =
      "(SELECT \(column) FROM \(quoted(table)) WHERE \(column) IS NOT NULL LIMIT 200)"
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
