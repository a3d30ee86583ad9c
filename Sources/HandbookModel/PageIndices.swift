/// Finds pages by the paths that people and programs give.
struct PageIndices: Sendable {
  private let byPath: [String: Int]
  private let byKey: [String: Int]
  /// The revisions of each page in ascending order, by the path under which the page is known.
  private let revisions: [String: [Int]]

  init(_ pages: [PageInfo]) {
    byPath = Dictionary(
      pages.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    byKey = Dictionary(
      pages.enumerated().map { (PagePath.withoutExtension($1.path), $0) },
      uniquingKeysWith: { first, _ in first })
    revisions = Dictionary(grouping: pages.indices) { pages[$0].revision.page }
      .mapValues { $0.sorted { pages[$0].revision.number < pages[$1].revision.number } }
  }

  /// The place of the file, by its path as it is.
  func index(ofFile path: String) -> Int? { byPath[path] }

  /// The place of the file; its extension and a leading `./` or `/` may be left out or added.
  func index(ofPath path: String) -> Int? {
    if let index = byPath[path] { return index }
    guard let normalized = PagePath.normalized(path) else { return nil }
    return byPath[normalized] ?? byKey[normalized]
  }

  /// The places of all revisions of a page, oldest first.
  func revisions(ofPage page: String) -> [Int] { revisions[page] ?? [] }

  /// The groups of revisions, each oldest first.
  var pages: some Collection<[Int]> { revisions.values }
}
