import Diagnostics
import Testing

@testable import Clients

/// What TOML means, and what is none.
struct TOMLScannerTests {
  private func dump(_ text: String) throws -> String {
    try SettingsFormat.toml.parse(Array(text.utf8))?.dump ?? ""
  }

  @Test(arguments: [
    ("a = 1_000\nb = -0x1F", nil),
    ("a = 0xdead_BEEF\nb = 0o755\nc = 0b101", "{a: 0xdead_BEEF, b: 0o755, c: 0b101}"),
    ("a = 1_000", "{a: 1_000}"),
    ("a = +0.5e-3\nb = -inf\nc = nan", "{a: +0.5e-3, b: -inf, c: nan}"),
    ("a = 1__0", nil), ("a = 01", nil), ("a = 1.", nil), ("a = .5", nil), ("a = 0x", nil),
    ("a = 1e", nil), ("a = 1.e5", nil), ("a = 1_e5", nil), ("a = 1e_5", nil), ("a = 0x+5", nil),
    ("a = +0x5", nil), ("a = 6.02_3e2_3", "{a: 6.02_3e2_3}"),
    ("a = 9223372036854775808", nil), ("a = -9223372036854775808", "{a: -9223372036854775808}"),
    ("a = 1979-02-29", nil), ("a = 1979-13-01", nil), ("a = 25:00:00", nil),
    ("a = 07:32:00.", nil), ("a = 1979-05-27T07:32:00+7", nil), ("a = 1979-05-27T", nil),
    ("a = 2000-02-29t07:32:00z", "{a: 2000-02-29t07:32:00z}"), ("a = 07:32", "{a: 07:32}"),
    ("a = true\nb = false", "{a: true, b: false}"), ("a = True", nil), ("a = ", nil), ("a", nil),
    ("a = 1979-05-27T07:32:00.5-07:00", "{a: 1979-05-27T07:32:00.5-07:00}"),
    ("a = 1979-05-27 07:32:00Z # then", "{a: 1979-05-27 07:32:00Z}"),
    ("a = 1979-05-27 # a day\nb = 07:32:00", "{a: 1979-05-27, b: 07:32:00}"),
    (#"a = "q\"\\\t\u00e9\U0001F600""#, "{a: <q\"\\\té😀>}"), (#"a = "\q""#, nil),
    (#"a = "\ud800""#, nil), (#"a = "\u-000""#, nil),
    ("a = 'c:\\path'", "{a: <c:\\path>}"), ("a = 'it''s'", nil), ("a = \"x", nil),
    ("a = 'x\ny'", nil),
    ("a = \"\"\"\nx\n  y\"\"\"", "{a: <x\n  y>}"), ("a = \"\"\"x \\\n\n   y\"\"\"", "{a: <x y>}"),
    ("a = \"\"\"\"quoted\"\"\"\"\"", "{a: <\"quoted\"\">}"), ("a = \"\"\"x\"\"\"\"\"\"", nil),
    ("a = '''\r\nx'y\\\r\n'''", "{a: <x'y\\\n>}"), ("a = '''x", nil), ("a = \"\"", "{a: <>}"),
    ("a = [1, [2, 'x'], # c\n\n {b = 3},]", "{a: [1, [2, <x>], {b: 3}]}"), ("a = [1 2]", nil),
    ("a = [", nil),
    ("a = {b.c = 1, 'd' = 2, b.e = 3}", "{a: {b: {c: 1, e: 3}, d: 2}}"),
    ("a = {b = 1, b = 2}", nil),
    ("a = {}\n[a.b]", nil), ("a = {}\na.b = 1", nil), ("a = {b = 1 c = 2}", nil),
    ("a.b.c = 1\na.b.d = 2\n'x y' . \"z\" = 3", "{a: {b: {c: 1, d: 2}}, x y: {z: 3}}"),
    ("a = 1\na = 2", nil), ("a.b = 1\na = 2", nil), ("a = 1\na.b = 2", nil),
    ("[a.b]\nx = 1\n[a]\ny = 2", "{a: {b: {x: 1}, y: 2}}"), ("[a]\n[a]", nil),
    ("[a]\nb = 1\n[a.b]", nil),
    ("[a]\nb.c = 1\n[a.b]", nil), ("[a]\nb.c = 1\n[a.b.d]\ne = 1", "{a: {b: {c: 1, d: {e: 1}}}}"),
    ("[a.b.c]\nz = 9\n[a]\nb.c.t = 1", nil),
    ("[[a]]\nx = 1\n[[a]]\n[a.b]\ny = 2", "{a: [{x: 1}, {b: {y: 2}}]}"), ("a = []\n[[a]]", nil),
    ("[[a]]\n[a]", nil), ("[a]\n[[a]]", nil), ("[ a . 'b.c' ] # c\nd = 1", "{a: {b.c: {d: 1}}}"),
    ("[]", nil), ("[a", nil), ("[[a]", nil), ("[a]]", nil), ("[a] b = 1", nil),
    ("a = 1 b = 2", nil),
    ("= 1", nil), ("a. = 1", nil), ("a b = 1", nil), ("\u{FEFF}a = 1", "{a: 1}"),
    ("# only\n\n", ""),
    ("a = 1\r\nb = 2\r\n", "{a: 1, b: 2}"), ("a = 1\rb = 2", nil), ("# \u{1}", nil),
    ("1 = 2\n-_- = 3", "{1: 2, -_-: 3}"),
  ])
  func valuesAreReadAsTheStandardHasThem(_ text: String, _ expected: String?) throws {
    guard let expected else {
      let fault = #expect(throws: SettingsFault.self) { try dump(text) }
      #expect(fault.map { (0...text.utf8.count).contains($0.utf8Offset) } == true)
      return
    }
    #expect(try dump(text) == expected)
  }

  @Test func nestingIsLimited() {
    let fault = #expect(throws: SettingsFault.self) {
      try dump("a = " + String(repeating: "[", count: 100_000))
    }
    #expect(fault == SettingsFault("nested deeper than 128 levels", at: 4 + 128))
    #expect(throws: SettingsFault.self) {
      try dump("a" + String(repeating: ".a", count: 100_000) + " = 1")
    }
  }
}

