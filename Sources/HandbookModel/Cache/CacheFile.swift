internal import Files
internal import SQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file of an index: the pages of the database, then the checksums of these, the catalog, the parts of
/// the segments, the record (`CachedIndex`), and at the very end a trailer that says how long all of them are.
/// Numbers are as the processor has them.
enum CacheFile {
  /// What an index file holds.
  struct Content {
    var index: CachedIndex
    var pages: PageFile
    var catalogPages: [Int32]
    var catalogKinds: [UInt16]
    var segments: [IndexSegment.Parts]
  }

  struct Trailer {
    static let magic: UInt64 = 0x7865_6B6F_6F62_6468
    /// To be raised with every change of the file, the tables, or what is made of a page.
    static let format: UInt64 = 1
    static let byteCount = 7 * 8

    var pageCount: Int
    var documentCount: Int
    var recordByteCount: Int
    /// Of everything between the database and the trailer.
    var checksum: UInt64

    private var words: [UInt64] {
      [
        Self.magic, Self.format, UInt64(pageCount), UInt64(documentCount),
        UInt64(recordByteCount), checksum,
      ]
    }

    var encoded: [UInt64] {
      words + [words.withUnsafeBytes { Checksum.of($0) }]
    }

    init(pageCount: Int, documentCount: Int, recordByteCount: Int, checksum: UInt64) {
      self.pageCount = pageCount
      self.documentCount = documentCount
      self.recordByteCount = recordByteCount
      self.checksum = checksum
    }

    /// `nil` where it is none, or is damaged.
    init?(_ words: [UInt64], fileByteCount: Int) {
      guard words.count * 8 == Self.byteCount, words[0] == Self.magic, words[1] == Self.format,
        let pages = Int(exactly: words[2]), let documents = Int(exactly: words[3]),
        let record = Int(exactly: words[4]),
        // Each of them has bytes in the file.
        max(pages, documents, record) <= fileByteCount
      else { return nil }
      self.init(
        pageCount: pages, documentCount: documents, recordByteCount: record, checksum: words[5])
      guard encoded == words else { return nil }
    }
  }

  /// Reads an index and checks it, but for the pages of the database.
  /// - Returns: `nil` where there is none, or one that may not be used.
  static func read(_ path: String) -> Content? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var input = CacheInput(descriptor)
    guard let content = read(&input) else {
      close(descriptor)
      return nil
    }
    return content
  }

  private static func read(_ input: inout CacheInput) -> Content? {
    guard let fileByteCount = input.ownFileByteCount, fileByteCount >= Trailer.byteCount,
      let words: [UInt64] = input.read(
        Trailer.byteCount / 8, at: fileByteCount - Trailer.byteCount),
      let trailer = Trailer(words, fileByteCount: fileByteCount),
      let record: [UInt8] = input.read(
        trailer.recordByteCount,
        at: fileByteCount - Trailer.byteCount - trailer.recordByteCount),
      let index = try? CachedIndex(record)
    else { return nil }
    input.offset = trailer.pageCount * PageFile.pageByteCount
    input.checksum = 0
    guard let checksums: [UInt64] = input.next(trailer.pageCount),
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
    return Content(
      index: index, pages: PageFile(descriptor: input.descriptor, checksums: checksums),
      catalogPages: catalogPages, catalogKinds: catalogKinds, segments: segments)
  }

  /// Adds to the file of a finished database what makes an index of it.
  /// - Returns: the database, whose file is still to be given its name.
  static func complete(
    _ path: String, _ index: CachedIndex, catalog: SearchCatalog, segments: [IndexSegment]
  ) throws(FileError) -> PageFile {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw .current(path) }
    do throws(FileError) {
      let checksums = try write(descriptor, path, index, catalog, segments)
      return PageFile(descriptor: descriptor, checksums: checksums)
    } catch {
      close(descriptor)
      throw error
    }
  }

  private static func write(
    _ descriptor: Int32, _ path: String, _ index: CachedIndex, _ catalog: SearchCatalog,
    _ segments: [IndexSegment]
  ) throws(FileError) -> [UInt64] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .current(path) }
    let pageCount = Int(status.st_size) / PageFile.pageByteCount
    guard let checksums = PageFile.checksums(ofPages: 0..<pageCount, in: descriptor) else {
      throw .current(path)
    }
    var output = CacheOutput(
      descriptor, path: path, offset: pageCount * PageFile.pageByteCount)
    try output.write(checksums)
    try output.write(catalog.pageIDs)
    try output.write(catalog.kindNumbers)
    for segment in segments { try output.write(segment.parts) }
    let record = index.encoded
    try output.write(record)
    let trailer = Trailer(
      pageCount: pageCount, documentCount: catalog.pageIDs.count, recordByteCount: record.count,
      checksum: output.checksum)
    try output.write(trailer.encoded)
    guard fsync(descriptor) == 0 else { throw .current(path) }
    return checksums
  }
}
