import Diagnostics
import Foundation
import Measurement
import TestSupport
import Testing

@testable import HandbookModel

/// That pages indexed anew by themselves make the same model as the whole folder read anew.
struct UpdateTests {
  private static let pageCount = 12

  /// A handbook on disk whose index is in a file, and its model.
  private struct Place {
    let folder: TemporaryFolder
    let cache: IndexCache
    var model: HandbookModel
    var handbook: String { folder.path + "/handbook" }

    init(_ pages: [String: String]) throws {
      folder = try TemporaryFolder()
      for (path, text) in pages { try folder.write("handbook/" + path, text) }
      cache = IndexCache(folder: folder.path + "/cache", program: "test", minimumHandbookBytes: 0) {
        Issue.record("\($0)")
      }
      model = try HandbookModel.load(folder: folder.path + "/handbook", cache: cache)
    }

    /// Reads some pages anew; `nil` where all must be.
    func updated(_ paths: String...) throws -> HandbookModel? {
      try model.updated(paths, in: handbook, documents: [])
    }
  }

  private static let queries = [
    "alpha beta", "gamma", "\"alpha beta\"", "de*", "alhpa", "title", "epsilon -beta",
  ]

  /// Everything that can be asked of a model, but for the ids of sections, which depend on what was before.
  static func contents(_ model: HandbookModel) throws -> [String] {
    let names = model.tableNames.map { "'\($0)'" }.joined(separator: ", ")
    let columns = try model.rows(
      """
      SELECT t.name, group_concat(c.name, ', ') FROM
        (SELECT name FROM system.sqlite_schema WHERE name IN (\(names))) AS t,
        pragma_table_info(t.name, 'system') AS c
      WHERE c.name <> 'section_id' AND (c.name <> 'id' OR t.name = 'pages')
      GROUP BY t.name ORDER BY t.name
      """)
    #expect(columns.count == 9 + model.kinds.count)
    var lines: [String] = []
    for table in columns {
      let parts = table.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      lines += try model.rows("SELECT \(parts[1]) FROM system.\(parts[0])").map {
        "\(parts[0]): \($0)"
      }
    }
    for query in queries {
      let outcome = try model.search(SearchQuery(query, kinds: []))
      lines.append("\(query): \(outcome.total) \(outcome.note ?? "-") \(outcome.corrections)")
      lines += outcome.hits.map { "\(query): \($0)" }
    }
    lines += try model.pages.flatMap { page in
      try ["\(page)"] + model.sections(of: page).map { "\($0.headingPath) \($0.lines)" }
    }
    return lines + model.diagnostics.map(\.rendered)
  }

  // MARK: Generated handbooks

  private static let words = ["alpha", "beta", "gamma", "delta", "epsilon", "title", "demo"]

  private static func sentence(_ random: inout SeededRandom) -> String {
    (0..<Int.random(in: 1...8, using: &random)).map { _ in words.randomElement(using: &random)! }
      .joined(separator: " ")
  }

  private static func name(_ number: Int) -> String { "page\(number).md" }

