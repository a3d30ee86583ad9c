import Diagnostics
import JSON
import Measurement
import TestSupport
import Testing

@testable import Toolbox

/// What is said of single tools.
extension ToolFileTests {
  @Test(arguments: [
    ("", "tool 't' has nothing to run", ["give exactly one of 'handler', 'sql' and 'operation'"]),
    (
      "handler: search\nsql: SELECT 1", "tool 't' has 'handler' and 'sql'",
      ["give exactly one of 'handler', 'sql' and 'operation'"]
    ),
    ("handler: fly", "there is no handler 'fly'", ["handlers: read_page, search"]),
    ("handler: 3", "'handler' must be a string, not a number", []),
    (
      "sql: SELECT 1; SELECT 2", "the query goes on after its end",
      ["a tool runs one SELECT: make the second one a tool of its own"]
    ),
    (
      "sql: SELECT ?", "the query has a parameter without a name",
      ["write ':name' with the name of a parameter"]
    ),
    ("sql: SELECT @a", "parameter 'a' must be written ':a'", []),
    ("sql: \"SELECT 'a\"", "the query has a quotation mark that is never closed", []),
    ("sql: ''", "the query is empty", ["write one SELECT, or WITH … SELECT"]),
    (
      "handler: search\nlist: 3",
      "'list' must be true, false or the name under which the rows are answered, not a number", []
    ),
    ("handler: search\nenabled: no", "'enabled' must be true or false, not a string", []),
    (
      "handler: search\nparams: [a]",
      "'params' must be a mapping from names to schemas, not a sequence", []
    ),
    (
      "handler: search\nparams: {a: string}",
      "parameter 'a' must be a mapping that holds a JSON Schema, not a string",
      ["for instance {type: string, description: …}"]
    ),
    (
      "handler: search\nparams: {a: {type: object, properties: {b: {typ: string}}}}",
      "unknown key 'typ' in parameter 'a'", ["did you mean 'type'?"]
    ),
    (
      "handler: search\nparams: {a: {type: integer, default: x}}",
      "the default of 'a' does not fit its schema: a: \"x\" is a string, expected an integer", []
    ),
    (
      "handler: search\nparams: {a: {type: integer}}\nexamples: [{arguments: {a: x}}]",
      "the example does not fit the parameters: a: \"x\" is a string, expected an integer", []
    ),
    (
      "sql: SELECT :max_tokens\nlist: true\nparams: {max_tokens: {type: integer}}",
      "parameter 'max_tokens' is there already: every list of a query has it", []
    ),
    (
      "sql: SELECT 1 AS a\noutput: {abc: {type: integer}}\nresponse: {exclude: [abd]}",
      "'exclude' names column 'abd', which 'output' does not have", ["did you mean 'abc'?"]
    ),
    (
      "handler: search\nparams: {a: {type: string, description: One, two}}",
      "unknown key 'two' in parameter 'a'", []
    ),
    (
      "handler: search\nparams: {a: {type: string, description: One, and two}}",
      "unknown key 'and two' in parameter 'a'",
      ["put quotation marks around a text that holds a comma"]
    ),
    (
      "handler: search\nresponse: {strip_null: true}", "unknown key 'strip_null' in response",
      ["did you mean 'strip_nulls'?"]
    ),
    (
      "handler: search\nexamples: {}", "'examples' must be a sequence, not a mapping",
      ["for instance [{arguments: {limit: 3}}]"]
    ),
  ])
  func reportsWhatIsWrongWithATool(keys: String, message: String, notes: [String]) {
    let diagnostics = read(tool(keys)).diagnostics
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.map(\.notes) == [notes])
    #expect(diagnostics.map(\.severity) == [.error])
  }

  @Test func reportsAnnotationsThatAreNotTrue() {
    let contradictory = tool(
      "handler: search", annotations: "annotations: {readOnly: true, destructive: true}")
    #expect(
      read(contradictory).diagnostics.map(\.message)
        == ["a tool that only reads cannot be destructive"])
    let writing = tool("sql: SELECT 1", annotations: "annotations: {readOnly: false}")
    #expect(
      read(writing).diagnostics.map(\.message)
        == ["a tool with 'sql' only reads: write 'readOnly: true'"])
  }

  @Test func warnsOfWhatClientsCut() {
    let long = tool(
      "handler: search", description: "description: " + String(repeating: "x", count: 2_049))
    #expect(
      read(long).diagnostics.map(\.message) == [
        "the description of 't' has 2049 characters, clients may cut it after 2048"
      ])
    #expect(read(long).diagnostics.map(\.severity) == [.warning])
    let name = String(repeating: "n", count: 53)
    #expect(
      read(tool("handler: search", name: name)).diagnostics.map(\.message)
        == ["tool name '\(name)' has 53 characters, at most 52 are safe"])
  }

  @Test func pointsIntoAQueryOfSeveralLines() {
    let text = tool(
      "sql: >\n  SELECT name\n  FROM system.vectors\n  WHERE effort = :effort\n    AND name = :nam\n"
        + "params: {effort: {type: string}}")
    #expect(
      rendered(text) == """
        t.yaml:10:20: error: the query uses ':nam', which 'params' does not declare
                  AND name = :nam
                             ^
        note: declared: effort
        """)
  }

  @Test func survivesEveryCutAndMutation() {
    let text = Array(
      tool(
        "params: {a: {type: string, required: true}}\nsql: |\n  SELECT :a\nlist: rows\n"
          + "output: {x: {type: string}}\nexamples: [{arguments: {a: b}}]"
      ).utf8)
    for end in 0...text.count {
      _ = read(String(decoding: text[..<end], as: UTF8.self))
    }
    var random = SeededRandom(seed: 7)
    let replacements = Array(":{}[]'\"#-\n |>,ax0".utf8)
    for _ in 0..<2_000 {
      var mutated = text
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        mutated[Int.random(in: 0..<mutated.count, using: &random)] =
          replacements.randomElement(using: &random) ?? 0x20
      }
      let file = read(String(decoding: mutated, as: UTF8.self))
      // What cannot be used says why.
      for case .invalid(let name, _, let reason) in file.entries {
        #expect(
          !reason.isEmpty && file.diagnostics.contains { $0.severity == .error },
          "\(name) in \(String(decoding: mutated, as: UTF8.self))")
      }
    }
  }
}
