import Diagnostics
import Testing

@testable import HandbookModel

struct RevisionsTests {
  private func summary(_ model: HandbookModel) -> [String] {
    model.pages.map { page in
      let revision = page.revision
      return "\(page.path) = \(revision.page) \(revision.number)"
        + (revision.date.map { " \($0)" } ?? "") + (revision.isNewest ? " newest" : "")
    }
  }

  @Test func takesPagesWithoutRevisionsAsTheyAre() throws {
    let model = try handbook(["a.md": "# A", "b.md": "---\nrevision: 3\n---\n# B"])
    #expect(summary(model) == ["a.md = a.md 1 newest", "b.md = b.md 3 newest"])
  }

  @Test func joinsTheFilesOfOnePage() throws {
    let model = try handbook([
      "old/page-1.md": "---\nrevision: 1\nrevision_of: page.md\ndate: 2025-01-31\n---\n# Page",
      "old/page-2.md": "---\nrevision: 2\nrevision_of: ../page.md\n---\n# Page",
      "page.md": "---\ndate: 2026-02-01T10:00:00Z\n---\n# Page",
    ])
    #expect(
      summary(model) == [
        "old/page-1.md = page.md 1 2025-01-31", "old/page-2.md = page.md 2",
        "page.md = page.md 3 2026-02-01 newest",
      ])
    #expect(model.diagnostics.isEmpty)
    #expect(
      try model.rows("SELECT path, page, revision, date, is_newest FROM system.pages") == [
        "old/page-1.md | page.md | 1 | 2025-01-31 | 0", "old/page-2.md | page.md | 2 | - | 0",
        "page.md | page.md | 3 | 2026-02-01 | 1",
      ])
  }

  @Test func reportsContradictions() throws {
    let model = try handbook([
      "a.md": "---\nrevision: 2\n---\n# A",
      "b.md": "---\nrevision: 2\nrevision_of: a.md\n---\n# B",
      "c.md": "---\nrevision_of: aa.md\n---\n# C",
      "d.md": "---\nrevision: none\nrevision_of: [a]\ndate: yesterday\n---\n# D",
      "e.md": "---\nrevision_of: f.md\n---\n# E",
      "f.md": "---\nrevision_of: e.md\n---\n# F",
    ])
    #expect(
      model.diagnostics.map(\.rendered) == [
        """
        d.md:2:11: warning: revision is not a number from 1
          revision: none
                    ^
        """,
        """
        d.md:3:14: warning: revision_of is not a path
          revision_of: [a]
                       ^
        """,
        """
        d.md:4:7: warning: date is not of the form YYYY-MM-DD
          date: yesterday
                ^
        """,
        """
        c.md: warning: revision_of names 'aa.md', which is no other page of the handbook
        note: did you mean 'a.md'?
        """,
        "e.md: warning: revision_of leads in a circle",
        "f.md: warning: revision_of leads in a circle",
        """
        b.md: warning: claims to be revision 2 of a.md
        note: so does a.md
        """,
      ])
    #expect(
      summary(model).prefix(3) == ["a.md = a.md 2 newest", "b.md = a.md 2", "c.md = c.md 1 newest"])
  }

  @Test(arguments: [
    ("1", "old.md"), ("2", "page.md"), ("9", "page.md"), ("2024-12-31", nil),
    ("2025-01-01", "old.md"), ("2025-12-31", "old.md"), ("2026-01-01", "page.md"),
  ])
  func choosesTheRevisionThatHeld(asOf: String, path: String?) throws {
    let model = try handbook([
      "old.md": "---\nrevision: 1\nrevision_of: page.md\ndate: 2025-01-01\n---\n# Page",
      "page.md": "---\nrevision: 2\ndate: 2026-01-01\n---\n# Page",
    ])
    let asOf = try #require(AsOf(asOf))
    #expect(model.page(at: "page.md", asOf: asOf)?.path == path)
    #expect(model.page(at: "old.md", asOf: asOf)?.path == path)
  }

  @Test(arguments: ["", "0", "-1", "x", "2026-13-01", "2026-1-1", "2026-01-32", "9999999"])
  func refusesOtherTextsAsAMoment(text: String) {
    #expect(AsOf(text) == nil)
  }
}
