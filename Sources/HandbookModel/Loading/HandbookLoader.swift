internal import Diagnostics
internal import Files
internal import Markdown
internal import SQLite

/// Builds a model from pages that come one after the other.
struct HandbookLoader {
  var taxonomy: Taxonomy?
  var taxonomyPath = HandbookModel.taxonomyFileName
  var diagnostics: [Diagnostic] = []
  private var builder: SnapshotBuilder
  private var files: [Revisions.File] = []
  /// Filled only where there is a taxonomy, which looks at all pages together; without one a page is
  /// forgotten as soon as it is written.
  private var pages: [Page] = []

  init() throws(DatabaseError) {
    try SQLiteLibrary.checkRequirements()
    builder = try SnapshotBuilder()
  }

  /// Adds a page; one that is not UTF-8 is left out with a diagnostic.
  mutating func add(_ source: SourceText, path: String) throws(DatabaseError) {
    if let offset = firstInvalidUTF8Offset(in: source.bytes) {
      diagnostics.append(
        Diagnostic(
          .warning, "left out: not UTF-8", path: source.path, position: source.position(at: offset),
          notes: ["save the file with the encoding UTF-8"]))
      return
    }
    try add(source, path: path, document: MarkdownParser.parse(source))
  }

  /// Adds a page that is parsed already.
  mutating func add(
    _ source: SourceText, path: String, document: MarkdownDocument
  ) throws(DatabaseError) {
    diagnostics += document.diagnostics
    let header = PageHeader(document, path: path, source: source, diagnostics: &diagnostics)
    let hash = ContentHash(of: source.bytes).hexadecimal
    try builder.add(
      path: path, title: header.title, source: source, contentHash: hash, document: document)
    files.append(Revisions.File(path: path, shownPath: source.path, header: header))
    guard taxonomy != nil else { return }
    pages.append(
      Page(
        path: path, title: header.title, source: source, contentHash: hash,
        revision: Page.Revision(page: path, number: 1, date: nil, isNewest: true),
        document: document))
  }

  /// Settles what depends on all pages, and makes the model.
  mutating func finish(
    _ documents: [SearchDocument], fileExists: @escaping (String) -> Bool
  ) throws(DatabaseError) -> HandbookModel {
    let revisions = Revisions(of: files, diagnostics: &diagnostics).revisions
    try builder.setRevisions(revisions)
    try builder.resolveLinks(fileExists: fileExists)
    var kinds: [Kind] = []
    if let taxonomy {
      for (index, revision) in revisions.enumerated() { pages[index].revision = revision }
      let ordered = pages.sorted { left, right in
        (left.revision.page, left.revision.number, left.path)
          < (right.revision.page, right.revision.number, right.path)
      }
      pages = []
      let rows = taxonomy.rows(in: ordered, diagnostics: &diagnostics)
      kinds = try builder.addKinds(
        taxonomy.kinds, rows: rows, taxonomyPath: taxonomyPath, diagnostics: &diagnostics)
    }
    try builder.describe(kinds)
    try builder.add(documents)
    let (infos, sectionIDs, catalog) = (builder.pages, builder.sectionIDs, builder.catalog)
    return HandbookModel(
      image: try builder.finish(), pages: infos, sectionIDs: sectionIDs, catalog: catalog,
      kinds: kinds, diagnostics: diagnostics)
  }
}
