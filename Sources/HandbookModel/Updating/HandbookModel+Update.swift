internal import Diagnostics
internal import Files
internal import SQLite

extension HandbookModel {
  /// The model after the contents of some pages have changed, for the cost of these pages.
  ///
  /// It is the same as if the folder were read anew. That must be done instead where the change may reach beyond the
  /// pages: where the taxonomy finds other facts on them, which may be named elsewhere; where files came, went or cannot
  /// be read; where a page's revision changes; and where a page has become so much longer that the ids of its
  /// sections do not suffice.
  /// - Parameter paths: of the files that have changed, relative to the folder.
  /// - Returns: `nil` where the folder must be read anew.
  package func updated(
    _ paths: some Sequence<String>, in folder: String, documents: [SearchDocument],
    maximumPageBytes: Int = FileContents.defaultMaximumBytes
  ) throws -> HandbookModel? {
    let paths = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard let database = snapshot.image.file, !isDamaged,
      paths.count <= Self.maximumUpdateCount(ofPages: pages.count)
    else { return nil }
    let reader = PageReader()
    var changes: [PageChange] = []
    for path in paths {
      guard let index = pageIndices.index(ofFile: path),
        let change = try PageChange(
          of: index, in: self, folder: folder, with: reader, maximumBytes: maximumPageBytes)
      else { return nil }
      changes.append(change)
    }
    var findings = findings
    for change in changes {
      findings.replace(change.file.diagnostics, ofFile: change.file.path)
    }
    let snapshot = try SnapshotUpdate(of: snapshot, database, kinds: kinds).apply(
      changes, reader.finish(), linkResolver.value,
      fileExists: { Self.isFile($0, in: folder) })
    return snapshot.map {
      HandbookModel(
        $0, documents: documents, kinds: kinds, taxonomy: taxonomy, findings: findings,
        following: self)
    }
  }

  /// So many pages are indexed faster one by one than with all the others.
  private static func maximumUpdateCount(ofPages count: Int) -> Int { 16 + count / 16 }
}

/// A page that has changed.
struct PageChange {
  /// Its place among the pages.
  let index: Int
  let file: ReadFile
  let page: PreparedPage
  /// Whether links to its sections may lead elsewhere than before.
  let hasOtherAnchors: Bool
  /// What the taxonomy finds on it, as before.
  let facts: [FactsOfPage]

  /// Reads a page.
  /// - Returns: `nil` where that does not give a new version of the page and nothing else.
  init?(
    of index: Int, in model: HandbookModel, folder: String, with reader: PageReader,
    maximumBytes: Int
  ) throws {
    let old = model.pages[index]
    let fullPath = join(folder, old.path)
    guard
      let bytes = try? FileContents.readSettled(
        old.path, inside: folder, maximumBytes: maximumBytes),
      let oldSource = try model.source(of: old.path, shownAs: fullPath)
    else { return nil }
    let file = try reader.read(SourceText(path: fullPath, bytes: bytes), path: old.path)
    guard let page = file.page else { return nil }
    let oldPage = PageReader.parse(oldSource, path: old.path)
    guard page.header.saysSameRevision(as: oldPage.header),
      let facts = try model.facts(
        on: Page(page),
        sameAsOn: Page(
          path: old.path, title: old.title, source: oldSource, contentHash: old.contentHash,
          revision: old.revision, document: oldPage.document))
    else { return nil }
    self.facts = facts
    self.index = index
    self.file = file
    self.page = page
    hasOtherAnchors = page.anchors != oldPage.document.anchors
  }
}

extension PageHeader {
  /// Whether two versions of a file are the same revision of the same page.
  fileprivate func saysSameRevision(as other: PageHeader) -> Bool {
    revision == other.revision && revisionOf == other.revisionOf && date == other.date
  }
}
