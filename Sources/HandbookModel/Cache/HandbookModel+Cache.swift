internal import Diagnostics
internal import Files
internal import SQLite

extension HandbookModel {
  /// The model of an index that was kept; `nil` where the handbook may have changed since.
  static func cached(
    _ content: CacheFile.Content, folder: String, documents: [SearchDocument],
    taxonomy: SourceText?
  ) -> HandbookModel? {
    let index = content.index
    guard
      index.linkedFiles.allSatisfy({ isFile($0.path, in: folder) == $0.exists }),
      youngFilesAreSame(index, in: folder)
    else { return nil }
    var unheeded: [Diagnostic] = []  // they are among those that were kept
    let kinds = taxonomy.map { Taxonomy($0, diagnostics: &unheeded).kinds } ?? []
    var nextID = 1
    let sectionIDs = index.sectionCounts.map { count in
      defer { nextID += count }
      return nextID..<nextID + count
    }
    let snapshot = Snapshot(
      image: DatabaseImage(content.pages),
      contents: .init(
        pages: index.pages, sectionIDs: sectionIDs,
        catalog: SearchCatalog(
          kinds: index.catalogKinds, pageIDs: content.catalogPages,
          kindNumbers: content.catalogKinds),
        segments: content.segments.map { IndexSegment($0) }))
    return HandbookModel(
      snapshot, documents: documents, kinds: kinds.filter { index.kinds.contains($0.name) },
      taxonomy: taxonomy, diagnostics: index.diagnostics)
  }

  /// Whether the handbook's folder holds a file; what it holds is never read.
  static func isFile(_ path: String, in folder: String) -> Bool {
    (try? resolve(path, inside: folder)) != nil
  }

  /// Some disks count time in seconds: a file that was written shortly before it was read can have changed since
  /// without a trace, so its content is compared.
  private static func youngFilesAreSame(_ index: CachedIndex, in folder: String) -> Bool {
    let limit = Int64(index.readTime) - 3_000_000_000
    let young = index.origin.files.filter { max($0.modificationTime, $0.changeTime) >= limit }
    if young.isEmpty { return true }
    let hashes = Dictionary(
      index.pages.map { ($0.path, $0.contentHash) }, uniquingKeysWith: { first, _ in first })
    return young.allSatisfy { file in
      guard let hash = hashes[file.path],
        let bytes = try? FileContents.read(join(folder, file.path))
      else { return false }
      return ContentHash(of: bytes).hexadecimal == hash
    }
  }
}
