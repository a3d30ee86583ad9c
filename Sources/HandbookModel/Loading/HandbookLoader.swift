internal import Diagnostics
internal import SQLite

/// Builds a model from pages that come one after the other.
struct HandbookLoader {
  var diagnostics = HandbookDiagnostics()
  private var taxonomy: Taxonomy?
  private var taxonomySource: SourceText?
  private(set) var usesPreviousTaxonomy = false
  private var builder: SnapshotBuilder
  private var files: [Revisions.File] = []
  /// Filled only where there is a taxonomy, which looks at all pages together; without one a page is
  /// forgotten as soon as it is written.
  private var pages: [Page] = []
  /// The ids of the sections that each thread has read.
  private var sectionIDs: [[Int32]] = []

  /// - Parameter file: an empty file for the database; `nil` for memory.
  init(_ file: PageFileWriter? = nil) throws(DatabaseError) {
    try SQLiteLibrary.checkRequirements()
    builder = try SnapshotBuilder(file)
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
      usesPreviousTaxonomy = true
      problems.append(.servedAsBefore(source.path))
    }
    diagnostics.first += problems
  }

  /// Adds what was read of a file.
  /// - Parameter thread: the number of the thread that read it.
  mutating func add(_ file: ReadFile, thread: Int = 0) throws(DatabaseError) {
    diagnostics.append(file.diagnostics, ofFile: file.path)
    guard let page = file.page else { return }
    let ids = try builder.add(page)
    while sectionIDs.count <= thread { sectionIDs.append([]) }
    sectionIDs[thread] += ids.map { Int32($0) }
    files.append(
      Revisions.File(path: page.path, shownPath: page.source.path, header: page.header))
    guard taxonomy != nil else { return }
    pages.append(
      Page(
        path: page.path, title: page.header.title, source: page.source,
        contentHash: page.contentHash,
        revision: Page.Revision(page: page.path, number: 1, date: nil, isNewest: true),
        document: page.document))
  }

  /// Adds what the threads have indexed, in the order of their numbers.
  mutating func add(_ parts: [IndexSegment.Parts]) {
    for (thread, parts) in parts.enumerated() where thread < sectionIDs.count {
      builder.indexParts.add(parts, ids: sectionIDs[thread])
    }
  }

  /// Settles what depends on all pages, and makes the model.
  /// - Parameters:
  ///   - fileExists: says whether the handbook's folder holds a file that is no page.
  ///   - index: the index of which the database is a part; `nil` where that is in memory.
  mutating func finish(
    _ documents: [SearchDocument], fileExists: (String) -> Bool, index: NewIndex? = nil
  ) throws -> HandbookModel {
    let revisions = Revisions(of: files, diagnostics: &diagnostics.last).revisions
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
      let rows = taxonomy.rows(in: ordered, diagnostics: &diagnostics.last)
      kinds = try builder.addKinds(
        taxonomy.kinds, rows: rows,
        taxonomyPath: taxonomySource?.path ?? HandbookModel.taxonomyFileName,
        diagnostics: &diagnostics.last)
    }
    try KindDescriptions(builder.connection).write(kinds)
    let snapshot =
      if let index {
        try builder.finish { _, contents in
          try index.image(&contents, kinds: kinds, diagnostics: diagnostics)
        }
      } else {
        try builder.finish()
      }
    return HandbookModel(
      snapshot, documents: documents, kinds: kinds, taxonomy: taxonomySource,
      findings: diagnostics)
  }
}

extension Diagnostic {
  /// Says that a file with errors does not count yet.
  static func servedAsBefore(_ path: String) -> Diagnostic {
    Diagnostic(.warning, "served as it was before until the errors are mended", path: path)
  }
}
