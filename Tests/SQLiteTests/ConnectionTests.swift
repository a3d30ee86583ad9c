import Testing

@testable import SQLite

struct ConnectionTests {
  @Test func runsScriptsAndTransactions() throws {
    let connection = try Connection(.memory)
    try connection.execute("CREATE TABLE team (name TEXT); INSERT INTO team VALUES ('Signals')")
    try connection.transaction { () throws(DatabaseError) in
      try connection.execute("INSERT INTO team VALUES ('PostHog AI')")
    }
    #expect(try names(connection) == ["Signals", "PostHog AI"])
  }

  @Test func rollsBackWhereTheBodyThrows() throws {
    let connection = try Connection(.memory)
    try connection.execute("CREATE TABLE team (name TEXT UNIQUE)")
    let error = #expect(throws: DatabaseError.self) {
      try connection.transaction { () throws(DatabaseError) in
        try connection.execute("INSERT INTO team VALUES ('Signals')")
        try connection.execute("INSERT INTO team VALUES ('Signals')")
      }
    }
    #expect(error?.code == .constraint)
    #expect(error?.message == "UNIQUE constraint failed: team.name")
    #expect(try names(connection).isEmpty)
  }

  @Test func saysWhereTheSQLIsWrong() throws {
    let connection = try Connection(.memory)
    let error = #expect(throws: DatabaseError.self) {
      _ = try connection.prepare("SELECT 1, nonsense FROM sqlite_schema")
    }
    #expect(
      error
        == DatabaseError(
          .error, "no such column: nonsense", sql: "SELECT 1, nonsense FROM sqlite_schema",
          utf8Offset: 10))
  }

  @Test(arguments: [
    ("", "there is no statement"),
    ("  -- only a comment", "there is no statement"),
    ("SELECT 1; SELECT 2", "more than one statement"),
    ("SELECT 1; nonsense", "more than one statement"),
    ("SELECT 1; /* a */ ; SELECT 2", "more than one statement"),
  ])
  func preparesExactlyOneStatement(sql: String, message: String) throws {
    let connection = try Connection(.memory)
    let error = #expect(throws: DatabaseError.self) { _ = try connection.prepare(sql) }
    #expect(error?.message == message)
  }

  @Test(arguments: ["SELECT 1;", "SELECT 1 ; ; \n", "SELECT 1; -- done", "SELECT 1 /* open"])
  func toleratesWhatFollowsWithoutMeaning(sql: String) throws {
    let connection = try Connection(.memory)
    let statement = try connection.prepare(sql)
    #expect(try statement.step())
    #expect(statement.int(at: 0) == 1)
  }

  @Test func keepsPreparedStatements() throws {
    let connection = try Connection(.memory)
    let first = try connection.prepare("SELECT :value")
    try first.bind("kept", to: 1)
    #expect(try first.step())
    let whileBusy = try connection.prepare("SELECT :value")
    #expect(whileBusy !== first)
    first.reset()
    let again = try connection.prepare("SELECT :value")
    #expect(again === first)
    #expect(try again.step())
    #expect(again.isNull(at: 0), "bindings of the earlier use are gone")
  }

  @Test func survivesMoreStatementsThanItKeeps() throws {
    let connection = try Connection(.memory)
    for value in 0..<300 {
      let statement = try connection.prepare("SELECT \(value)")
      #expect(try statement.step())
      #expect(statement.int(at: 0) == value)
    }
  }

  @Test func stopsWhenTheProgressHandlerSaysSo() throws {
    let connection = try Connection(.memory)
    let endless =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    let statement = try connection.prepare(endless)
    var calls = 0
    let error = #expect(throws: DatabaseError.self) {
      try connection.withProgressHandler(
        everyInstructions: 1000,
        {
          calls += 1
          return calls == 5
        }, do: { _ = try statement.step() })
    }
    #expect(error?.code == .interrupt)
    #expect(calls == 5)
    let other = try connection.prepare("SELECT 1")
    #expect(try other.step(), "the connection goes on")
  }

  @Test func opensFilesOnlyAsAsked() {
    let missing = "/nowhere/at/all.sqlite"
    #expect(throws: DatabaseError.self) { _ = try Connection(.file(missing, .readOnly)) }
    #expect(throws: DatabaseError.self) { _ = try Connection(.file(missing, .create)) }
  }

  @Test func statementsOutliveTheirConnection() throws {
    var connection: Connection? = try Connection(.memory)
    let statement = try #require(try connection?.prepare("SELECT 1"))
    connection = nil
    #expect(try statement.step())
    #expect(statement.int(at: 0) == 1)
  }

  private func names(_ connection: Connection) throws -> [String] {
    let statement = try connection.prepare("SELECT name FROM team ORDER BY rowid")
    var names: [String] = []
    while try statement.step() { names.append(statement.text(at: 0)) }
    return names
  }
}