struct JSONCParserTests {
  private func dump(_ text: String, _ dialect: JSONDialect = .relaxed) throws -> String {
    try SettingsFormat.json(dialect).parse(Array(text.utf8))?.dump ?? ""
  }

  @Test(arguments: [
    (
      "{\"a\": [1, -2.5e3, true, null, \"\\u00e9\"], // x\n /* y */ \"b\": {},}",
      "{a: [1, -2.5e3, true, null, <é>], b: {}}"
    ),
    ("\u{FEFF} [ ] // end", "[]"), ("// nothing", ""), ("", ""), ("/* open", nil), ("/ /", nil),
    ("{} {}", nil),
    ("{\"a\" 1}", nil), ("{\"a\": }", nil), ("{,}", nil), ("[,]", nil), ("[1,,2]", nil),
    ("{\"a\": 1", nil),
    ("{a: 1}", nil), ("{'a': 1}", nil), ("[01]", nil), ("[tru]", nil), ("\"a\nb\"", nil),
    ("\"a", nil),
    ("\"\\", nil), ("\"\\\"", nil), ("[1}", nil), ("/", nil),
  ])
  func commentsAndTrailingCommasMayStandBetweenValues(_ text: String, _ expected: String?) throws {
    guard let expected else {
      let fault = #expect(throws: SettingsFault.self) { try dump(text) }
      #expect(fault.map { (0...text.utf8.count).contains($0.utf8Offset) } == true)
      return
    }
    #expect(try dump(text) == expected)
  }

  @Test func strictClientsAcceptNeither() throws {
    #expect(throws: SettingsFault.self) { try dump("{} // x", .strict) }
    #expect(throws: SettingsFault.self) { try dump("[1,]", .strict) }
    #expect(try dump("[1] /* x */", .withComments) == "[1]")
    #expect(throws: SettingsFault.self) { try dump("[1,]", .withComments) }
  }

  @Test func nestingIsLimited() {
    let fault = #expect(throws: SettingsFault.self) {
      try dump(String(repeating: "[", count: 100_000))
    }
    #expect(fault == SettingsFault("nested deeper than 128 levels", at: 128))
  }
}

extension SettingsNode {
  /// The value on one line, strings between `<` and `>`.
  fileprivate var dump: String {
    switch content {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let text), .date(let text): text
    case .string(let text): "<\(text)>"
    case .array(let elements): "[" + elements.map(\.value.dump).joined(separator: ", ") + "]"
    case .table(let members):
      "{" + members.map { "\($0.key): \($0.value.dump)" }.joined(separator: ", ") + "}"
    }
  }
}
