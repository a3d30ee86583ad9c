import Testing

@testable import SQLite

struct StatementTests {
  @Test func bindsAndReadsEveryKindOfValue() throws {
    let connection = try Connection(.memory)
    let statement = try connection.prepare("SELECT :null, :integer, :real, :text, :blob, :truth")
    #expect(
      statement.parameterNames == [":null", ":integer", ":real", ":text", ":blob", ":truth"])
    #expect(statement.parameterIndex(of: ":text") == 4)
    #expect(statement.parameterIndex(of: ":other") == nil)
    try statement.bind(nil as String?, to: 1)
    try statement.bind(Int.min, to: 2)
    try statement.bind(0.5, to: 3)
    try statement.bind("na\u{0}ïve 🐗", to: 4)
    try statement.bind(blob: [0, 255], to: 5)
    try statement.bind(true, to: 6)
    #expect(try statement.step())
    #expect(
      (0..<6).map(statement.storageClass)
        == [.null, .integer, .real, .text, .blob, .integer])
    #expect(statement.textOrNil(at: 0) == nil)
    #expect(statement.int(at: 1) == .min)
    #expect(statement.double(at: 2) == 0.5)
    #expect(statement.text(at: 3) == "na\u{0}ïve 🐗")
    #expect(statement.withUTF8(at: 3) { Array($0) } == Array("na\u{0}ïve 🐗".utf8))
    #expect(statement.blob(at: 4) == [0, 255])
    #expect(statement.bool(at: 5))
    #expect(try !statement.step())
  }

  @Test func tellsEmptyFromNull() throws {
    let connection = try Connection(.memory)
    let statement = try connection.prepare("SELECT ?, ?, ?")
    try statement.bind("", to: 1)
    try statement.bind(blob: [], to: 2)
    try statement.bind(utf8: [], to: 3)
    #expect(try statement.step())
    #expect((0..<3).map(statement.storageClass) == [.text, .blob, .text])
    #expect(statement.parameterNames == [nil, nil, nil])
  }

  @Test func namesColumnsAndTheirDeclaredTypes() throws {
    let connection = try Connection(.memory)
    try connection.execute("CREATE TABLE page (path TEXT, front_matter JSON, is_newest BOOLEAN)")
    try connection.execute("CREATE VIEW pages AS SELECT path, front_matter AS meta FROM page")
    let statement = try connection.prepare("SELECT *, 1 + 1 AS two FROM pages")
    #expect(statement.columnNames == ["path", "meta", "two"])
    #expect((0..<3).map(statement.declaredType) == ["TEXT", "JSON", nil])
  }

  @Test func refusesParametersThatAreNotThere() throws {
    let connection = try Connection(.memory)
    let statement = try connection.prepare("SELECT ?")
    let error = #expect(throws: DatabaseError.self) { try statement.bind(1, to: 2) }
    #expect(error?.code == .range)
    #expect(throws: DatabaseError.self) { try statement.bind(1, to: .max) }
  }

  @Test func knowsWhetherItWrites() throws {
    let connection = try Connection(.memory)
    try connection.execute("CREATE TABLE t (a)")
    #expect(try connection.prepare("SELECT * FROM t").isReadOnly)
    #expect(try !connection.prepare("INSERT INTO t VALUES (1)").isReadOnly)
  }

  @Test func canBeUsedAgainAfterAnError() throws {
    let connection = try Connection(.memory)
    try connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY)")
    let insert = try connection.prepare("INSERT INTO t VALUES (?)")
    try insert.bind(1, to: 1)
    try insert.run()
    #expect(throws: DatabaseError.self) { try insert.run() }
    try insert.bind(2, to: 1)
    try insert.run()
    #expect(connection.changedRowCount == 1)
    #expect(connection.lastInsertedRowID == 2)
  }
}
