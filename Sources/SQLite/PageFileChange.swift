/// A finished database that a connection changes: what it writes is kept beside the old pages, which others go on
/// reading.
///
/// One connection writes it, and nobody else uses it meanwhile, hence `@unchecked Sendable`.
package final class PageFileChange: PagedFile, @unchecked Sendable {
  private let old: PageFile
  private var changes: [Int: PageFile.Page]
  private var pageCount: Int
  let number = PagedFiles.newNumber()

  package init(of file: PageFile) {
    old = file
    changes = file.changes
    pageCount = file.pageCount
    PagedFiles.add(self, number: number)
  }

  deinit { PagedFiles.remove(number) }

  /// The database as it is now; to be called once the connection is closed or in no transaction.
  package func finish() -> PageFile {
    PageFile(old.stored, changes: changes, pageCount: pageCount)
  }

  package var byteCount: Int { pageCount * PageFile.pageByteCount }

  func read(into target: UnsafeMutableRawBufferPointer, offset: Int) -> Bool {
    let page = offset / PageFile.pageByteCount
    let start = offset % PageFile.pageByteCount
    guard let changed = changes[page] else { return old.read(into: target, offset: offset) }
    // SQLite reads pages, or parts of the first one.
    guard start + target.count <= changed.count else { return false }
    changed.withUnsafeBytes {
      target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + target.count]))
    }
    return true
  }

  func write(_ bytes: UnsafeRawBufferPointer, offset: Int) -> Bool {
    guard bytes.count == PageFile.pageByteCount, offset % PageFile.pageByteCount == 0 else {
      return false
    }
    let page = offset / PageFile.pageByteCount
    // Behind the end of the old database lie pages that are no part of it: none of the new ones may be missing.
    while pageCount < page {
      changes[pageCount] = PageFile.Page(repeating: 0, count: PageFile.pageByteCount)
      pageCount += 1
    }
    pageCount = max(pageCount, page + 1)
    changes[page] = PageFile.Page(bytes)
    return true
  }

  func truncate(toByteCount byteCount: Int) -> Bool {
    let count = byteCount / PageFile.pageByteCount
    for page in count..<max(count, pageCount) { changes[page] = nil }
    pageCount = min(pageCount, count)
    return true
  }
}
