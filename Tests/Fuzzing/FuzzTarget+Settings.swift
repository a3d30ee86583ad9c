import Clients
package import TestSupport

extension FuzzTarget {
  /// Settings in JSON with comments: read or refused at a place; a server put into them is there afterwards.
  package static let jsonc = FuzzTarget(
    "jsonc",
    samples: Samples.texts(
      "\u{FEFF}// c\n{\n  \"mcpServers\": {\"a\": {\"command\": \"x\", \"args\": [1, \"é\"],},},\n}\n",
      #"{"context_servers": {"handbook": {"command": "y", "env": {}}}, "u": "\u00e9\\" /* d */}"#,
      "{\"servers\": {},}\r\n// end"),
    dictionary: jsonWords + ["//", "/*", "*/", "\n", "\"mcpServers\":{", "\"handbook\":{", ",}"],
    grammar: Grammar(
      jsonRules.merging([
        "start": ["<space>{<table>}<space>", "<space><value><space>"],
        "table": [
          "<space>\"mcpServers\"<space>:{<servers>}", "<members>", "<table>,<table>", "<table>,",
        ],
        "servers": ["", "\"s\":{<members>}", "\"handbook\":{<members>,}", "<members>"],
        "space": ["", " ", "\n", "// c \"\n", "/* { */", "\r\n\t"],
      ]) { $1 })
  ) { check($0, client: "cursor") + check($0, client: "zed") }

  /// Settings in TOML.
  package static let toml = FuzzTarget(
    "toml",
    samples: Samples.texts(
      """
      # c
      title = "a\\u00e9" # d
      x.y = 'l'
      [mcp_servers.handbook]
      command = "x"
      args = [
        "a", # e
        'b',
      ]
      [mcp_servers."b c".env]
      K = \"""
      two
      lines \\
        joined\"""
      [[t]]
      d = 1979-05-27T07:32:00.999-07:00
      n = [+1_000, 0xDEAD, 0o7, 0b1, -1.5e3, inf, nan, true]
      i = { a = 1, b.c = [], "d" = {} }
      """, "mcp_servers = { handbook = { command = 'a' } }\r\n"),
    dictionary: [
      "=", " = ", ".", "[", "]", "[[", "]]", "{", "}", ",", "\"", "'", "\"\"\"", "'''", "\\", "\\u",
      "\\U", "\\x", "#", "\n", "\r\n", "_", "0x", "e", "+", "-", ":", "T", "Z", "1979-05-27", "inf",
      "a", "a.b", "mcp_servers", "handbook", "true",
    ], grammar: Grammar(tomlRules)
  ) { check($0, client: "codex") }

  private static let server = ServerCommand(program: "/opt/h b", arguments: ["serve", "é\"\\"])

  private static func check(_ bytes: [UInt8], client: String) -> String? {
    let editor = SettingsEditor(Client.named(client)!, name: "handbook")
    do throws(SettingsFault) {
      _ = try editor.entry(in: bytes)
      let installed = try editor.setting(server, in: bytes)
      // The lines that are added are indented as deep as others.
      guard installed.count <= 20 * bytes.count + 1_000 else { return "the file grows" }
      guard try editor.setting(server, in: installed) == installed else {
        return "installing again changes something"
      }
      _ = try editor.removing(from: installed, original: bytes)
      return nil
    } catch {
      // A file of which nothing is known may be longer than the one at hand.
      return error.utf8Offset >= 0 && error.utf8Offset <= 20 * bytes.count + 1_000
        ? nil : "the fault lies outside: \(error)"
    }
  }

  static let tomlRules: [String: [String]] = [
    "start": ["<lines>", "<lines>\n", "<lines>\r\n<lines>"],
    "lines": ["a = 1", "<pair>", "<header>", "# c", "", "<lines>\n<lines>", "<lines>\n<pair> # d"],
    "header": ["[<keys>]", "[[<keys>]]", "[ <keys> ]", "[mcp_servers.<key>]"],
    "pair": ["<keys> = <value>", "<keys>=<value>"],
    "keys": ["<key>", "<key>.<keys>", "<key> . <key>"],
    "key": ["a", "b", "c", "d1", "e-f", "\"g h\"", "'i'", "1", "\"\"", "j_", "-", "é"],
    "value": [
      "1", "<string>", "<number>", "<date>", "true", "false", "[<values>]", "[\n<values>,\n]",
      "{}", "{ <pairs> }", "[]",
    ],
    "values": ["1", "<value>", "<value>, <values>", "<value>, # c\n<values>"],
    "pairs": ["a = 1", "<pair>", "<pair>, <pair>", "<pair>, <pairs>"],
    "string": [
      "\"\"", "\"a<escape>\"", "'l\\'", "\"\"\"\na\"b<escape>\"\"\"", "'''\nx'y'''", "\"é\"",
      "\"\"\"a \\\n  b\"\"\"", "\"\"\"\"q\"\"\"\"", "''''q''''",
    ],
    "escape": [
      "\\n", "\\\"", "\\\\", "\\u0041", "\\u00e9", "\\U0001F600", "\\x41", "\\e", "\\ud800",
      "\\u-000",
      "\\q", "\\u+041", "\\b\\t\\f\\r", "",
    ],
    "number": [
      "1", "+1", "-0", "1_000", "1__0", "_1", "1_", "01", "0x1F", "0xDEAD_beef", "0o17", "0b101",
      "+0x1", "0x+5", "0x", "0b2", "1.5", "1.", ".5", "1e5", "1E+5", "1.e5", "1e5_0", "1_e5",
      "1.5e-3", "inf", "+inf", "-nan", "9223372036854775807", "9223372036854775808", "0.0", "00.1",
      "1e05", "6.02_3e2_3", "0_1", "-", "+", "0X1", "1f", "0x1p3", "infinity", "nan0", "Inf",
      "1e1000", "-0x1", "0xG", "1.5_", "1._5", "0e0", "-01", "0b", "0o8", "1e", "1e+",
    ],
    "date": [
      "1979-05-27", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00", "1979-05-27T07:32:00.999-07:00",
      "07:32:00", "07:32:00.5", "07:32", "1979-13-27", "1979-02-30", "25:00:00", "1979-5-27",
      "1979-05-27T", "1979-05-27T07:32", "1979-05-27t07:32:00z", "1979-05-27T07:32:60",
      "1979-05-27T24:00:00", "1979-05-27T07:32:00+25:00", "1979-05-27 ", "0000-01-01", "12:3:4",
      "1979-05-27T07:32:00.", "19790527", "2000-02-29", "1900-02-29", "07:60:00",
      "1979-05-27T07:32:00+07", "1979-05-27T07:32:00.1234567Z",
    ],
  ]
}

/// The first of two problems.
private func + (left: String?, right: @autoclosure () -> String?) -> String? { left ?? right() }
