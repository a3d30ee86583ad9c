internal import Diagnostics
internal import SQLite

/// Builds a model from pages that come one after the other.
struct HandbookLoader {
  var diagnostics = HandbookDiagnostics()
  private(set) var taxonomy: Taxonomy?
  private var taxonomySource: SourceText?
  private(set) var usesPreviousTaxonomy = false
  private var builder: SnapshotBuilder
  private var files: [Revisions.File] = []
  /// Of each page, where there is a taxonomy.
  private var facts: [PageFacts] = []
  /// Pages at which the taxonomy takes another look, by their place: of a large handbook some of them; the others are
  /// read again.
  private var keptPages: [Int: Page] = [:]
  private var keptBytes = 0
  var maximumKeptBytes = 4 << 20
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
    facts.append(page.facts)
    let byteCount = page.source.bytes.count
    if page.facts.needsAnotherLook, keptBytes + byteCount <= maximumKeptBytes {
      keptPages[facts.count - 1] = Page(page)
      keptBytes += byteCount
    }
  }

  /// A page that has been added.
  private func page(at index: Int) throws(DatabaseError) -> Page {
    if let page = keptPages[index] { return page }
    let select = try builder.connection.prepare("SELECT text FROM _page WHERE id = ?")
    try select.bind(builder.pages[index].id, to: 1)
    defer { select.reset() }
    let bytes = try select.step() ? select.withUTF8(at: 0) { Array($0) } : []
    let source = SourceText(path: files[index].shownPath, bytes: bytes)
    let info = builder.pages[index]
    return Page(
      path: info.path, title: info.title, source: source, contentHash: info.contentHash,
      revision: info.revision, document: PageReader.parse(source, path: info.path).document)
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
      let pages = builder.pages
      let order = pages.indices.sorted { left, right in
        let (left, right) = (pages[left], pages[right])
        return (left.revision.page, left.revision.number, left.path)
          < (right.revision.page, right.revision.number, right.path)
      }
      var problems: [Diagnostic] = []
      let rows = try taxonomy.rows(
        of: order.map { facts[$0] },
        page: { (place) throws(DatabaseError) in try page(at: order[place]) },
        diagnostics: &problems)
      diagnostics.last += problems
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
