internal import Files
internal import SQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file of an index: the pages of the database, the postings in pages of their own, the checksums of all these
/// pages, the catalog, the other parts of the segments, the record (`CachedIndex`), and at the very end a trailer that
/// says how long all of them are. Numbers are as the processor has them.
enum CacheFile {
  /// What an index file holds. The pages are checked when they are read.
  struct Content: Sendable {
    var path: String
    var index: CachedIndex
    var database: PageFile
    var catalogPages: [Int32]
    var catalogKinds: [UInt16]
    var segments: [IndexSegment]
  }

  struct Trailer {
    static let magic: UInt64 = 0x7865_6B6F_6F62_6468
    /// To be raised with every change of the file, the tables, or what is made of a page.
    static let format: UInt64 = 3
    static let byteCount = 8 * 8

    /// Of the database.
    var pageCount: Int
    /// The pages of the postings too.
    var allPageCount: Int
    var documentCount: Int
    var recordByteCount: Int
    /// Of everything between the pages and the trailer.
    var checksum: UInt64

    private var words: [UInt64] {
      [
        Self.magic, Self.format, UInt64(pageCount), UInt64(allPageCount), UInt64(documentCount),
        UInt64(recordByteCount), checksum,
      ]
    }

    var encoded: [UInt64] {
      words + [words.withUnsafeBytes { Checksum.of($0) }]
    }

    init(
      pageCount: Int, allPageCount: Int, documentCount: Int, recordByteCount: Int, checksum: UInt64
    ) {
      self.pageCount = pageCount
      self.allPageCount = allPageCount
      self.documentCount = documentCount
      self.recordByteCount = recordByteCount
      self.checksum = checksum
    }

    /// `nil` where it is none, or is damaged.
    init?(_ words: [UInt64], fileByteCount: Int) {
      guard words.count * 8 == Self.byteCount, words[0] == Self.magic, words[1] == Self.format,
        let pages = Int(exactly: words[2]), let allPages = Int(exactly: words[3]),
        let documents = Int(exactly: words[4]), let record = Int(exactly: words[5]),
        // Each of them has bytes in the file.
        pages <= allPages, max(allPages, documents, record) <= fileByteCount
      else { return nil }
      self.init(
        pageCount: pages, allPageCount: allPages, documentCount: documents,
        recordByteCount: record, checksum: words[6])
      guard encoded == words else { return nil }
    }
  }

  /// Reads an index and checks it, but for its pages.
  /// - Returns: `nil` where there is none, or one that may not be used.
  static func read(_ path: String) -> Content? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var input = CacheInput(descriptor)
    guard let content = read(&input, path) else {
      close(descriptor)
      return nil
    }
    return content
  }

  private static func read(_ input: inout CacheInput, _ path: String) -> Content? {
    guard let fileByteCount = input.ownFileByteCount, fileByteCount >= Trailer.byteCount,
      let words: [UInt64] = input.read(
        Trailer.byteCount / 8, at: fileByteCount - Trailer.byteCount),
      let trailer = Trailer(words, fileByteCount: fileByteCount),
      let record: [UInt8] = input.read(
        trailer.recordByteCount,
        at: fileByteCount - Trailer.byteCount - trailer.recordByteCount),
      let index = try? CachedIndex(record)
    else { return nil }
    input.offset = trailer.allPageCount * PageFile.pageByteCount
    guard let checksums: [UInt64] = input.next(trailer.allPageCount),
      let catalogPages: [Int32] = input.next(trailer.documentCount),
      let catalogKinds: [UInt16] = input.next(trailer.documentCount)
    else { return nil }
    var segments: [IndexSegment.Parts] = []
    for sizes in index.segments {
      guard let segment = input.segment(sizes) else { return nil }
      segments.append(segment)
    }
    guard input.offset + trailer.recordByteCount + Trailer.byteCount == fileByteCount,
      record.withUnsafeBytes({ Checksum.of($0, seed: input.checksum) }) == trailer.checksum
    else { return nil }
    let database = PageFile(
      descriptor: input.descriptor, checksums: checksums, pageCount: trailer.pageCount)
    return Content(
      path: path, index: index, database: database, catalogPages: catalogPages,
      catalogKinds: catalogKinds,
      segments: zip(segments, index.segments).map { parts, sizes in
        IndexSegment(parts, postings: .file(database, firstPage: sizes.firstPostingPage))
      })
  }

  /// Adds to the pages in a file what makes an index of them.
  static func complete(
    _ path: String, _ database: PageFile, _ index: CachedIndex, _ contents: Snapshot.Contents
  ) throws(FileError) {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw .current(path) }
    defer { close(descriptor) }
    let pageCount = database.checksums.count
    var output = CacheOutput(descriptor, path: path, offset: pageCount * PageFile.pageByteCount)
    try output.write(database.checksums)
    try output.write(contents.catalog.pageIDs)
    try output.write(contents.catalog.kindNumbers)
    for segment in contents.segments { try output.write(segment.parts) }
    let record = index.encoded
    try output.write(record)
    let trailer = Trailer(
      pageCount: database.pageCount, allPageCount: pageCount,
      documentCount: contents.catalog.pageIDs.count, recordByteCount: record.count,
      checksum: output.checksum)
    try output.write(trailer.encoded)
    guard fsync(descriptor) == 0 else { throw .current(path) }
  }
}
