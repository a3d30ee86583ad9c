package import HandbookModel
internal import Measurement
internal import SQLite

/// The judged queries that a handbook's own links are: who wrote a link said in a few words what stands on the
/// page that it leads to.
package struct LinkTexts: Sendable {
  /// The links that lead to a page of the handbook.
  package private(set) var linkCount = 0
  /// One for each wording, in the order of their words.
  package private(set) var queries: [JudgedQuery] = []

  /// Collects the links of the newest pages to other such pages, but those whose text says nothing by itself.
  package init(of model: HandbookModel) throws {
    let ids = Dictionary(
      model.pages.filter(\.revision.isNewest).map { ($0.path, $0.id) },
      uniquingKeysWith: { first, _ in first })
    var anchors: [Int: [String: Int]] = [:]
    var queries: [[SearchWord]: JudgedQuery] = [:]
    for link in try Self.links(in: model) {
      guard let target = ids[link.targetPath], let source = ids[link.page] else { continue }
      linkCount += 1
      let words = SearchWord.words(in: link.text)
      guard target != source, Self.isTelling(link.text, words) else { continue }
      var query = queries[words] ?? JudgedQuery(text: link.text, pages: [])
      query.pages.insert(target)
      query.excludedPages.insert(source)
      if let anchor = link.anchor {
        if anchors[target] == nil {
          anchors[target] = try Self.anchors(of: model.pages[target - 1], in: model)
        }
        if let line = anchors[target]?[anchor.lowercased()] {
          query.sections.insert(.init(page: target, firstLine: line))
        }
      }
      queries[words] = query
    }
    self.queries = queries.values.map { query in
      var query = query
      // Pages that point to each other with the same words: then none of them can be left out.
      query.excludedPages.subtract(query.pages)
      return query
    }.sorted { $0.text < $1.text }
  }

  /// So many of the queries, the same ones with the same seed; all where there are no more.
  package func sample(_ count: Int, seed: UInt64) -> [JudgedQuery] {
    guard queries.count > count else { return queries }
    var random = SeededRandom(seed: seed)
    return Array(queries.shuffled(using: &random).prefix(count)).sorted { $0.text < $1.text }
  }

  // MARK: - Links

  private struct Link {
    var text: String
    var page: String
    var targetPath: String
    var anchor: String?
  }

  private static func links(in model: HandbookModel) throws -> [Link] {
    try model.read { connection in
      let select = try connection.prepare(
        """
        SELECT text, page, target_path, target_anchor FROM system.links
        WHERE target_path IS NOT NULL AND is_newest
        """)
      var links: [Link] = []
      while try select.step() {
        links.append(
          Link(
            text: select.text(at: 0), page: select.text(at: 1), targetPath: select.text(at: 2),
            anchor: select.textOrNil(at: 3)))
      }
      return links
    }
  }

  private static func anchors(
    of page: PageInfo, in model: HandbookModel
  ) throws -> [String: Int] {
    Dictionary(
      try model.sections(of: page).map { ($0.anchor, $0.lines.lowerBound) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: - What is left out

  /// Words that point without saying where to.
  private static let pointingWords: Set<String> = [
    "above", "article", "below", "click", "details", "doc", "docs", "documentation", "example",
    "file", "guide", "here", "info", "information", "learn", "link", "more", "next", "page", "post",
    "previous", "read", "section", "see", "site", "source", "website",
  ]

  /// Whether people could ask for something with the text: not an address, a file name, a picture, or only
  /// words such as `here`.
  private static func isTelling(_ text: String, _ words: [SearchWord]) -> Bool {
    guard text.utf8.count <= 120, !text.hasPrefix("!"), !isAddress(text) else { return false }
    return words.contains { word in
      word.folded.utf8.count > 1 && !pointingWords.contains(word.folded)
        && word.folded.utf8.contains { $0 >= UInt8(ascii: "a") }
    }
  }

  /// `https://…`, `/docs/install`, `setup.md`: who has the address does not search.
  private static func isAddress(_ text: String) -> Bool {
    guard !text.contains(" ") else { return text.contains("://") }
    return text.contains("/") || text.hasPrefix("www.") || text.hasPrefix("#")
      || text.hasSuffix(".md") || text.hasSuffix(".mdx")
  }
}
