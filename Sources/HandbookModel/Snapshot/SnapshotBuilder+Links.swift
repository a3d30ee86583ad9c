internal import SQLite

extension SnapshotBuilder {
  /// Resolves the links of all pages, which must have been added.
  func resolveLinks(fileExists: @escaping (String) -> Bool) throws(DatabaseError) {
    let resolver = LinkResolver(paths: pages.map(\.path), fileExists: fileExists)
    let update = try connection.prepare(
      "UPDATE _link SET target_path = ?, target_anchor = ?, is_dangling = ? WHERE id = ?")
    // Reading on while rows change under the reader is not defined, hence portions.
    let select = try connection.prepare(
      """
      SELECT l.id, l.destination, s.page_id FROM _link AS l JOIN _section AS s ON s.id = l.section_id
      WHERE l.id > ? ORDER BY l.id LIMIT 1000
      """)
    var lastID = 0
    while true {
      var links: [(id: Int, destination: String, page: Int)] = []
      try select.bind(lastID, to: 1)
      while try select.step() {
        links.append((select.int(at: 0), select.text(at: 1), select.int(at: 2) - 1))
      }
      guard let last = links.last else { return }
      lastID = last.id
      for link in links {
        var (path, anchor, isDangling) = (nil as String?, nil as String?, false)
        switch resolver.resolve(link.destination, from: link.page) {
        case .external: continue
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
        try update.bind(link.id, to: 4)
        try update.run()
      }
    }
  }

  private func hasSection(_ anchor: String, page: Int) throws(DatabaseError) -> Bool {
    let select = try connection.prepare(
      "SELECT 1 FROM _section WHERE id >= ? AND id < ? AND anchor = ? LIMIT 1")
    try select.bind(sectionIDs[page].lowerBound, to: 1)
    try select.bind(sectionIDs[page].upperBound, to: 2)
    try select.bind(anchor.lowercased(), to: 3)
    let found = try select.step()
    select.reset()
    return found
  }
}
