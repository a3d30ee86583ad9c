import Diagnostics
import Markdown
import Testing

@testable import HandbookModel

/// Pages with very many places for facts: each is looked at for what it has, and not for all that is around it. What is
/// quadratic again shows as a test that takes a minute instead of seconds.
struct LongPageTests {
  private static let count = 10_000

  private func taxonomy(_ find: String, _ take: String = "{from: value}") -> Taxonomy {
    makeTaxonomy(
      """
      kinds:
        thing:
          description: A thing.
          find: [\(find)]
          fields: {name: {description: Its name., take: \(take)}}
        again:
          description: The same.
          find: [{values: {of: thing, field: name}}]
          fields: {name: {description: Its name., take: {from: value}}}
      """)
  }

  private func facts(_ taxonomy: Taxonomy, _ text: String) -> [String] {
    let page = makePage("a.md", text)
    for kind in ["thing", "again"] {
      #expect(taxonomy.rows(of: kind, in: [page]).count == Self.count)
    }
    return taxonomy.facts(of: "again", in: [page])
  }

  private func lines(_ line: (Int) -> String) -> String {
    (1...Self.count).map(line).joined(separator: "\n")
  }

  /// Each label has the whole block to look at, which is too much for all of them.
  @Test func manyLabelsInOneBlock() throws {
    let block = (1...Self.count).map { "**Effort**: number \($0)" }.joined(separator: "\n")
    let pages = [
      SourceText(path: "a.md", "# A\n\n**Effort**: first\n\n" + block + "\n"),
      SourceText(path: "b.md", "**Effort**: last\n"),
    ]
    let find = """
      kinds:
        effort:
          description: An effort.
          find: [{fields: {label: Effort}}]
          fields:
            name:
              description: Its size.
              take: [{from: field, label: Missing}, {from: value}]
      """
    let model = try HandbookModel.make(
      pages: pages, taxonomy: SourceText(path: "taxonomy.yaml", find))
    // Sixteen bytes for each label, and for the block.
    let expected = HandbookModel.maximumExaminedBytes / (16 * (Self.count + 1))
    let names = try model.rows("SELECT name FROM system.efforts")
    #expect((expected - 1...expected + 1).contains(names.count - 2), "\(names.count)")
    #expect(names.prefix(2) == ["first", "number 1"] && names.last == "last")
    #expect(
      model.diagnostics.map(\.rendered).joined() == """
        a.md:5:1: warning: the page has too much for the kind 'effort': facts from here on are left out
          **Effort**: number 1
          ^
        note: part long blocks that have many of them
        """)
  }

  @Test func manyItemsBehindALongText() {
    let found = facts(
      taxonomy("{items: {}}", "[{from: lead, where: {starts: nothing}}, {from: text}]"),
      String(repeating: "word ", count: 50_000) + "end. These are:\n\n" + lines { "- item \($0)" })
    #expect(found.last == "[\"item \(Self.count)\"]")
  }

  @Test func manySections() {
    let found = facts(taxonomy("{sections: {}}", "{from: heading}"), lines { "# Part \($0)\n" })
    #expect(found.last == "[\"Part \(Self.count)\"]")
  }

  /// Of a pasted page every heading in front of a section is asked whether the section is under it.
  @Test func manySectionsOfAPastedPage() {
    var page = makePage("a.md", "# Begin\n" + lines { "# Part \($0)" } + "\n# End\n# More\n")
    page.document.isPasted = true
    func match(_ heading: String) -> TextMatch {
      TextMatch(terms: [.init(operator: .is, alternatives: [heading])])
    }
    let sections = Scope(under: match("Begin"), until: match("End")).sections(of: page)
    #expect(sections.count == Self.count)
    #expect(sections.last?.heading == "Part \(Self.count)")
    #expect(Scope(under: match("Nothing"), until: match("End")).sections(of: page).isEmpty)
  }

  @Test func manyNamesInOneText() {
    let names = (1...Self.count).map { "name\($0)" }
    let text = names.joined(separator: ", ")
    #expect(NameIndex(names).mentions(in: text) == names)
  }

  @Test(arguments: [
    "", " ", "One", "One. Two.", "e.g. this. That.", "Ünïcödé! Ünd?",
    String(repeating: "ü", count: 700) + ". Then.", String(repeating: "x", count: 1023) + ". Y.",
    String(repeating: "x", count: 1024), String(repeating: "word ", count: 5_000) + "end. More.",
  ])
  func findsTheFirstSentence(text: String) {
    #expect(text.firstSentence == text.sentences.first)
  }
}
