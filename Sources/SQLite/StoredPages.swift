internal import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The pages at the beginning of an open file, each with a checksum that it must have whenever it is read.
final class StoredPages: Sendable {
  let descriptor: Int32
  /// One for each page.
  let checksums: [UInt64]
  private let damage = Atomic(false)

  /// - Parameter descriptor: belongs to this object from now on.
  init(descriptor: Int32, checksums: [UInt64]) {
    self.descriptor = descriptor
    self.checksums = checksums
  }

  deinit { close(descriptor) }

  /// Whether a page could not be read, or was not what it had been.
  var isDamaged: Bool { damage.load(ordering: .relaxed) }

  /// Reads whole pages from some page on; `false` where one of them is damaged.
  func read(from first: Int, into target: UnsafeMutableRawBufferPointer) -> Bool {
    let pageCount = target.count / PageFile.pageByteCount
    guard first >= 0, first + pageCount <= checksums.count,
      FilePart.read(descriptor, into: target, offset: first * PageFile.pageByteCount),
      (0..<pageCount).allSatisfy({ number in
        let start = number * PageFile.pageByteCount
        let page = UnsafeRawBufferPointer(
          rebasing: target[start..<start + PageFile.pageByteCount])
        return Self.checksum(of: page, page: first + number) == checksums[first + number]
      })
    else {
      damage.store(true, ordering: .relaxed)
      return false
    }
    return true
  }

  /// The checksum of a page, which makes a difference of where it lies.
  static func checksum(of bytes: UnsafeRawBufferPointer, page: Int) -> UInt64 {
    Checksum.of(bytes, seed: UInt64(page))
  }
}
