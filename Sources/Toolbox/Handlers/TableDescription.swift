import HandbookModel
import JSON
import SQLite

/// A kind or a generic table, as the handbook describes itself in `system.kinds` and
/// `system.kind_fields`.
struct TableDescription {
  struct Field {
    let name: String
    let type: Kind.Field.ValueType
    /// Empty until explanations are read.
    var description = ""
    /// An array of values; empty until explanations are read.
    var examples: JSONValue = []

    /// Reads a name and, from the column after it, its type.
    fileprivate init(_ row: Statement, nameColumn: Int) {
      name = row.text(at: nameColumn)
      type = .init(rawValue: row.text(at: nameColumn + 1)) ?? .text
    }
  }

  /// Singular.
  let kind: String
  /// Plural.
  let table: String
  let description: String
  let rowCount: Int
  /// Whether every handbook has it.
  let isGeneric: Bool
  var fields: [Field] = []

  /// The fields that every fact has beside its own: they say where it stands.
  static let citationFields = [
    "position", "page", "section", "first_line", "last_line", "revision", "is_newest",
  ]

  func field(named name: String) -> Field? {
    fields.first { $0.name == name }
  }

  private static let columns = "name, table_name, description, row_count, is_generic"

  private init(_ row: Statement) {
    kind = row.text(at: 0)
    table = row.text(at: 1)
    description = row.text(at: 2)
    rowCount = row.int(at: 3)
    isGeneric = row.bool(at: 4)
  }

  /// All tables in order with their fields.
  static func allWithFields(
    on connection: Connection
  ) throws(DatabaseError) -> [TableDescription] {
    var tables = try all(on: connection)
    let indices = Dictionary(
      zip(tables.map(\.table), tables.indices), uniquingKeysWith: { first, _ in first })
    let select = try connection.prepare(
      "SELECT table_name, name, type FROM system.kind_fields ORDER BY rowid")
    while try select.step() {
      guard let index = indices[select.text(at: 0)] else { continue }
      tables[index].fields.append(Field(select, nameColumn: 1))
    }
    return tables
  }

  /// All tables in order, without their fields.
  static func all(on connection: Connection) throws(DatabaseError) -> [TableDescription] {
    let select = try connection.prepare("SELECT \(columns) FROM system.kinds ORDER BY rowid")
    var tables: [TableDescription] = []
    while try select.step() { tables.append(TableDescription(select)) }
    return tables
  }

  /// The table of that name, plural or singular, with its fields; `nil` where there is none.
  ///
  /// A table's own name goes before a kind's: a handbook may declare a kind `question` beside the
  /// table `questions`.
  static func named(
    _ name: String, on connection: Connection
  ) throws(DatabaseError) -> TableDescription? {
    let select = try connection.prepare(
      """
      SELECT \(columns) FROM system.kinds WHERE table_name = ?1 OR name = ?1
      ORDER BY table_name <> ?1, rowid LIMIT 1
      """)
    try select.bind(name, to: 1)
    guard try select.step() else { return nil }
    var table = TableDescription(select)
    select.reset()
    try table.readFields(on: connection)
    return table
  }

  /// Reads the fields, without what explains them.
  mutating func readFields(on connection: Connection) throws(DatabaseError) {
    let select = try connection.prepare(
      "SELECT name, type FROM system.kind_fields WHERE table_name = ? ORDER BY position")
    try select.bind(table, to: 1)
    while try select.step() {
      fields.append(Field(select, nameColumn: 0))
    }
  }

  /// Reads what explains the fields, which must have been read.
  mutating func readExplanations(on connection: Connection) throws(DatabaseError) {
    let select = try connection.prepare(
      "SELECT description, examples FROM system.kind_fields WHERE table_name = ? ORDER BY position")
    try select.bind(table, to: 1)
    for index in fields.indices {
      guard try select.step() else { break }
      fields[index].description = select.text(at: 0)
      fields[index].examples = select.withUTF8(at: 1) { (try? JSONParser.parse($0)) ?? [] }
    }
    select.reset()
  }
}
