import JSON
import Markdown
import Testing

@testable import HandbookModel

struct SelectorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What stands under `find`, and the rule of the only field.
    var find: String
    var take = "{from: value}"
    var facts: [String]
  }

  private static let page = """
    # Guide

    Intro with `code`, a [link](/a) and #channel.

    ## Tools

    **Owner**: Ada

    Before the list:

    1. First. More of it.
       - nested
    2. Second with `span`

    - Bullet

    | Name | Effort |
    |------|--------|
    | MCP  | Low    |
    | UI   | High   |

    ## FAQ

    ### Why?

    Because. It is so.

    ### How?

    Like this, see [there](b.md).
    """

  @Test(arguments: [
    Case(
      testDescription: "sections under a heading", find: "sections: {under: FAQ}",
      take: "{from: heading}", facts: ["Why?", "How?"]),
    Case(
      testDescription: "sections by heading", find: "sections: {heading: {ends: \"?\"}}",
      take: "{from: first_sentence}", facts: ["Because.", "Like this, see there."]),
    Case(
      testDescription: "sections with a label", find: "sections: {with_fields: [owner]}",
      take: "{from: field, label: Owner}", facts: ["Ada"]),
    Case(
      testDescription: "sections of a page that is another one",
      find: "sections: {page: other.md}", take: "{from: heading}", facts: []),
    Case(
      testDescription: "sections of a page by its title",
      find: "sections: {page: guide, heading: Tools}", take: "{from: page_title}",
      facts: ["Guide"]),
    Case(
      testDescription: "items", find: "items: {heading: Tools}", take: "{from: text}",
      facts: ["First. More of it.\n  - nested", "Second with span", "Bullet"]),
    Case(
      testDescription: "first sentences of items", find: "items: {heading: Tools}",
      take: "{from: first_sentence}",
      facts: ["First.", "Second with span", "Bullet"]),
    Case(
      testDescription: "numbers of items", find: "items: {heading: Tools}", take: "{from: number}",
      facts: ["1", "2"]),
    Case(
      testDescription: "the paragraph before a list", find: "items:",
      take: "{from: lead, strip: \":\"}",
      facts: ["Before the list", "Before the list", "Before the list"]),
    Case(
      testDescription: "cells", find: "table_rows:", take: "{from: field, label: effort}",
      facts: ["Low", "High"]),
    Case(testDescription: "fields", find: "fields: {label: Owner}", facts: ["Ada"]),
    Case(
      testDescription: "labels", find: "fields: {heading: Tools}", take: "{from: label}",
      facts: ["Owner"]),
    Case(testDescription: "code spans", find: "code_spans:", facts: ["code", "span"]),
    Case(testDescription: "links", find: "links:", facts: ["link", "there"]),
    Case(
      testDescription: "destinations", find: "links:", take: "{from: destination}",
      facts: ["/a", "b.md"]),
    Case(
      testDescription: "the first destination in a section", find: "sections: {under: FAQ}",
      take: "{from: destination}", facts: ["b.md"]),
    Case(testDescription: "words", find: "words: {start: \"#\"}", facts: ["#channel"]),
    Case(
      testDescription: "two selectors, in the order of the page",
      find: "[{words: {start: \"#\"}}, {code_spans: {heading: Guide}}, {links: {heading: Guide}}]",
      take: "{from: value}", facts: ["#channel", "code", "link"]),
  ])
  func finds(_ test: Case) {
    let taxonomy = makeTaxonomy(
      """
      kinds:
        thing:
          description: A thing.
          find:
            \(test.find)
          fields:
            name: {description: Its name., take: \(test.take)}
      """)
    let rows = taxonomy.rows(of: "thing", in: [makePage("guide.md", Self.page)])
    #expect(rows.map { $0.values.first?.stringValue } == test.facts)
  }

  @Test func saysWhereAFactIs() {
    let taxonomy = makeTaxonomy(
      """
      kinds:
        thing:
          description: A thing.
          find: [{items: {heading: Tools}}, {sections: {under: FAQ}}]
          fields:
            name: {description: Its name., take: [{from: number}, {from: heading, where: Why?}]}
      """)
    let rows = taxonomy.rows(of: "thing", in: [makePage("guide.md", Self.page)])
    #expect(
      rows == [
        KindRow(
          kind: "thing", values: ["1"], page: "guide.md", section: ["Guide", "Tools"],
          lines: 11...12),
        KindRow(
          kind: "thing", values: ["2"], page: "guide.md", section: ["Guide", "Tools"],
          lines: 13...13),
        KindRow(
          kind: "thing", values: ["Why?"], page: "guide.md", section: ["Guide", "FAQ", "Why?"],
          lines: 24...26),
      ])
  }

  /// Levels of headings are lost in a pasted page; all that is left is their order.
  @Test(arguments: [
    (true, "{under: Practices, until: Contact}", ["Small", "Headless"]),
    (true, "{under: Practices}", []),
    (true, "{under: Practices, until: Practices}", []),
    (true, "{under: Absent, until: Contact}", []),
    (false, "{under: Practices, until: Contact}", []),
  ])
  func goesByTheOrderOfHeadingsInPastedPages(isPasted: Bool, scope: String, facts: [String]) {
    var page = makePage("pasted.md", "")
    let headings = ["Intro", "Practices", "Small", "Headless", "Contact", "Small print"]
    page.document = MarkdownDocument(
      frontMatter: nil,
      sections: headings.enumerated().map { index, heading in
        MarkdownSection(
          level: 2, heading: heading, headingPath: [heading], anchor: "",
          lines: (index + 1)...(index + 1))
      },
      isPasted: isPasted, diagnostics: [], lineCount: headings.count)
    let taxonomy = makeTaxonomy(
      """
      kinds:
        practice:
          description: A practice.
          find: {sections: \(scope)}
          fields:
            name: {description: Its name., take: {from: heading}}
      """)
    #expect(
      taxonomy.rows(of: "practice", in: [page]).map { $0.values.first?.stringValue } == facts)
  }
}
