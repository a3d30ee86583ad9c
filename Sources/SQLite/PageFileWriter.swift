/// A database that a connection writes to the beginning of an open file, with the checksums of its pages.
///
/// One connection writes it, and nobody else uses it meanwhile, hence `@unchecked Sendable`.
package final class PageFileWriter: PagedFile, @unchecked Sendable {
  package let descriptor: Int32
  let number = PagedFiles.newNumber()

  /// - Parameter descriptor: of an empty file open for reading and writing. It belongs to the `PageFile` that is made
  ///   of it, and until then to whoever opened it.
  package init(descriptor: Int32) {
    self.descriptor = descriptor
    PagedFiles.add(self, number: number)
  }

  deinit { PagedFiles.remove(number) }

  package var byteCount: Int {
    (databasePageCount ?? checksums.count) * PageFile.pageByteCount
  }

  /// The checksums of the pages, in their order.
  package private(set) var checksums: [UInt64] = []
  private var databasePageCount: Int?

  /// Writes bytes behind the database, which is finished from then on, and fills up the last page with zeros.
  /// - Returns: the number of the first page that they take; `nil` where they cannot be written.
  package func append(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let first = checksums.count
    databasePageCount = databasePageCount ?? first
    let wholeCount = bytes.count / PageFile.pageByteCount
    let whole = wholeCount * PageFile.pageByteCount
    guard
      FilePart.write(
        descriptor, UnsafeRawBufferPointer(rebasing: bytes[..<whole]),
        offset: first * PageFile.pageByteCount)
    else { return nil }
    for page in 0..<wholeCount {
      let start = page * PageFile.pageByteCount
      checksums.append(
        StoredPages.checksum(
          of: UnsafeRawBufferPointer(rebasing: bytes[start..<start + PageFile.pageByteCount]),
          page: first + page))
    }
    guard whole < bytes.count else { return first }
    var last = Array(bytes[whole...])
    last += repeatElement(0, count: PageFile.pageByteCount - last.count)
    return last.withUnsafeBytes {
      write($0, offset: checksums.count * PageFile.pageByteCount)
    } ? first : nil
  }

  /// The database as it was written. The file belongs to it from now on.
  package func finish() -> PageFile {
    PageFile(
      descriptor: descriptor, checksums: checksums, pageCount: databasePageCount ?? checksums.count)
  }

  func read(into target: UnsafeMutableRawBufferPointer, offset: Int) -> Bool {
    FilePart.read(descriptor, into: target, offset: offset)
  }

  func write(_ bytes: UnsafeRawBufferPointer, offset: Int) -> Bool {
    let page = offset / PageFile.pageByteCount
    // SQLite writes whole pages.
    guard bytes.count == PageFile.pageByteCount, offset % PageFile.pageByteCount == 0,
      FilePart.write(descriptor, bytes, offset: offset)
    else { return false }
    // Where a later page comes first, there are zeros between.
    while checksums.count <= page { checksums.append(Self.checksumOfZeros(checksums.count)) }
    checksums[page] = StoredPages.checksum(of: bytes, page: page)
    return true
  }

  private static func checksumOfZeros(_ page: Int) -> UInt64 {
    withUnsafeTemporaryAllocation(byteCount: PageFile.pageByteCount, alignment: 16) { buffer in
      buffer.initializeMemory(as: UInt8.self, repeating: 0)
      return StoredPages.checksum(of: UnsafeRawBufferPointer(buffer), page: page)
    }
  }

  /// Pages go where the library moves others to their places; the file itself is cut by nobody.
  func truncate(toByteCount byteCount: Int) -> Bool {
    let pageCount = byteCount / PageFile.pageByteCount
    if pageCount < checksums.count { checksums.removeLast(checksums.count - pageCount) }
    return true
  }
}
