internal import Diagnostics
internal import Files
internal import SQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An index that is being written.
final class NewIndex {
  let temporaryPath: String
  private let path: String
  private let origin: CachedIndex.Origin
  private let readTime: Int
  /// Whether everything in it is as the files are: then it is kept.
  var isFaithful = true
  /// Files besides the pages that were looked for, and whether they were there.
  var linkedFiles: [String: Bool] = [:]

  init(temporaryPath: String, path: String, _ origin: CachedIndex.Origin, readTime: Int) {
    self.temporaryPath = temporaryPath
    self.path = path
    self.origin = origin
    self.readTime = readTime
  }

  /// Completes the file and gives it its name. One that is not kept has none any more, and lasts as long as it is
  /// in use.
  func image(
    _ contents: Snapshot.Contents, kinds: [Kind], diagnostics: [Diagnostic]
  ) throws(FileError) -> DatabaseImage {
    let index = CachedIndex(
      origin: origin, readTime: readTime,
      linkedFiles: linkedFiles.sorted { $0.key < $1.key }
        .map { CachedIndex.LinkedFile(path: $0.key, exists: $0.value) },
      pages: contents.pages, sectionCounts: contents.sectionIDs.map(\.count),
      kinds: kinds.map(\.name), catalogKinds: contents.catalog.kinds, diagnostics: diagnostics,
      segments: contents.segments.map { .init($0.parts) })
    let file = try CacheFile.complete(
      temporaryPath, index, catalog: contents.catalog, segments: contents.segments)
    if isFaithful {
      guard rename(temporaryPath, path) == 0 else { throw .current(path) }
    } else {
      unlink(temporaryPath)
    }
    return DatabaseImage(file)
  }

  /// Removes the file where something went wrong.
  func discard() {
    unlink(temporaryPath)
  }
}

extension CachedIndex.SegmentSizes {
  init(_ parts: IndexSegment.Parts) {
    self.init(
      termByteCount: parts.termBytes.count, termCount: parts.termEnds.count,
      postingByteCount: parts.postings.count, documentCount: parts.documents.count)
  }
}
