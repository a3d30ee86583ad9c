import JSON
import Testing

@testable import HandbookModel

struct FieldRuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var rule: String
    var type = "text"
    var value: JSONValue
    var testDescription: String { "\(type) \(rule)" }
  }

  private static let page = """
    # MCP: the first vector

    A summary.

    **Effort**: Medium, but the impact is very high.

    **Consumers**: PostHog AI, agents (Codex, Cursor, etc.), Claude & friends, and more.

    Work with `search` and `read_data`.

    - one
    - two
    """

  @Test(arguments: [
    Case(rule: "{from: heading}", value: "MCP: the first vector"),
    Case(rule: "{from: heading, before: \":\"}", value: "MCP"),
    Case(rule: "{from: heading, after: \":\"}", value: "the first vector"),
    Case(rule: "{from: heading, after: [\"; \", \": \"]}", value: "the first vector"),
    Case(rule: "{from: heading, after: \";\"}", value: nil),
    Case(rule: "{from: heading, before: \";\"}", value: "MCP: the first vector"),
    Case(rule: "{from: heading, before: [vector, \" the\"]}", value: "MCP:"),
    Case(rule: "{from: heading, before: MCP}", value: nil),
    Case(rule: "{from: heading, where: {starts: mcp}, before: \":\"}", value: "MCP"),
    Case(rule: "{from: heading, where: {starts: skills}, default: none}", value: "none"),
    Case(
      rule: "[{from: heading, after: \";\"}, {from: page_title}]", value: "MCP: the first vector"),
    Case(rule: "[{from: lead}, {default: none}]", value: "none"),
    Case(rule: "{from: first_paragraph}", value: "A summary."),
    Case(rule: "{from: first_sentence, strip: .}", value: "A summary"),
    Case(rule: "{from: field, label: effort, before: \",\"}", value: "Medium"),
    Case(rule: "{from: field, label: Effort, after: \"impact is \", strip: .}", value: "very high"),
    Case(rule: "{from: field, label: Owner}", value: nil),
    Case(rule: "{from: field, label: [Cost, Effort], before: \",\"}", value: "Medium"),
    Case(
      rule: "{from: field, label: Consumers, strip: ., split: [\",\", \" and \"], drop: more}",
      type: "list",
      value: ["PostHog AI", "agents (Codex, Cursor, etc.)", "Claude & friends"]),
    Case(rule: "{from: code_spans}", type: "list", value: ["search", "read_data"]),
    Case(rule: "{from: code_spans}", value: "search"),
    Case(rule: "{from: items}", type: "list", value: ["one", "two"]),
    Case(rule: "{from: items, drop: {ends: o}}", type: "list", value: ["one"]),
    Case(rule: "{from: items, drop: {not: {is: x}}}", type: "list", value: nil),
    Case(
      rule: "{from: field, label: Consumers, where: {contains: and more}}", type: "boolean",
      value: true),
    Case(
      rule: "{from: field, label: Effort, where: {contains: and more}}", type: "boolean",
      value: false),
    Case(rule: "{default: \"No\"}", type: "boolean", value: false),
    Case(rule: "{default: \"about 12 days\"}", type: "integer", value: 12),
    Case(rule: "{from: heading}", type: "integer", value: nil),
    Case(rule: "{from: value}", value: nil),
    Case(rule: "{from: destination}", value: nil),
  ])
  func takes(_ test: Case) {
    let taxonomy = makeTaxonomy(
      """
      kinds:
        thing:
          description: A thing.
          find: {sections: {with_fields: [Effort]}}
          fields:
            known: {description: Always there., take: {default: known}}
            tested: {type: \(test.type), description: What is tested., take: \(test.rule)}
      """)
    let rows = taxonomy.rows(of: "thing", in: [makePage("page.md", Self.page)])
    #expect(rows.map { $0.values.dropFirst().first } == [test.value])
  }
}
