import Synchronization
import Testing

@testable import SQLite

struct MemoryBudgetTests {
  /// Keeps a hundred thousand rows to sort them.
  private let sort = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)
    SELECT i FROM n ORDER BY i DESC
    """

  private func connection() throws -> Connection {
    let connection = try Connection(.memory)
    try connection.execute("PRAGMA temp_store = MEMORY")
    return connection
  }

  @Test func endsAStatementThatTakesMore() throws {
    let connection = try connection()
    let error = #expect(throws: DatabaseError.self) {
      try MemoryBudget.with(bytes: 1 << 20) { try connection.prepare(sort).run() }
    }
    #expect(error?.code == .outOfMemory)
    // Neither the statement nor the thread has been harmed.
    try connection.prepare(sort).run()
    try MemoryBudget.with(bytes: 64 << 20) { try connection.prepare(sort).run() }
  }

  @Test func givesBackWhatIsFreed() throws {
    let connection = try connection()
    try MemoryBudget.with(bytes: 16 << 20) {
      for _ in 0..<20 { try connection.prepare(sort).run() }
    }
  }

  @Test func countsForItsOwnThreadAndBodyOnly() throws {
    let connection = try connection()
    try MemoryBudget.with(bytes: 64 << 20) {
      let error = #expect(throws: DatabaseError.self) {
        try MemoryBudget.with(bytes: 1 << 20) { try connection.prepare(sort).run() }
      }
      #expect(error?.code == .outOfMemory)
      try connection.prepare(sort).run()
    }
  }

  @Test func asksWhetherToStopWhileAStatementIsCompiled() throws {
    let connection = try connection()
    // Each clause doubles what the one before it takes to compile.
    let clauses = (1...30).map { "c\($0) AS (SELECT 1 FROM c\($0 - 1) AS a, c\($0 - 1) AS b)" }
    let sql = "WITH c0 AS (SELECT 1), \(clauses.joined(separator: ", ")) SELECT 1 FROM c30"
    var questions = 0
    let stopsAtTheThird = {
      questions += 1
      return questions == 3
    }
    let error = #expect(throws: DatabaseError.self) {
      try MemoryBudget.with(bytes: .max, shouldStop: stopsAtTheThird) {
        try connection.prepare(sql).run()
      }
    }
    #expect(error?.code == .outOfMemory)
    #expect(questions == 3)
  }
}
