import Diagnostics
import Testing

@testable import Markdown

struct MarkdownLimitsTests {
  private static let maximum = MarkdownLimits.maximumSectionCount

  @Test func headingsBeyondTheLimitAreText() throws {
    let heading = "# Same\n"
    let full = parse(String(repeating: heading, count: Self.maximum))
    #expect(full.sections.count == Self.maximum)
    #expect(full.sections.allSatisfy { $0.blocks.isEmpty })
    #expect(full.diagnostics == [])

    let more = parse(
      String(repeating: heading, count: Self.maximum)
        + "One\n# [Two](two.md)\n`Three`\n===\n\nFour\n")
    #expect(more.sections.count == Self.maximum)
    let last = try #require(more.sections.last)
    #expect(last.blocks.map(\.text) == ["One", "Two", "Three", "Four"])
    #expect(last.blocks.allSatisfy { $0.kind == .paragraph })
    #expect(last.blocks.flatMap(\.links).map(\.destination) == ["two.md"])
    #expect(last.blocks.flatMap(\.codeSpans) == ["Three"])
    #expect(last.lines == Self.maximum...Self.maximum + 6)
    #expect(
      more.diagnostics.map(\.headline) == [
        "page.md:100002:1: warning: the page has more than 100000 sections: from here on headings are text"
      ])
  }

  /// Text in front of the first heading is a section too.
  @Test func countsTextWithoutAHeading() {
    let page = parse("Text.\n\n" + String(repeating: "#\n", count: Self.maximum))
    #expect(page.sections.count == Self.maximum)
    #expect(page.sections.last?.blocks.count == 1)
  }

  @Test func aLongHeadingIsNotRepeatedWithoutEnd() {
    let long = String(repeating: "x", count: MarkdownLimits.maximumPathBytes / 4)
    let page = parse("# \(long)\n## a\n## b\n### c\n\n# Next\n## d\n")
    // The fourth path would have as many bytes again.
    #expect(
      page.sections.map(\.headingPath)
        == [[long], [long, "a"], [long, "b"], ["c"], ["Next"], ["Next", "d"]])
    #expect(page.sections.map(\.anchor) == [long, "a", "b", "c", "next", "d"])
    #expect(
      page.diagnostics.map(\.headline) == [
        "page.md:4:1: warning: the headings above all sections have more than 16777216 bytes: "
          + "they are left out here"
      ])
  }
}
