import Diagnostics
import JSON
import Markdown
import SQLite
import Testing

@testable import HandbookModel

struct TablesTests {
  private func model() throws -> HandbookModel {
    try handbook([
      "a.md": """
      ---
      title: Page A
      tags: [x]
      ---
      Before.

      # Vectors

      See [B](b.md), [nothing](c.md), [the web](https://example.com) and [below](#mcp).

      ## MCP

      **Effort**: Low

      1. First
         - Inner

      | Name | Size |
      |---|---|
      | AI | 6 |

      ## Who owns it?

      The team.
      """,
      "b.md": "# B\n",
    ])
  }

  @Test(arguments: [
    (
      "SELECT id, path, title, revision, page, is_newest, line_count, front_matter FROM system.pages",
      [
        "1 | a.md | Page A | 1 | a.md | 1 | 24 | {\"title\":\"Page A\",\"tags\":[\"x\"]}",
        "2 | b.md | B | 1 | b.md | 1 | 1 | -",
      ]
    ),
    (
      "SELECT position, level, heading, path, anchor, first_line, last_line, page FROM system.sections",
      [
        "1 | 0 |  | [] |  | 5 | 5 | a.md",
        "2 | 1 | Vectors | [\"Vectors\"] | vectors | 7 | 9 | a.md",
        "3 | 2 | MCP | [\"Vectors\",\"MCP\"] | mcp | 11 | 20 | a.md",
        "4 | 2 | Who owns it? | [\"Vectors\",\"Who owns it?\"] | who-owns-it | 22 | 24 | a.md",
        "1 | 1 | B | [\"B\"] | b | 1 | 1 | b.md",
      ]
    ),
    (
      "SELECT text, destination, line, target_path, target_anchor, is_dangling FROM system.links",
      [
        "B | b.md | 9 | b.md | - | 0", "nothing | c.md | 9 | - | - | 1",
        "the web | https://example.com | 9 | - | - | 0", "below | #mcp | 9 | a.md | mcp | 0",
      ]
    ),
    (
      "SELECT section_id, label, value, line, page, section FROM system.fields",
      ["3 | Effort | Low | 13 | a.md | [\"Vectors\",\"MCP\"]"]
    ),
    (
      "SELECT list, depth, number, text, first_line FROM system.list_items",
      ["0 | 0 | 1 | First | 15", "0 | 1 | - | Inner | 16"]
    ),
    (
      "SELECT table_number, is_header, cells, first_line FROM system.table_rows",
      ["0 | 1 | [\"Name\",\"Size\"] | 18", "0 | 0 | [\"AI\",\"6\"] | 20"]
    ),
    (
      "SELECT question, answer, page, first_line, last_line FROM system.questions",
      ["Who owns it? | The team. | a.md | 22 | 24"]
    ),
    (
      "SELECT name, table_name, row_count FROM system.kinds ORDER BY rowid",
      [
        "page | pages | 2", "section | sections | 5", "link | links | 4", "field | fields | 1",
        "list_item | list_items | 2", "table_row | table_rows | 2", "question | questions | 1",
      ]
    ),
    (
      "SELECT name, type, examples FROM system.kind_fields WHERE kind = 'field' AND examples <> '[]'",
      ["label | text | [\"Effort\"]", "value | text | [\"Low\"]", "page | text | [\"a.md\"]"]
    ),
  ])
  func holdWhatThePagesSay(sql: String, rows: [String]) throws {
    #expect(try model().rows(sql) == rows)
  }

  @Test func declareTypesThroughTheViews() throws {
    try model().read { connection in
      let statement = try connection.prepare(
        "SELECT path, is_newest, first_line FROM system.sections")
      #expect((0..<3).map(statement.declaredType) == ["JSON", "BOOLEAN", "INTEGER"])
    }
  }

  @Test func describeExactlyTheColumnsThatThereAre() throws {
    let model = try model()
    for table in GenericTable.all {
      let columns = try model.rows("SELECT name FROM pragma_table_info('\(table.name)', 'system')")
      #expect(Set(table.fields.map(\.name)) == Set(columns), "\(table.name)")
    }
  }

