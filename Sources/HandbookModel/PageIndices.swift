/// Finds pages by the paths that people and programs give.
struct PageIndices: Sendable {
  private let pages: [PageInfo]
  /// By path, for pages that are not in the order of their paths, and for paths that are spelt with other characters
  /// than the page's: Swift's strings are the same then.
  private let byPath: Lazy<[String: Int]>
  private let byKey: Lazy<[String: Int]>
  /// The revisions of each page in ascending order, by the path under which the page is known.
  private let revisions: Lazy<[String: [Int]]>

  /// Costs nothing yet: most questions about a large handbook concern few pages.
  init(_ pages: [PageInfo]) {
    self.pages = pages
    byPath = Lazy {
      Dictionary(
        pages.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    }
    byKey = Lazy {
      Dictionary(
        pages.enumerated().map { (PagePath.withoutExtension($1.path), $0) },
        uniquingKeysWith: { first, _ in first })
    }
    revisions = Lazy {
      Dictionary(grouping: pages.indices) { pages[$0].revision.page }
        .mapValues { $0.sorted { pages[$0].revision.number < pages[$1].revision.number } }
    }
  }

  /// The place of the file, by its path as it is.
  func index(ofFile path: String) -> Int? {
    // Pages that were read from a folder are sorted by the bytes of their paths.
    var (low, high) = (0, pages.count)
    while low < high {
      let middle = (low + high) / 2
      if pages[middle].path.utf8.lexicographicallyPrecedes(path.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    if low < pages.count, pages[low].path.utf8.elementsEqual(path.utf8) { return low }
    return byPath.value[path]
  }

  /// The place of the file; its extension and a leading `./` or `/` may be left out or added.
  func index(ofPath path: String) -> Int? {
    if let index = index(ofFile: path) { return index }
    guard let normalized = PagePath.normalized(path) else { return nil }
    return byPath.value[normalized] ?? byKey.value[normalized]
  }

  /// The places of all revisions of a page, oldest first.
  func revisions(ofPage page: String) -> [Int] { revisions.value[page] ?? [] }

  /// The groups of revisions, each oldest first.
  var groups: some Collection<[Int]> { revisions.value.values }
}
