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
    let connection = try connection()
    let statement = try connection.prepare(sql, authorization: policy)
    // The image lives as long as the connection that it is attached to.
    try withExtendedLifetime(connection) { try statement.run() }
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
    "SELECT random()",
    "SELECT hex(randomblob(8))",
    "SELECT printf('%d', 1)",
    "SELECT json_patch('{}', '{}')",
    "SELECT current_timestamp",
    "SELECT sqlite_version()",
    "SELECT changes()",
    "SELECT fts3_tokenizer('simple')",
    "SELECT count(*) FROM dbstat",
    // A name in a WITH clause looks like that of a view.
    "WITH pages AS (SELECT sql FROM system.sqlite_schema) SELECT * FROM pages",
    "WITH pages AS (SELECT sql FROM main.sqlite_schema) SELECT * FROM pages",
    "WITH pages AS (SELECT * FROM secret) SELECT * FROM pages",
    "WITH pages AS MATERIALIZED (SELECT a FROM main.secret) SELECT * FROM pages AS a, pages AS b",
  ])
  func refusesEverythingElse(sql: String) throws {
    let connection = try connection()
    try connection.execute("CREATE TABLE main.secret (a)")
    let error = #expect(throws: DatabaseError.self) {
      try connection.prepare(sql, authorization: policy).run()
    }
    #expect(error?.code == .authorization)
  }

  @Test(arguments: [
    ("SELECT random()", "the function 'random' may not be used"),
    ("SELECT path FROM system.hidden", "the table 'system.hidden' may not be read"),
    ("SELECT count(*) FROM sqlite_master", "the table 'sqlite_master' may not be read"),
    ("DELETE FROM system.vectors", "only reading is permitted"),
    ("VACUUM", "only reading is permitted"),
  ])
  func saysWhatItRefuses(sql: String, message: String) throws {
    let connection = try connection()
    let error = #expect(throws: DatabaseError.self) {
      try connection.prepare(sql, authorization: policy)
    }
    #expect(error?.message == message)
  }

  @Test func withoutAListItHidesWhatStandsBehindViews() throws {
    let writer = try Connection(.image)
    try writer.execute("CREATE TABLE _page (path); CREATE VIEW pages AS SELECT path FROM _page")
    let connection = try Connection(.memory)
    try DatabaseImage(writer).attach(to: connection, as: "system")
    let all = Authorization.readOnly(schema: "system", tables: nil)
    try connection.prepare("SELECT path FROM system.pages", authorization: all).run()
    let error = #expect(throws: DatabaseError.self) {
      try connection.prepare("SELECT path FROM system._page", authorization: all)
    }
    #expect(error?.message == "the table 'system._page' may not be read")
  }

  @Test func holdsOnlyForItsOwnStatement() throws {
    let connection = try connection()
    let sql = "SELECT path FROM system.hidden"
    try connection.prepare(sql).run()
    #expect(throws: DatabaseError.self) { try connection.prepare(sql, authorization: policy) }
    try connection.prepare(sql).run()
  }
}
