import Diagnostics
import Measurement
import Testing

@testable import HandbookModel

struct TaxonomyTests {
  private static let text = """
    kinds:
      team:
        description: A team.
        find: {sections: {heading: {ends: " team"}}}
        fields:
          name: {description: Its name., take: {from: heading, strip: " team"}}
          uses: {type: list, description: What it uses., take: {from: field, label: Uses, split: ","}}
      product:
        description: A product that teams use.
        find: {values: {of: team, field: uses}}
        unique: name
        fields:
          name: {description: Its name., take: {from: value, before: " ("}}
          notes: {type: list, description: Notes., take: {from: value, after: (, before: )}}
          teams: {type: list, description: Who uses it., take: {from: fact, field: name}}
          is_noted: {type: boolean, description: Whether it has notes., take: {from: value, after: (}}
      handover:
        description: Who hands over to whom.
        find: {items: {heading: Handovers}}
        fields:
          giver: {description: From whom., take: {from: text, names_of: team}}
          takers: {type: list, description: To whom., take: {from: text, names_of: team, except: giver}}
    """

  private static let pages = [
    makePage(
      "a.md",
      """
      ## Red team

      Uses: Forge, Anvil (old)

      ## Blue team

      Uses: Anvil (new), Saw

      ## Handovers

      - Red to Blue and Green
      - from Blue on
      - nobody
      """),
    makePage(
      "b.md",
      """
      ## Green team

      Uses: Saw
      """),
  ]

  @Test func buildsOnEarlierKinds() {
    let taxonomy = makeTaxonomy(Self.text)
    #expect(
      taxonomy.facts(of: "product", in: Self.pages) == [
        #"["Forge",null,["Red"],false]"#,
        #"["Anvil",["old","new"],["Red","Blue"],true]"#,
        #"["Saw",null,["Blue"],false]"#,
        #"["Saw",null,["Green"],false]"#,
      ])
    #expect(
      taxonomy.facts(of: "handover", in: Self.pages) == [
        #"["Red",["Blue","Green"]]"#,
        #"["Blue",null]"#,
      ])
  }

  @Test func ordersRowsByKindThenPageThenPlace() {
    var diagnostics: [Diagnostic] = []
    let rows = makeTaxonomy(Self.text).rows(in: Self.pages, diagnostics: &diagnostics)
    #expect(
      rows.map { "\($0.kind) \($0.page):\($0.lines.lowerBound)-\($0.lines.upperBound)" } == [
        "team a.md:1-3", "team a.md:5-7", "team b.md:1-3",
        "product a.md:1-3", "product a.md:1-3", "product a.md:5-7", "product b.md:1-3",
        "handover a.md:11-11", "handover a.md:12-12",
      ])
    #expect(diagnostics == [])
  }

  @Test func describesKinds() {
    let kinds = makeTaxonomy(Self.text).kinds
    #expect(kinds.map(\.name) == ["team", "product", "handover"])
    #expect(kinds.map(\.table) == ["teams", "products", "handovers"])
    #expect(kinds.map(\.description).first == "A team.")
    #expect(
      kinds.first?.fields.map { "\($0.name): \($0.type), \($0.description)" } == [
        "name: text, Its name.", "uses: list, What it uses.",
      ])
  }

  @Test func warnsOfAKindThatFindsNothing() {
    var diagnostics: [Diagnostic] = []
    let rows = makeTaxonomy(Self.text).rows(
      in: [makePage("c.md", "## Red team\n\nNothing more.")], diagnostics: &diagnostics)
    #expect(rows.map(\.kind) == ["team"])
    #expect(
      diagnostics.map(\.rendered).joined(separator: "\n") == """
        taxonomy.yaml:8:3: warning: no page has a fact of the kind 'product'
            product:
            ^
        note: compare the rules under 'find' with the headings and labels of the pages
        taxonomy.yaml:17:3: warning: no page has a fact of the kind 'handover'
            handover:
            ^
        note: compare the rules under 'find' with the headings and labels of the pages
        """)
  }

  @Test func findsTheSameFactOnce() {
    let taxonomy = makeTaxonomy(
      """
      kinds:
        thing:
          description: A thing.
          find: [{sections: {heading: A}}, {sections: {}}]
          fields: {name: {description: Its name., take: {from: heading}}}
      """)
    #expect(
      taxonomy.facts(of: "thing", in: [makePage("a.md", "# A\n\n# B")]) == [#"["A"]"#, #"["B"]"#])
  }

  @Test func isEmptyWithoutKinds() {
    #expect(makeTaxonomy("").kinds.isEmpty)
    #expect(makeTaxonomy("# only a comment\n").kinds.isEmpty)
    var diagnostics: [Diagnostic] = []
    #expect(Taxonomy().rows(in: Self.pages, diagnostics: &diagnostics) == [])
    #expect(diagnostics == [])
  }

  @Test func survivesInputCutOffAtEveryByte() {
    let bytes = Array(Self.text.utf8)
    for count in 0..<bytes.count {
      var diagnostics: [Diagnostic] = []
      let source = SourceText(path: "taxonomy.yaml", bytes: Array(bytes.prefix(count)))
      let taxonomy = Taxonomy(source, diagnostics: &diagnostics)
      #expect(taxonomy.kinds.count <= 3)
      _ = taxonomy.rows(in: Self.pages, diagnostics: &diagnostics)
    }
  }

  @Test func survivesRandomChanges() {
    var random = SeededRandom(seed: 20_261_121)
    let pieces = [
      ":", "-", "{", "}", "[", "]", ",", "\n", "  ", "take", "from", "find", "null", "1", "\"", "'",
      "not: ", "values", "name", "\u{0}", "é",
    ]
    for round in 0..<400 {
      var bytes = Array(Self.text.utf8)
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        let start = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 0..<12, using: &random))
        bytes.replaceSubrange(
          start..<end, with: Array(pieces[Int.random(in: pieces.indices, using: &random)].utf8))
      }
      var diagnostics: [Diagnostic] = []
      let taxonomy = Taxonomy(
        SourceText(path: "taxonomy.yaml", bytes: bytes), diagnostics: &diagnostics)
      let rows = taxonomy.rows(in: Self.pages, diagnostics: &diagnostics)
      let isSound = rows.allSatisfy { row in
        taxonomy.kinds.contains { $0.name == row.kind && $0.fields.count == row.values.count }
      }
      #expect(isSound, "round \(round): \(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
