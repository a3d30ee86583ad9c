internal import Diagnostics
internal import Files
internal import Markdown
internal import SQLite

/// Builds a model from pages that come one after the other.
struct HandbookLoader {
  var diagnostics: [Diagnostic] = []
  private var taxonomy: Taxonomy?
  private var taxonomySource: SourceText?
  private var builder: SnapshotBuilder
  private var files: [Revisions.File] = []
  /// Filled only where there is a taxonomy, which looks at all pages together; without one a page is
  /// forgotten as soon as it is written.
  private var pages: [Page] = []

  init() throws(DatabaseError) {
    try SQLiteLibrary.checkRequirements()
    builder = try SnapshotBuilder()
  }

  /// Sets the kinds, before any page is added.
  /// - Parameter previous: what is used where the source has errors; they are reported all the same.
  mutating func use(taxonomy source: SourceText, previous: SourceText? = nil) {
    var problems: [Diagnostic] = []
    taxonomy = Taxonomy(source, diagnostics: &problems)
    taxonomySource = source
    if let previous, previous.bytes != source.bytes,
      problems.contains(where: { $0.severity == .error })
    {
      var unheeded: [Diagnostic] = []  // they were reported when it was read
      taxonomy = Taxonomy(previous, diagnostics: &unheeded)
      taxonomySource = previous
      problems.append(.servedAsBefore(source.path))
    }
    diagnostics += problems
  }

  /// Adds a page; one that is not UTF-8 is left out with a diagnostic.
  /// - Parameter previous: the text that is taken where this one is not UTF-8.
  mutating func add(
    _ source: SourceText, path: String, previous: () throws -> SourceText? = { nil }
  ) throws {
    if let offset = firstInvalidUTF8Offset(in: source.bytes) {
      let previous = try previous()
      diagnostics.append(
        Diagnostic(
          .warning, previous == nil ? "left out: not UTF-8" : "served as it was before: not UTF-8",
          path: source.path, position: source.position(at: offset),
          notes: ["save the file with the encoding UTF-8"]))
      guard let previous else { return }
      return try add(previous, path: path, document: MarkdownParser.parse(previous))
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
        taxonomy.kinds, rows: rows,
        taxonomyPath: taxonomySource?.path ?? HandbookModel.taxonomyFileName,
        diagnostics: &diagnostics)
    }
    try builder.describe(kinds)
    try builder.add(documents)
    let (infos, sectionIDs, catalog) = (builder.pages, builder.sectionIDs, builder.catalog)
    return HandbookModel(
      image: try builder.finish(), pages: infos, sectionIDs: sectionIDs, catalog: catalog,
      kinds: kinds, taxonomy: taxonomySource, diagnostics: diagnostics)
  }
}

extension Diagnostic {
  /// Says that a file with errors does not count yet.
  static func servedAsBefore(_ path: String) -> Diagnostic {
    Diagnostic(.warning, "served as it was before until the errors are mended", path: path)
  }
}
