import Testing

@testable import SQLite

struct DatabaseImageTests {
  private func image() throws -> DatabaseImage {
    let writer = try Connection(.image)
    try writer.execute("CREATE TABLE numbers (n INTEGER)")
    try writer.transaction { () throws(DatabaseError) in
      let insert = try writer.prepare("INSERT INTO numbers VALUES (?)")
      for number in 1...10_000 {
        try insert.bind(number, to: 1)
        try insert.run()
      }
    }
    return try DatabaseImage(writer)
  }

  private func sum(_ connection: Connection) throws -> Int {
    let statement = try connection.prepare("SELECT sum(n) FROM system.numbers")
    return try statement.step() ? statement.int(at: 0) : -1
  }

  @Test func isReadByManyThreadsAtOnce() async throws {
    let image = try image()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let connection = try Connection(.memory)
          try image.attach(to: connection, as: "system")
          return try (0..<20).reduce(0) { total, _ in
            let statement = try connection.prepare("SELECT sum(n) FROM system.numbers")
            return try statement.step() ? total + statement.int(at: 0) : total
          }
        }
      }
      for try await total in group { #expect(total == 20 * 50_005_000) }
    }
  }

  @Test func readersDoNotWaitForAnOpenRow() throws {
    let image = try image()
    let first = try Connection(.memory)
    let second = try Connection(.memory)
    try image.attach(to: first, as: "system")
    try image.attach(to: second, as: "system")
    let open = try first.prepare("SELECT n FROM system.numbers")
    #expect(try open.step())
    #expect(try sum(second) == 50_005_000)
    #expect(try open.step())
  }

  @Test func isReadOnlyAndOutlivesItsName() throws {
    let connection = try Connection(.memory)
    try image().attach(to: connection, as: "system")
    let error = #expect(throws: DatabaseError.self) {
      try connection.execute("DELETE FROM system.numbers")
    }
    #expect(error?.code == .readOnly)
    #expect(try sum(connection) == 50_005_000)
  }

  @Test func needsADatabaseInOnePiece() throws {
    let ordinary = try Connection(.memory)
    let error = #expect(throws: DatabaseError.self) { _ = try DatabaseImage(ordinary) }
    #expect(error?.code == .misuse)
  }
}
