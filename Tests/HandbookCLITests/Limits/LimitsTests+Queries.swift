import Foundation
import JSON
import TestSupport
import Testing

/// Limits of SQL.
extension LimitsTests {
  static let queries: [Reach] = [
    Reach(limit: "query_rows") { value, root in
      func rows(_ count: Int) -> String {
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < \(count)) SELECT x FROM n"
      }
      try query(root, rows(value), rows(value + 1))
    },
    Reach(limit: "sql_bytes") { value, root in
      // As the SQL of a tool; what a client sends is shorter by its schema.
      let start = "SELECT path FROM system.pages -- "
      try check(root, limit: value, complaint: "list_many") { length in
        let sql = start + String(repeating: "x", count: length - start.utf8.count)
        return ("Tools/many.yaml", tools(["list_many"], sql: sql))
      }
    },
    Reach(limit: "sql_nesting") { value, root in
      func sum(_ count: Int) -> String {
        "SELECT " + Array(repeating: "1", count: count).joined(separator: "+") + " AS x"
      }
      try query(root, sum(value), sum(value + 1))
    },
    Reach(limit: "sql_compounds") { value, root in
      func union(_ count: Int) -> String {
        Array(repeating: "SELECT 1 AS x", count: count).joined(separator: " UNION ALL ")
      }
      try query(root, union(value), union(value + 1))
    },
    Reach(limit: "sql_columns") { value, root in
      func columns(_ count: Int) -> String {
        "SELECT " + (0..<count).map { "\($0) AS c\($0)" }.joined(separator: ", ")
      }
      try query(root, columns(value), columns(value + 1))
    },
    Reach(limit: "query_time") { value, root in
      let errors = try query(root, countingQuery(to: 1_000), endlessQuery)
      #expect(errors.contains("the query ran longer than \(value / 1000).0 seconds"))
    },
    Reach(limit: "query_memory") { value, root in
      // What DISTINCT remembers, in texts of 64 KiB.
      func distinct(_ byteCount: Int) -> String {
        "WITH RECURSIVE \(doubling(16)), n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(byteCount >> 16))"
          + " SELECT count(DISTINCT i || x) AS counted FROM n, t"
      }
      let errors = try query(root, distinct(value / 10 * 9), distinct(value))
      #expect(errors.contains("more than \(value >> 20) MiB of memory"), "\(errors)")
    },
    Reach(limit: "value_bytes") { value, root in
      func text(_ more: String) -> String {
        "WITH RECURSIVE \(doubling(value.trailingZeroBitCount)) SELECT x\(more) AS y FROM t"
      }
      let errors = try query(root, text(""), text(" || 'a'"))
      #expect(errors.contains("a value of column 'y' has \(value + 1) bytes"), "\(errors)")
    },
    Reach(limit: "row_bytes") { value, root in
      // A text counts with its quotes: two bytes.
      func row(_ last: String) -> String {
        "WITH RECURSIVE s(x) AS (SELECT 'a' UNION ALL SELECT x || x FROM s WHERE length(x) < 1000000)"
          + " SELECT substr(x, 3) AS a, substr(x, 3) AS b, substr(x, 3) AS c, substr(x, \(last)) AS d"
          + " FROM s WHERE length(x) = 1048576"
      }
      #expect(value == 4 << 20)
      let errors = try query(root, row("3"), row("2"))
      #expect(errors.contains("a row has more than 4 MiB"), "\(errors)")
    },
    Reach(limit: "intermediate_bytes") { value, root in
      func length(_ more: String) -> String {
        "WITH RECURSIVE \(doubling(value.trailingZeroBitCount - 1)) SELECT length(x || x\(more)) AS y FROM t"
      }
      let errors = try query(root, length(""), length(" || 'a'"))
      #expect(errors.contains("a value or a row of more than \(value >> 20) MiB"), "\(errors)")
    },
    Reach(limit: "like_pattern_bytes") { value, root in
      func like(_ length: Int) -> String {
        "SELECT 'a' LIKE '\(String(repeating: "a", count: length))' AS y"
      }
      let errors = try query(root, like(value), like(value + 1))
      #expect(errors.contains("a pattern has at most \(value) bytes"), "\(errors)")
    },
  ]

  private static func countingQuery(to number: Int) -> String {
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < \(number))"
      + " SELECT count(*) AS counted FROM n"
  }

  /// Goes on until its time is over.
  static let endlessQuery = countingQuery(to: 1_000_000_000)

  /// A table `t` of one text `x` of two to the power of so many bytes.
  private static func doubling(_ power: Int) -> String {
    "s(x) AS (SELECT 'a' UNION ALL SELECT x || x FROM s WHERE length(x) < \(1 << power)),"
      + " t(x) AS (SELECT x FROM s ORDER BY length(x) DESC LIMIT 1)"
  }
}
