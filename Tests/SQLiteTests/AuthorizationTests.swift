import Testing

@testable import SQLite

struct AuthorizationTests {
  private let policy = Authorization.readOnly(schema: "system", tables: ["vectors", "pages"])

  private func connection() throws -> Connection {
    let writer = try Connection(.image)
    try writer.execute(
      """
      CREATE TABLE vectors (name TEXT);
      CREATE TABLE hidden (path TEXT);
      CREATE VIEW pages AS SELECT path FROM hidden;
      CREATE VIEW others AS SELECT path FROM hidden;
      """)
    let connection = try Connection(.memory)
    try DatabaseImage(writer).attach(to: connection, as: "system")
    return connection
  }

  @Test(arguments: [
    "SELECT name FROM system.vectors",
    "SELECT count(*) FROM vectors",
    "SELECT path FROM system.pages",
    "WITH v AS (SELECT name FROM vectors) SELECT count(*) FROM v",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5) SELECT i FROM n",
    "SELECT value FROM json_each('[1]')",
    "SELECT upper(name), (SELECT max(path) FROM pages) FROM vectors ORDER BY 1",
    "VALUES (1)",
  ])
  func permitsSelects(sql: String) throws {
    let statement = try connection().prepare(sql, authorization: policy)
    try statement.run()
  }

  @Test(arguments: [
    "SELECT path FROM system.hidden",
    "SELECT path FROM others",
    "SELECT * FROM system.sqlite_schema",
    "SELECT * FROM sqlite_master",
    "SELECT count(*) FROM sqlite_master",
    "SELECT * FROM pragma_database_list",
    "INSERT INTO vectors VALUES ('x')",
    "DELETE FROM system.vectors",
    "UPDATE vectors SET name = 'x'",
    "CREATE TABLE t (a)",
    "CREATE TEMP VIEW v AS SELECT 1",
    "DROP TABLE vectors",
    "ATTACH ':memory:' AS other",
    "DETACH system",
    "PRAGMA user_version",
    "PRAGMA writable_schema = 1",
    "BEGIN",
    "VACUUM",
    "ANALYZE",
    "EXPLAIN INSERT INTO vectors VALUES ('x')",
    "SELECT load_extension('x')",
    "SELECT Load_Extension('x')",
  ])
  func refusesEverythingElse(sql: String) throws {
    let connection = try connection()
    let error = #expect(throws: DatabaseError.self) {
      try connection.prepare(sql, authorization: policy).run()
    }
    #expect(error?.code == .authorization)
  }

  @Test func holdsOnlyForItsOwnStatement() throws {
    let connection = try connection()
    let sql = "SELECT path FROM system.hidden"
    try connection.prepare(sql).run()
    #expect(throws: DatabaseError.self) { try connection.prepare(sql, authorization: policy) }
    try connection.prepare(sql).run()
  }
}
