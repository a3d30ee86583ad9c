import Testing

@testable import Toolbox

struct ToolSQLTests {
  @Test(arguments: [
    ("SELECT 1", []),
    ("select name from t where :effort is null or effort = :effort and :name", ["effort", "name"]),
    ("WITH x AS (SELECT :b) SELECT :a FROM x;", ["b", "a"]),
    ("-- :no\nSELECT ':no', \":no\", `:no`, [:no] /* :no */, 'it''s :no' || :yes", ["yes"]),
    ("VALUES (:a)\n;\n-- done :no\n", ["a"]),
    ("SELECT '{}'->>'$.a', :größe", ["größe"]),
    ("SELECT a::b", ["b"]),
  ])
  func findsParameters(text: String, names: [String]) throws {
    #expect(try ToolSQL(text).parameterNames == names)
  }

  @Test(arguments: [
    ("", ToolSQL.Problem.Reason.empty, 0),
    (" -- only a comment", .empty, 0),
    ("DELETE FROM t", .notASelect("DELETE"), 0),
    ("/* x */ PRAGMA user_version", .notASelect("PRAGMA"), 8),
    (";SELECT 1", .notASelect(";"), 0),
    ("(SELECT 1)", .notASelect("("), 0),
    ("SELECT 1; SELECT 2", .severalStatements, 10),
    ("SELECT 1;;DROP TABLE t", .severalStatements, 10),
    ("SELECT 'a", .unclosed("quotation mark"), 7),
    ("SELECT [a", .unclosed("quotation mark"), 7),
    ("SELECT 1 /* a", .unclosed("comment"), 9),
    ("SELECT ?", .unnamedParameter, 7),
    ("SELECT ?1", .unnamedParameter, 7),
    ("SELECT @a", .otherParameterMark("a"), 7),
    ("SELECT $a", .otherParameterMark("a"), 7),
    ("SELECT \u{FEFF}$a", .otherParameterMark("a"), 10),
    ("SELECT#a", .otherParameterMark("a"), 6),
    ("SELECT 1;\u{8}", .severalStatements, 9),
    ("SELECT :a::b", .parameterSuffix("a"), 7),
    ("SELECT :a(b)", .parameterSuffix("a"), 7),
    ("SELECT:::b", .parameterSuffix(""), 6),
    ("SELECT name FROM system.teams\0 WHERE :effort", .nulCharacter, 29),
  ])
  func refuses(text: String, reason: ToolSQL.Problem.Reason, utf8Offset: Int) {
    #expect(throws: ToolSQL.Problem(reason: reason, utf8Offset: utf8Offset)) { try ToolSQL(text) }
  }
}
