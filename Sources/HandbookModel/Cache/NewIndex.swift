internal import Diagnostics
internal import Files
internal import SQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An index that is being written to a file: of a large handbook, so that it does not lie in memory.
final class NewIndex {
  /// Where an index gets to be kept.
  struct Keeping {
    var temporaryPath: String
    var path: String
    var origin: CachedIndex.Origin
    /// When its files began to be read; nanoseconds since 1970.
    var readTime: Int
    var cache: IndexCache
  }

  let file: PageFileWriter
  private let keeping: Keeping?
  /// Whether everything in it is as the files are: then it is kept.
  var isFaithful = true
  /// Files besides the pages that were looked for, and whether they were there.
  var linkedFiles: [String: Bool] = [:]

  /// - Parameters:
  ///   - descriptor: of an empty file open for reading and writing, which belongs to the index from now on.
  ///   - keeping: `nil` where the file has no name and lasts as long as it is in use.
  init(descriptor: Int32, keeping: Keeping?) {
    file = PageFileWriter(descriptor: descriptor)
    self.keeping = keeping
  }

  /// An index in a temporary file without a name; `nil` where there can be none.
  static func unkept() -> NewIndex? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    let path = join(folder, "handbook-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).tmp")
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return nil }
    unlink(path)
    return NewIndex(descriptor: descriptor, keeping: nil)
  }

  /// Puts the postings behind the database, and gives the file its name where it is kept.
  func image(
    _ contents: inout Snapshot.Contents, kinds: [Kind], diagnostics: HandbookDiagnostics
  ) throws(FileError) -> DatabaseImage {
    var firstPages: [Int] = []
    for segment in contents.segments {
      guard let page = segment.appendPostings(to: file) else { throw .current("index") }
      firstPages.append(page)
    }
    let database = file.finish()
    contents.segments = zip(contents.segments, firstPages).map { segment, page in
      IndexSegment(segment.parts, postings: .file(database, firstPage: page))
    }
    if let keeping {
      let index = CachedIndex(
        origin: keeping.origin, readTime: keeping.readTime,
        linkedFiles: linkedFiles.sorted { $0.key < $1.key }
          .map { CachedIndex.LinkedFile(path: $0.key, exists: $0.value) },
        pages: contents.pages,
        identifier: HandbookModel.identifier(contents.pages, keeping.origin.taxonomy),
        sectionCounts: contents.sectionIDs.map(\.count),
        kinds: kinds.map(\.name), catalogKinds: contents.catalog.kinds, diagnostics: diagnostics,
        segments: zip(contents.segments, firstPages).map { segment, page in
          CachedIndex.SegmentSizes(segment.parts, firstPostingPage: page)
        })
      if keep(database, index, contents, keeping) { contents.keptAt = keeping.path }
    }
    return DatabaseImage(database)
  }

  /// Nothing that fails here keeps the index from being used.
  /// - Returns: whether it is kept.
  private func keep(
    _ database: PageFile, _ index: CachedIndex, _ contents: Snapshot.Contents, _ keeping: Keeping
  ) -> Bool {
    guard isFaithful else {
      unlink(keeping.temporaryPath)
      return false
    }
    do throws(FileError) {
      try CacheFile.complete(keeping.temporaryPath, database, index, contents)
      guard rename(keeping.temporaryPath, keeping.path) == 0 else { throw .current(keeping.path) }
      return true
    } catch {
      unlink(keeping.temporaryPath)
      keeping.cache.reportFailure(error.message)
      return false
    }
  }

  /// Removes the file where something went wrong before there was an image.
  func discard() {
    if let keeping { unlink(keeping.temporaryPath) }
    close(file.descriptor)
  }
}

extension IndexSegment {
  /// Writes the postings, which are in memory, behind a database.
  /// - Returns: the first page that they take; `nil` where they cannot be written.
  fileprivate func appendPostings(to file: PageFileWriter) -> Int? {
    guard case .memory(let bytes) = postings else { return nil }
    return bytes.withUnsafeBytes { file.append($0) }
  }
}

extension CachedIndex.SegmentSizes {
  init(_ parts: IndexSegment.Parts, firstPostingPage: Int) {
    self.init(
      termByteCount: parts.termBytes.count, termCount: parts.termEnds.count,
      documentCount: parts.documents.count, firstPostingPage: firstPostingPage)
  }
}