  private static func page(_ random: inout SeededRandom) -> String {
    var text = ""
    if Int.random(in: 0..<4, using: &random) == 0 {
      text += "---\ntitle: \(sentence(&random))\n---\n"
    }
    if Bool.random(using: &random) { text += sentence(&random) + "\n\n" }
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      let level = String(repeating: "#", count: Int.random(in: 1...3, using: &random))
      let heading = words.randomElement(using: &random)!
      text += "\(level) \(heading)\(["", "?"].randomElement(using: &random)!)\n\n"
      for _ in 0..<Int.random(in: 0...3, using: &random) { text += block(&random) + "\n\n" }
    }
    return text
  }

  private static func block(_ random: inout SeededRandom) -> String {
    let target = name(Int.random(in: 0...pageCount, using: &random))
    let anchor = words.randomElement(using: &random)!
    return switch Int.random(in: 0..<6, using: &random) {
    case 0: "See [\(sentence(&random))](\(target)#\(anchor)) and [it](#\(anchor))."
    case 1: "**Effort**: \(sentence(&random))"
    case 2: "- \(sentence(&random))\n- [\(anchor)](\(target))\n  1. \(sentence(&random))"
    case 3: "| a | b |\n|---|---|\n| \(anchor) | \(sentence(&random)) |"
    case 4: "```\n\(sentence(&random))"  // a fence that is not closed is reported
    default: sentence(&random)
    }
  }

  /// Kinds of each sort: found on a page alone, named on others, built on those.
  static let taxonomy = """
    kinds:
      effort:
        description: An effort.
        find: [{fields: {page: {contains: ['1', '2']}, label: Effort}}]
        fields: {name: {description: Its size., take: {from: value}}}
      topic:
        description: A topic.
        find: [{sections: {page: {contains: ['3', '5', '7']}, heading: [alpha, beta, demo]}}]
        fields:
          name: {description: Its name., take: {from: heading}}
          text: {description: What is said., take: {from: first_sentence}}
      mention:
        description: Where a topic is named.
        find: [{items: {page: {contains: ['4', '5', '6', '7', '8']}}}]
        unique: topics
        fields:
          name: {description: The first., take: {from: text, names_of: topic}}
          topics: {type: list, description: All., take: {from: text, names_of: topic}}
      echo:
        description: A topic that is named.
        find: [{values: {of: mention, field: topics}}]
        fields: {name: {description: Its name., take: {from: value}}}
    """

  @Test(arguments: UInt64(1)...12, [false, true])
  func isTheSameAsReadingAllAnew(seed: UInt64, hasTaxonomy: Bool) throws {
    var random = SeededRandom(seed: seed)
    var pages = [String: String]()
    for number in 0..<Self.pageCount { pages[Self.name(number)] = Self.page(&random) }
    if hasTaxonomy { pages["taxonomy.yaml"] = Self.taxonomy }
    var place = try Place(pages)
    var updateCount = 0
    for step in 0..<25 {
      let old = place.model
      let oldContents = try Self.contents(old)
      let changed = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Self.name(Int.random(in: 0..<Self.pageCount, using: &random))
      }
      for path in Set(changed).sorted() {
        // Often only a part is another one, as when people write.
        let text = pages[path] ?? ""
        let block = Self.block(&random) + "\n\n"
        pages[path] =
          switch Int.random(in: 0..<4, using: &random) {
          case 0 where !text.hasPrefix("---"): block + text
          case 1: text + block
          default: Self.page(&random)
          }
        try place.folder.write("handbook/" + path, pages[path] ?? "")
      }
      let updated = try place.model.updated(
        Set(changed), in: place.handbook, documents: [])
      if updated != nil { updateCount += 1 }
      place.model =
        try updated ?? HandbookModel.load(folder: place.handbook, cache: place.cache)
      let plain = try HandbookModel.load(folder: place.handbook)
      let (found, expected) = (try Self.contents(place.model), try Self.contents(plain))
      let differences = found.difference(from: expected)
      #expect(differences.isEmpty, "seed \(seed), step \(step), \(changed)")
      #expect(try Self.contents(old) == oldContents, "the old one has changed")
      if found != expected { return }
    }
    #expect(updateCount > (hasTaxonomy ? 5 : 12), "many changes need no other pages")
  }

  // MARK: What needs all pages

  @Test func tellsWhatNeedsAllPages() throws {
    let place = try Place(["a.md": "# A\n", "b.md": "# B\n"])
    func expectNil(_ reason: String, _ paths: String..., change: () throws -> Void) throws {
      try change()
      let updated = try place.model.updated(paths, in: place.handbook, documents: [])
      #expect(updated == nil, "\(reason)")
    }
    let write = { try place.folder.write("handbook/a.md", $0) }
    try expectNil("a new page", "c.md") { try place.folder.write("handbook/c.md", "# C\n") }
    try expectNil("a revision", "a.md") { try write("---\nrevision: 2\n---\n# A\n") }
    try expectNil("a revision of", "a.md") { try write("---\nrevision_of: b.md\n---\n# A\n") }
    try expectNil("a date", "a.md") { try write("---\ndate: 2026-01-02\n---\n# A\n") }
    try expectNil("many sections", "a.md") {
      try write((0..<9).map { "# A\($0)\n" }.joined())
    }
    try expectNil("no UTF-8", "a.md") {
      try Data([0xFF]).write(to: URL(fileURLWithPath: place.handbook + "/a.md"))
    }
    try expectNil("too large", "a.md") {
      try Data(count: 17 << 20).write(to: URL(fileURLWithPath: place.handbook + "/a.md"))
    }
    try expectNil("gone", "a.md") {
      try FileManager.default.removeItem(atPath: place.handbook + "/a.md")
    }
    try expectNil("a taxonomy", "taxonomy.yaml") {
      try place.folder.write("handbook/taxonomy.yaml", "kinds: {}\n")
    }
    #expect(try place.updated("b.md") != nil)
  }

  @Test func factsThatMoveStay() throws {
    let text = "# Alpha\n\nText.\n"
    let place = try Place([
      "page3.md": text, "page4.md": "- Alpha\n", "taxonomy.yaml": Self.taxonomy,
    ])
    let topics = "SELECT name, first_line, last_line FROM system.topics"
    #expect(try place.model.rows(topics) == ["Alpha | 1 | 3"])
    try place.folder.write("handbook/page3.md", "Before.\n\n" + text)
    let updated = try #require(try place.updated("page3.md"))
    #expect(try updated.rows(topics) == ["Alpha | 3 | 5"])
    let hits = try updated.search(SearchQuery("alpha", kinds: ["topic"])).hits
    #expect(hits.map(\.lines) == [3...5])
  }

  /// Other pages may name a fact.
  @Test(arguments: [
    "# Beta\n\nText.\n", "# Alpha\n\nOther.\n", "Text.\n", "# Title\n# Alpha\n\nText.\n",
  ])
  func otherFactsNeedAllPages(text: String) throws {
    let place = try Place([
      "page3.md": "# Alpha\n\nText.\n", "page4.md": "- Alpha\n", "taxonomy.yaml": Self.taxonomy,
    ])
    try place.folder.write("handbook/page3.md", text)
    #expect(try place.updated("page3.md") == nil)
  }

  @Test func aSmallHandbookIsReadAnew() throws {
    let place = try Place(["a.md": "# A\n"])
    let inMemory = try HandbookModel.load(folder: place.handbook)
    #expect(try inMemory.updated(["a.md"], in: place.handbook, documents: []) == nil)
  }

  @Test func linksIntoAChangedPageAreLookedAtAgain() throws {
    let place = try Place(["a.md": "[to](b.md#old) and [to](b.md#new)\n", "b.md": "# Old\n"])
    let dangling = "SELECT destination, is_dangling FROM system.links"
    #expect(try place.model.rows(dangling) == ["b.md#old | 0", "b.md#new | 1"])
    try place.folder.write("handbook/b.md", "# New\n")
    let updated = try #require(try place.updated("b.md"))
    #expect(try updated.rows(dangling) == ["b.md#old | 1", "b.md#new | 0"])
  }
}
