/// A finished database whose pages lie at the beginning of an open file, but for those that have changed since and are
/// kept in memory. Behind the pages of the database there may be others, which are no part of it.
///
/// Connections read it page by page, and each page that they read is checked: what has been damaged is never taken for
/// the database. The file may be renamed or deleted meanwhile; it must not be written to.
package final class PageFile: PagedFile {
  /// The size of a page; SQLite's own default.
  package static let pageByteCount = 4096

  /// Bytes of a page.
  typealias Page = [UInt8]

  let stored: StoredPages
  /// By page number, from 0.
  let changes: [Int: Page]
  /// The number of pages that the database has.
  package let pageCount: Int
  /// How connections find it.
  let number = PagedFiles.newNumber()

  /// - Parameters:
  ///   - descriptor: of a file open for reading, which belongs to this object from now on.
  ///   - checksums: of all pages, those behind the database too.
  ///   - pageCount: of the database.
  package convenience init(descriptor: Int32, checksums: [UInt64], pageCount: Int) {
    self.init(
      StoredPages(descriptor: descriptor, checksums: checksums), pageCount: pageCount)
  }

  init(_ stored: StoredPages, changes: [Int: Page] = [:], pageCount: Int) {
    self.stored = stored
    self.changes = changes
    self.pageCount = pageCount
    PagedFiles.add(self, number: number)
  }

  deinit { PagedFiles.remove(number) }

  /// Whether a page was read that was not what it had been. Whatever was made of the file since is void.
  package var isDamaged: Bool { stored.isDamaged }

  /// Of all pages in the file, those behind the database too.
  package var checksums: [UInt64] { stored.checksums }

  /// How much memory the pages take that have changed.
  package var changedByteCount: Int { changes.count * Self.pageByteCount }

  /// The size of the database.
  package var byteCount: Int { pageCount * Self.pageByteCount }

  func read(into target: UnsafeMutableRawBufferPointer, offset: Int) -> Bool {
    var done = 0
    while done < target.count {
      let page = (offset + done) / Self.pageByteCount
      let start = (offset + done) % Self.pageByteCount
      let count = min(target.count - done, Self.pageByteCount - start)
      let part = UnsafeMutableRawBufferPointer(rebasing: target[done..<done + count])
      guard read(page, from: start, into: part) else { return false }
      done += count
    }
    return true
  }

  private func read(
    _ page: Int, from start: Int, into part: UnsafeMutableRawBufferPointer
  ) -> Bool {
    if let changed = changes[page] {
      changed.withUnsafeBytes {
        part.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + part.count]))
      }
      return true
    }
    if part.count == Self.pageByteCount { return stored.read(from: page, into: part) }
    return withUnsafeTemporaryAllocation(byteCount: Self.pageByteCount, alignment: 16) { buffer in
      guard stored.read(from: page, into: buffer) else { return false }
      part.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: buffer[start..<start + part.count]))
      return true
    }
  }

  /// Lends some of the bytes behind the database; none where they are damaged.
  /// - Parameter range: counted from the beginning of a page of the file.
  package func withBytes<Result>(
    _ range: Range<Int>, fromPage page: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    guard !range.isEmpty else { return body(none) }
    let first = range.lowerBound / Self.pageByteCount
    let end = (range.upperBound + Self.pageByteCount - 1) / Self.pageByteCount
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: (end - first) * Self.pageByteCount, alignment: 16)
    defer { buffer.deallocate() }
    guard stored.read(from: page + first, into: buffer) else { return body(none) }
    let start = range.lowerBound - first * Self.pageByteCount
    return body(
      UnsafeBufferPointer(
        rebasing: buffer.bindMemory(to: UInt8.self)[start..<start + range.count]))
  }
}
