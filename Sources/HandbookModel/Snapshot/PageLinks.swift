internal import SQLite

/// Finds out what the links of pages lead to, once the pages are in the tables.
struct PageLinks {
  private let connection: Connection
  private let resolver: LinkResolver
  private let pages: [PageInfo]
  private let sectionIDs: [Range<Int>]
  private let update: Statement
  private let select: Statement
  private let selectSection: Statement

  /// - Parameter sectionIDs: of each page, in the order of pages.
  init(
    _ connection: Connection, _ resolver: LinkResolver, pages: [PageInfo], sectionIDs: [Range<Int>]
  ) throws(DatabaseError) {
    self.connection = connection
    self.resolver = resolver
    self.pages = pages
    self.sectionIDs = sectionIDs
    update = try connection.prepare(
      "UPDATE _link SET target_path = ?, target_anchor = ?, is_dangling = ? WHERE id = ?")
    select = try connection.prepare(
      """
      SELECT l.id, l.destination, s.page_id FROM _link AS l JOIN _section AS s ON s.id = l.section_id
      WHERE l.id >= ? AND l.id < ? ORDER BY l.id LIMIT 1000
      """)
    selectSection = try connection.prepare(
      "SELECT 1 FROM _section WHERE id >= ? AND id < ? AND anchor = ? LIMIT 1")
  }

  /// Resolves the links in some sections.
  /// - Parameter fileExists: says whether the handbook's folder holds a file that is no page.
  func resolve(
    inSections ids: Range<Int>, fileExists: (String) -> Bool
  ) throws(DatabaseError) {
    let links = SectionParts.rowIDs(ofSections: ids)
    // Reading on while rows change under the reader is not defined, hence portions.
    var next = links.lowerBound
    while true {
      var portion: [(id: Int, destination: String, page: Int)] = []
      try select.bind(next, to: 1)
      try select.bind(links.upperBound, to: 2)
      while try select.step() {
        portion.append((select.int(at: 0), select.text(at: 1), select.int(at: 2) - 1))
      }
      guard let last = portion.last else { return }
      next = last.id + 1
      for link in portion {
        try resolve(link.destination, link: link.id, of: link.page, fileExists)
      }
    }
  }

  private func resolve(
    _ destination: String, link: Int, of page: Int, _ fileExists: (String) -> Bool
  ) throws(DatabaseError) {
    var (path, anchor, isDangling) = (nil as String?, nil as String?, false)
    switch resolver.resolve(destination, from: page, fileExists: fileExists) {
    case .external: return
    case .file(let file): path = file
    case .dangling: isDangling = true
    case .page(let index, let fragment):
      path = pages[index].path
      anchor = fragment
      if let fragment { isDangling = try !hasSection(fragment, page: index) }
    }
    try update.bind(path, to: 1)
    try update.bind(anchor, to: 2)
    try update.bind(isDangling, to: 3)
    try update.bind(link, to: 4)
    try update.run()
  }

  /// Looks again whether the fragments exist that links of all pages name in some pages, whose sections have changed.
  func recheckFragments(ofPages indices: [Int]) throws(DatabaseError) {
    let paths = Dictionary(uniqueKeysWithValues: indices.map { (pages[$0].path, $0) })
    let select = try connection.prepare(
      """
      SELECT id, target_path, target_anchor, is_dangling FROM _link WHERE target_anchor IS NOT NULL
      """)
    var changed: [(id: Int, isDangling: Bool)] = []
    while try select.step() {
      guard let page = paths[select.text(at: 1)] else { continue }
      let isDangling = try !hasSection(select.text(at: 2), page: page)
      if isDangling != select.bool(at: 3) { changed.append((select.int(at: 0), isDangling)) }
    }
    let update = try connection.prepare("UPDATE _link SET is_dangling = ? WHERE id = ?")
    for link in changed {
      try update.bind(link.isDangling, to: 1)
      try update.bind(link.id, to: 2)
      try update.run()
    }
  }

  private func hasSection(_ anchor: String, page: Int) throws(DatabaseError) -> Bool {
    try selectSection.bind(sectionIDs[page].lowerBound, to: 1)
    try selectSection.bind(sectionIDs[page].upperBound, to: 2)
    try selectSection.bind(anchor.lowercased(), to: 3)
    let found = try selectSection.step()
    selectSection.reset()
    return found
  }
}
