import Testing

@testable import YAML

struct CoreSchemaTests {
  @Test(arguments: [
    ("null", "null"), ("Null", "null"), ("NULL", "null"), ("~", "null"),
    ("true", "true"), ("True", "true"), ("TRUE", "true"),
    ("false", "false"), ("False", "false"), ("FALSE", "false"),
    ("0", "0"), ("12", "12"), ("+1", "1"), ("-1", "-1"), ("-0", "0"), ("+0", "0"),
    ("012", "12"), ("-007", "-7"), ("00", "0"), ("08", "8"),
    ("12345678901234567890123", "12345678901234567890123"),
    ("0o17", "15"), ("0o0", "0"), ("0o1777777777777777777777", "18446744073709551615"),
    ("0x1F", "31"), ("0xffffffffffffffff", "18446744073709551615"), ("0x00", "0"),
    ("1.5", "1.5"), ("1.", "1.0"), (".5", "0.5"), ("-.5", "-0.5"), ("+.5e3", "0.5e3"),
    ("01.50", "1.50"), ("00.1", "0.1"), ("-0.0", "-0.0"), ("1e5", "1e5"), ("1E+05", "1E+05"),
    ("1.e-2", "1.0e-2"), ("0e0", "0e0"),
  ])
  func resolvesToJSON(text: String, expected: String) {
    #expect(read("- \(text)") == "[\(expected)]")
  }

  /// What other revisions of YAML, or other languages, take for something else.
  @Test(arguments: [
    "no", "No", "yes", "on", "off", "y", "n", "nULL", "tRUE", "nil", "none", "truee", "nul",
    "1_000", "1:30", "12:30:45", "2024-01-02", "2024-01-02T10:00:00Z", "1.2.3", "v1",
    "0x", "0o", "0xG", "0o8", "0b1", "-0x1F", "+0o7", "0X1F", "0O7", "12e", "1e+", "1e1.5", ".",
    "..", "+", "-a", "--1", "+-1", ".e5", "e5", ".infinity", "inf", "nan", "+.nan", "-.NaN",
    ".iNF", "1 2", "½", "١", "~~", "=", "<<",
  ])
  func leavesEverythingElseAString(text: String) {
    #expect(read("- \(text)") == "[\"\(text)\"]")
    #expect(read("[\(text)]") == "[\"\(text)\"]")
  }

  @Test(arguments: [".inf", "+.inf", "-.Inf", ".INF", ".nan", ".NaN", ".NAN"])
  func refusesWhatJSONCannotExpress(text: String) {
    #expect(
      read("a: \(text)") == """
        f:1:4: error: infinity and NaN are not supported, because JSON cannot express them
          a: \(text)
             ^
        note: leave the value out, or put it in quotes to make it a string
        """)
  }

  @Test(arguments: ["0o2000000000000000000000", "0x10000000000000000"])
  func refusesNumbersBeyond64BitsInOtherNotations(text: String) {
    #expect(
      readHeadlines("a: \(text)")
        == "1:4: error: an octal or hexadecimal number of more than 64 bits")
  }

  @Test func resolvesPlainScalarsOnly() throws {
    let text = "[1, '1', \"1\"]\n--- |-\n  1\n--- >-\n  1\n"
    #expect(read(text) == "[1,\"1\",\"1\"]\n\"1\"\n\"1\"")
  }
}
