import Diagnostics
import Testing

@testable import HandbookModel

/// Facts that are found while pages are read, one by one.
struct PageFactsTests {
  private static let pages = [
    SourceText(path: "page3.md", "# Alpha\n\nText.\n\n# Beta\n"),
    SourceText(path: "page4.md", "- Alpha\n- Beta and Alpha\n- Gamma\n"),
    SourceText(path: "page5.md", "- Beta\n\nEffort: small\n"),
    SourceText(path: "page6.md", "# Alpha\n\nNo list.\n"),
    SourceText(path: "page7.md", "# Demo\n\n---\n\n- Demo\n"),
  ]

  /// The facts of all kinds.
  private func facts(_ model: HandbookModel) throws -> [String] {
    try model.kinds.flatMap { kind in
      try model.rows("SELECT * FROM system.\(kind.table)").map { "\(kind.name): \($0)" }
    }
  }

  /// A fact names others that stand on pages before and behind it, whether its own page was kept for that or had to be
  /// read again.
  @Test(arguments: [0, 40, 1 << 20])
  func namesFactsOfOtherPages(maximumKeptBytes: Int) throws {
    var loader = try HandbookLoader()
    loader.maximumKeptBytes = maximumKeptBytes
    let model = try HandbookModel.make(
      pages: Self.pages, taxonomy: SourceText(path: "taxonomy.yaml", UpdateTests.taxonomy),
      with: loader)
    #expect(
      try facts(model) == [
        "topic: 1 | Alpha | Text. | page3.md | [\"Alpha\"] | 1 | 3 | 1 | 1",
        "topic: 2 | Beta | - | page3.md | [\"Beta\"] | 5 | 5 | 1 | 1",
        "topic: 3 | Demo | - | page7.md | [\"Demo\"] | 1 | 5 | 1 | 1",
        "mention: 1 | Alpha | [\"Alpha\"] | page4.md | [] | 1 | 1 | 1 | 1",
        "mention: 2 | Beta | [\"Beta\",\"Alpha\"] | page4.md | [] | 2 | 2 | 1 | 1",
        "mention: 3 | Beta | [\"Beta\"] | page5.md | [] | 1 | 1 | 1 | 1",
        "mention: 4 | Demo | [\"Demo\"] | page7.md | [\"Demo\"] | 5 | 5 | 1 | 1",
        "echo: 1 | Alpha | page4.md | [] | 1 | 1 | 1 | 1",
        "echo: 2 | Beta | page4.md | [] | 2 | 2 | 1 | 1",
        "echo: 3 | Alpha | page4.md | [] | 2 | 2 | 1 | 1",
        "echo: 4 | Beta | page5.md | [] | 1 | 1 | 1 | 1",
        "echo: 5 | Demo | page7.md | [\"Demo\"] | 5 | 5 | 1 | 1",
      ])
  }

  @Test func looksAgainOnlyWhereThereMayBeSuchFacts() throws {
    let taxonomy = makeTaxonomy(UpdateTests.taxonomy)
    #expect(taxonomy.needsOtherPages == [false, false, true, true])
    let looks = Self.pages.map { taxonomy.facts(on: makePage($0)).needsAnotherLook }
    #expect(looks == [false, true, true, false, true])
  }
}