  @Test func areOpenToSQLThatPeopleWrite() throws {
    let model = try model()
    let policy = Authorization.readOnly(schema: "system", tables: model.tableNames)
    try model.read { connection in
      for table in model.tableNames {
        try connection.prepare("SELECT * FROM system.\(table)", authorization: policy).run()
      }
      for table in ["_page", "_fact", "sqlite_schema"] {
        let error = #expect(throws: DatabaseError.self) {
          try connection.prepare("SELECT * FROM system.\(table)", authorization: policy)
        }
        #expect(error?.code == .authorization)
      }
    }
  }

  @Test func cannotBeWritten() throws {
    for sql in ["DELETE FROM system._page", "CREATE TABLE system.x (a)", "DROP VIEW system.pages"] {
      #expect(throws: (any Error).self) { try model().rows(sql) }
    }
  }

  @Test func leaveOutKindsThatHaveNoPlace() throws {
    var builder = try SnapshotBuilder()
    let name = Kind.Field(name: "name", type: .text, description: "")
    let kinds = [
      Kind(name: "team", table: "teams", description: "", fields: [name]),
      Kind(name: "other", table: "sections", description: "", fields: [name]),
      Kind(name: "hidden", table: "_hidden", description: "", fields: [name]),
      Kind(name: "twice", table: "twice", description: "", fields: [name, name]),
    ]
    var diagnostics: [Diagnostic] = []
    let served = try builder.addKinds(
      kinds, rows: [], taxonomyPath: "taxonomy.yaml", diagnostics: &diagnostics)
    #expect(served.map(\.name) == ["team"])
    // SQLite's own words follow and differ from version to version.
    let expected = [
      "taxonomy.yaml: error: the kind 'other' gets no table 'sections': ",
      "taxonomy.yaml: error: the kind 'hidden' gets no table '_hidden': the name begins with '_'",
      "taxonomy.yaml: error: the kind 'twice' gets no table 'twice': ",
    ]
    #expect(diagnostics.count == expected.count)
    for (diagnostic, beginning) in zip(diagnostics, expected) {
      #expect(diagnostic.rendered.hasPrefix(beginning))
    }
  }

  @Test func holdEveryTypeOfFieldAndAreDescribed() throws {
    var builder = try SnapshotBuilder()
    let types = Kind.Field.ValueType.allCases
    let kind = Kind(
      name: "thing", table: "things", description: "Things.",
      fields: types.map { Kind.Field(name: "a_\($0)", type: $0, description: "A \($0).") })
    let source = SourceText(path: "a.md", "# A\n")
    let page = try #require(try PageReader().read(source, path: "a.md").page)
    try builder.add(page)
    func row(_ values: [JSONValue], page: String = "a.md") -> KindRow {
      KindRow(kind: "thing", values: values, page: page, section: ["A"], lines: 1...1)
    }
    let rows = [
      row(["x", 1, true, ["y", "z"]]), row([nil, nil, nil, nil]),
      row(["lost", 1, true, []], page: "other.md"), row(["too few"]),
    ]
    var diagnostics: [Diagnostic] = []
    let kinds = try builder.addKinds(
      [kind], rows: rows, taxonomyPath: "", diagnostics: &diagnostics)
    try KindDescriptions(builder.connection).write(kinds)
    let model = HandbookModel(
      try builder.finish(), kinds: kinds, taxonomy: nil, findings: HandbookDiagnostics())
    #expect(
      try model.rows("SELECT * FROM system.things") == [
        "1 | x | 1 | 1 | [\"y\",\"z\"] | a.md | [\"A\"] | 1 | 1 | 1 | 1",
        "2 | - | - | - | - | a.md | [\"A\"] | 1 | 1 | 1 | 1",
      ])
    #expect(
      try model.rows(
        "SELECT name, type, examples FROM system.kind_fields WHERE kind = 'thing' AND name LIKE 'a_%'"
      ) == [
        "a_text | text | [\"x\"]", "a_integer | integer | [1]", "a_boolean | boolean | [true]",
        "a_list | list | [\"y\",\"z\"]",
      ])
    let outcome = try model.search(SearchQuery("y", kinds: ["thing"]))
    #expect(outcome.hits.map(\.name) == ["x"])
    #expect(outcome.hits.map(\.snippet) == ["x a integer: 1 a boolean: yes a list: **y**, z"])
  }
}
