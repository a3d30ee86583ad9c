internal import Diagnostics
internal import Files
internal import SQLite

/// The model of an index that was kept; whether it is still right is to be found out.
struct KeptModel: Sendable {
  private let index: CachedIndex
  private let documents: [SearchDocument]
  private let model: HandbookModel

  /// - Parameters:
  ///   - path: of the index.
  ///   - program: that must have made it.
  ///   - folder: of the handbook.
  /// - Returns: `nil` where there is no index, or one that is damaged or was made with another taxonomy.
  init?(
    _ path: String, madeBy program: String, ofFolder folder: String,
    documents: () -> [SearchDocument]
  ) {
    var unheeded: [Diagnostic] = []  // who reads the pages meets them again
    let taxonomy = HandbookModel.readTaxonomy(in: folder, diagnostics: &unheeded)
    guard let content = CacheFile.read(path), content.index.origin.program == program,
      content.index.origin.taxonomy == taxonomy.map({ ContentHash(of: $0.bytes) })
    else { return nil }
    index = content.index
    self.documents = documents()
    model = HandbookModel(content, documents: self.documents, taxonomy: taxonomy)
    // The first question finds a connection that is open.
    guard (try? model.read { _ in }) != nil else { return nil }
  }

  /// The model with the pages indexed anew that have changed since; `nil` where more than some pages may have changed.
  func model(asOf origin: CachedIndex.Origin) throws -> HandbookModel? {
    guard let changed = changedPages(asOf: origin),
      index.linkedFiles.allSatisfy({
        HandbookModel.isFile($0.path, in: origin.folder) == $0.exists
      })
    else { return nil }
    return changed.isEmpty
      ? model
      : try model.updated(
        changed, in: origin.folder, documents: documents, maximumPageBytes: origin.maximumPageBytes)
  }
}

extension HandbookModel {
  fileprivate convenience init(
    _ content: CacheFile.Content, documents: [SearchDocument], taxonomy: SourceText?
  ) {
    let index = content.index
    var unheeded: [Diagnostic] = []  // they are among those that were kept
    let kinds = taxonomy.map { Taxonomy($0, diagnostics: &unheeded).kinds } ?? []
    var nextID = 1
    let sectionIDs = index.sectionCounts.map { count in
      defer { nextID += count + Snapshot.roomForSections(besides: count) }
      return nextID..<nextID + count
    }
    let snapshot = Snapshot(
      image: DatabaseImage(content.database),
      contents: .init(
        pages: index.pages, sectionIDs: sectionIDs,
        catalog: SearchCatalog(
          kinds: index.catalogKinds, pageIDs: content.catalogPages,
          kindNumbers: content.catalogKinds),
        segments: content.segments, keptAt: content.path))
    self.init(
      snapshot, documents: documents, kinds: kinds.filter { index.kinds.contains($0.name) },
      taxonomy: taxonomy, findings: index.diagnostics, identifier: index.identifier)
  }

  /// Whether the handbook's folder holds a file; what it holds is never read.
  static func isFile(_ path: String, in folder: String) -> Bool {
    (try? resolve(path, inside: folder)) != nil
  }
}

extension KeptModel {
  /// The paths of the pages whose content is another one now; `nil` where more than some pages may have changed.
  private func changedPages(asOf present: CachedIndex.Origin) -> [String]? {
    let origin = index.origin
    guard origin.program == present.program, origin.realFolder == present.realFolder,
      origin.folder == present.folder, origin.maximumPageBytes == present.maximumPageBytes,
      origin.taxonomy == present.taxonomy, origin.problems == present.problems,
      origin.files.count == present.files.count
    else { return nil }
    var suspects: [FileTree.Entry] = []
    for (old, new) in zip(origin.files, present.files) {
      if old == new, old.wasOld(at: Int64(index.readTime)) { continue }
      guard old.path.utf8.elementsEqual(new.path.utf8) else { return nil }
      suspects.append(new)
    }
    var changed: [String] = []
    for file in suspects {
      // What was left out may be fit to be read now.
      guard let hash = model.contentHash(ofFile: file.path) else { return nil }
      let bytes = try? FileContents.readSettled(
        file.path, inside: origin.folder, maximumBytes: origin.maximumPageBytes)
      if bytes.map({ ContentHash(of: $0) }) != hash { changed.append(file.path) }
    }
    return changed
  }
}

extension FileTree.Entry {
  /// Whether a later change must have left a trace in the file's times. A file that was written shortly before it was
  /// read can have changed since within the same unit of its disk's time: a few milliseconds, or where the disk counts
  /// seconds up to two of them.
  fileprivate func wasOld(at readTime: Int64) -> Bool {
    let countsSeconds = changeTime % 1_000_000_000 == 0
    let unit: Int64 = countsSeconds ? 3_000_000_000 : 50_000_000
    return max(modificationTime, changeTime) < readTime - unit
  }
}
