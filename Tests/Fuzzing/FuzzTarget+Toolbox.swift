import Files
import SQLite
import Synchronization
package import TestSupport
import Toolbox

extension FuzzTarget {
  /// Addresses of pages: what is read never leads upwards, and says the same when it is written again.
  package static let uri = FuzzTarget(
    "uri",
    samples: Samples.texts(
      "handbook://pages/h%C3%A4user/100%25.md#gr%C3%B6%C3%9Fe", "HANDBOOK://Pages/a/b.md"),
    dictionary: [
      "handbook://pages/", "%", "%2", "%2e", "%2F", "%5C", "%00", "%C3%A4", "/", "..", ".", "#",
      "?",
      "\\", "file://", "\u{301}", "\u{212A}",
    ],
    grammar: Grammar([
      "start": ["handbook://pages/<path>", "handbook://pages/<path>#<part>"],
      "path": ["a.md", "<part>", "<part>/<path>"],
      "part": [
        "a", "..", ".", "", "%2e%2e", "%2E", "a%20b", "é", "%C3%A9", "%", "%zz", "<part><part>",
      ],
    ])
  ) { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    if let decoded = PercentEncoding.decode(text[...]), decoded.count > text.utf8.count {
      return "decoding makes it longer"
    }
    let encoded = PercentEncoding.encode(text)
    guard PercentEncoding.decode(encoded[...]) == Array(text.utf8) else {
      return "encoding loses something"
    }
    guard let uri = try? HandbookURI(parsing: text) else { return nil }
    let parts = uri.path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isHarmless = parts.allSatisfy { part in !["", ".", ".."].contains(String(part)) }
    guard isHarmless, !uri.path.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\\") })
    else { return "it leads astray: \(uri.path.debugDescription)" }
    guard let again = try? HandbookURI(parsing: uri.text),
      again.path.utf8.elementsEqual(uri.path.utf8),
      (again.anchor ?? "").utf8.elementsEqual((uri.anchor ?? "").utf8)
    else { return "written again it is another address: \(uri.text)" }
    return nil
  }

  /// What is taken for one `SELECT`, and for its parameters, is so for SQLite too.
  package static let sql = FuzzTarget(
    "sql",
    samples: Samples.texts(
      "SELECT name, effort FROM system.teams WHERE :effort IS NULL OR effort = :effort ORDER BY 1;",
      "WITH x AS (SELECT 1 AS a) SELECT \"a b\", 'it''s', [c], `d`, x'ff', 1.5e3 FROM x -- c\n/* d */",
      "VALUES (:a, :b), (?, @c)"),
    dictionary: [
      "SELECT ", "WITH ", "VALUES ", "FROM ", "system.", "teams", ":a", "::b", ":a(", "@a", "$a",
      "?",
      "?1", "#1", ";", "'", "\"", "`", "[", "]", "--", "/*", "*/", "\n", "(", ")", ",", "1", "x'",
      " AS ", "\0", "é", ".", "INSERT ", "DELETE ", "ATTACH ", "PRAGMA ", "EXPLAIN ", "->>", "||",
    ],
    grammar: Grammar([
      "start": [
        "<select>", "<select>;", "<select><space>", "<select>; <select>", "DELETE FROM teams",
      ],
      "select": [
        "SELECT 1", "SELECT <columns>", "SELECT <columns> FROM system.teams",
        "SELECT <columns> FROM teams<space>WHERE <column> = <column>", "VALUES (<columns>)",
        "WITH x AS (<select>) <select>", "<select> UNION <select>", "/* c */ <select>",
      ],
      "columns": ["1", "<column>", "<column>,<space><columns>"],
      "column": [
        "name", ":a", ":b", ":a::b", ":a(b)", "@c", "$d", "$d::e(f)", "?", "?2", "'<text>'",
        "\"name\"", "[name]", "`name`", "x'00'", "1.5e3", "0x1F", "(<select>)",
        "<column> || <column>",
        "upper(<column>)", "1:a", "a$b", "system.teams.name", "- 1", "--c\n1", ":1", ":é",
      ],
      "text": ["a", "it''s", ";", "--", "/*", "\"", ":a"],
      "space": [" ", "\n", "--c\n", "/* ; */", "\t"],
    ])
  ) { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    guard let sql = try? ToolSQL(text) else { return nil }
    return database.withLock { connection in
      do throws(DatabaseError) {
        let statement = try connection.prepare(text)
        let names = statement.parameterNames.map { $0 ?? "?" }
        guard names == sql.parameterNames.map({ ":\($0)" }) else {
          return "SQLite has the parameters \(names), not \(sql.parameterNames)"
        }
        let first = String(text.utf8.drop { $0 <= 0x20 }.prefix(4))?.lowercased()
        return statement.isReadOnly || first == "with" || text.contains("/*") || text.contains("--")
          ? nil : "it is not read-only"
      } catch {
        return "\(error)".contains("more than one statement") ? "it is several statements" : nil
      }
    }
  }

  private static let database = Mutex<Connection>(
    {
      do {
        let connection = try Connection(.memory)
        try connection.execute(
          "ATTACH ':memory:' AS system; CREATE TABLE system.teams (name, effort)")
        return connection
      } catch {
        preconditionFailure("\(error)")
      }
    }())
}
