internal import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A finished database at the beginning of an open file. Connections read it page by page, and each page that they
/// read is checked: what has been damaged is never taken for the handbook.
///
/// The file may be renamed or deleted meanwhile; it must not be written to.
package final class PageFile: Sendable {
  /// The size of a page; SQLite's own default.
  package static let pageByteCount = 4096

  private let descriptor: Int32
  /// One for each page.
  package let checksums: [UInt64]
  /// How connections find it, see `PageFileSystem`.
  let number: Int

  private struct Registry {
    var files: [Int: Unmanaged<PageFile>] = [:]
    var lastNumber = 0
  }

  private static let registry = Mutex(Registry())

  /// - Parameters:
  ///   - descriptor: of a file open for reading, which belongs to this object from now on.
  ///   - checksums: of all pages of the database, in their order.
  package init(descriptor: Int32, checksums: [UInt64]) {
    self.descriptor = descriptor
    self.checksums = checksums
    number = Self.registry.withLock { registry in
      registry.lastNumber += 1
      return registry.lastNumber
    }
    Self.registry.withLock { $0.files[number] = Unmanaged.passUnretained(self) }
  }

  deinit {
    _ = Self.registry.withLock { $0.files.removeValue(forKey: number) }
    close(descriptor)
  }

  /// The file with a number, retained once more. Whoever asks holds the file, so that it is not on its way out.
  static func retained(_ number: Int) -> Unmanaged<PageFile>? {
    registry.withLock { $0.files[number]?.retain() }
  }

  /// The size of the database.
  package var byteCount: Int { checksums.count * Self.pageByteCount }

  /// How many pages are read at a time where all are.
  private static let pagesPerBlock = 16

  /// The checksums of some pages of an open file.
  /// - Returns: `nil` where they cannot be read.
  package static func checksums(
    ofPages pages: Range<Int>, in descriptor: Int32
  ) -> [UInt64]? {
    var checksums: [UInt64] = []
    checksums.reserveCapacity(pages.count)
    let isRead = withBuffer(byteCount: pagesPerBlock * pageByteCount) { buffer in
      for first in stride(from: pages.lowerBound, to: pages.upperBound, by: pagesPerBlock) {
        let block = first..<min(first + pagesPerBlock, pages.upperBound)
        let bytes = UnsafeMutableRawBufferPointer(
          rebasing: buffer[..<(block.count * pageByteCount)])
        guard readFully(descriptor, into: bytes, offset: first * pageByteCount) else {
          return false
        }
        for page in block {
          let start = (page - first) * pageByteCount
          checksums.append(
            checksum(
              of: UnsafeRawBufferPointer(rebasing: bytes[start..<start + pageByteCount]),
              page: page))
        }
      }
      return true
    }
    return isRead ? checksums : nil
  }

  /// The number of pages.
  package var pageCount: Int { checksums.count }

  /// Whether some pages are what they were when the checksums were made.
  package func areIntact(_ pages: Range<Int>) -> Bool {
    Self.checksums(ofPages: pages, in: descriptor)?.elementsEqual(checksums[pages]) == true
  }

  /// Reads some bytes; `false` where the file cannot be read or is damaged.
  func read(into target: UnsafeMutableRawBufferPointer, offset: Int) -> Bool {
    var done = 0
    while done < target.count {
      let page = (offset + done) / Self.pageByteCount
      let start = (offset + done) % Self.pageByteCount
      let count = min(target.count - done, Self.pageByteCount - start)
      let part = UnsafeMutableRawBufferPointer(rebasing: target[done..<done + count])
      guard count == Self.pageByteCount ? read(page, into: part) : read(page, start, into: part)
      else { return false }
      done += count
    }
    return true
  }

  private func read(_ page: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    Self.readFully(descriptor, into: buffer, offset: page * Self.pageByteCount)
      && Self.checksum(of: UnsafeRawBufferPointer(buffer), page: page) == checksums[page]
  }

  private func read(
    _ page: Int, _ start: Int, into part: UnsafeMutableRawBufferPointer
  ) -> Bool {
    Self.withBuffer(byteCount: Self.pageByteCount) { buffer in
      guard read(page, into: buffer) else { return false }
      part.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: buffer[start..<start + part.count]))
      return true
    }
  }

  private static func withBuffer<Result>(
    byteCount: Int, _ body: (UnsafeMutableRawBufferPointer) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(byteCount: byteCount, alignment: 16, body)
  }

  private static func readFully(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, offset: Int
  ) -> Bool {
    var done = 0
    while done < buffer.count, let start = buffer.baseAddress {
      let count = pread(descriptor, start + done, buffer.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  private static func checksum(of bytes: UnsafeRawBufferPointer, page: Int) -> UInt64 {
    Checksum.of(bytes, seed: UInt64(page))
  }
}
