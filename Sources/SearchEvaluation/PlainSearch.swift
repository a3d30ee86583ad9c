package import HandbookModel
internal import SQLite

/// What search is compared with: BM25 over whole pages, any of the words, as SQLite's full-text index gives it
/// with its defaults and the same forms of words (https://sqlite.org/fts5.html#the_bm25_function).
///
/// A page's text is its title and its sections' headings and texts, marks of Markdown removed.
package struct PlainSearch {
  private let connection: Connection

  package init(of model: HandbookModel) throws {
    connection = try Connection(.memory)
    try connection.execute(
      """
      CREATE VIRTUAL TABLE pages USING fts5 (
        text, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
      )
      """)
    try connection.execute("BEGIN")
    let insert = try connection.prepare("INSERT INTO pages (rowid, text) VALUES (?, ?)")
    for page in model.pages where page.revision.isNewest {
      try insert.bind(page.id, to: 1)
      try insert.bind(try Self.text(of: page, in: model), to: 2)
      try insert.run()
    }
    try connection.execute("COMMIT")
  }

  private static func text(of page: PageInfo, in model: HandbookModel) throws -> String {
    try model.read { connection in
      let select = try connection.prepare(
        "SELECT heading, text FROM system.sections WHERE page_id = ? ORDER BY id")
      try select.bind(page.id, to: 1)
      var text = page.title
      while try select.step() { text += "\n\(select.text(at: 0))\n\(select.text(at: 1))" }
      return text
    }
  }

  /// The ids of the best pages, best first.
  package func search(_ text: String, maximumCount: Int) throws -> [Int] {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    guard !words.isEmpty else { return [] }
    let select = try connection.prepare(
      "SELECT rowid FROM pages WHERE pages MATCH ? ORDER BY bm25(pages), rowid LIMIT ?")
    try select.bind(words.map { "\"\($0)\"" }.joined(separator: " OR "), to: 1)
    try select.bind(maximumCount, to: 2)
    var pages: [Int] = []
    while try select.step() { pages.append(select.int(at: 0)) }
    return pages
  }
}
