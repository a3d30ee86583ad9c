import SQLite
import Testing

@testable import HandbookModel

struct ReaderPoolTests {
  @Test func servesManyThreadsAtOnce() async throws {
    let model = try handbook([
      "a.md": "# Alpha\n\nThe signals team owns tasks.\n", "b.md": "# Beta\n\nSignals again.\n",
    ])
    let expected = try model.search(SearchQuery("signals tasks"))
    try await withThrowingTaskGroup(of: SearchOutcome.self) { group in
      for _ in 0..<16 {
        group.addTask {
          for _ in 0..<50 { _ = try model.rows("SELECT count(*) FROM system.sections") }
          return try model.search(SearchQuery("signals tasks"))
        }
      }
      for try await outcome in group { #expect(outcome == expected) }
    }
  }

  @Test func lendsAnotherConnectionToANestedCall() throws {
    let model = try handbook(["a.md": "# A\n\n# B\n"])
    let rows = try model.read { outer in
      let statement = try outer.prepare("SELECT id FROM system.sections")
      var rows: [String] = []
      while try statement.step() {
        let inner = try model.rows(
          "SELECT heading FROM system.sections WHERE id = \(statement.int(at: 0))")
        rows += inner
      }
      return rows
    }
    #expect(rows == ["A", "B"])
  }

  @Test func takesStatementsBackThatWereLeftHalfRead() throws {
    struct Stop: Error {}
    let model = try handbook(["a.md": "# A\n\n# B\n"])
    let sql = "SELECT heading FROM system.sections"
    for _ in 0..<3 {
      #expect(throws: Stop.self) {
        try model.read { connection in
          _ = try connection.prepare(sql).step()
          throw Stop()
        }
      }
      #expect(try model.rows(sql) == ["A", "B"])
    }
  }
}
