internal import Files
internal import SQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads lists of numbers from an open file, and sums up what it reads.
struct CacheInput {
  let descriptor: Int32
  var offset = 0
  var checksum: UInt64 = 0

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The size of the file; `nil` where it is no plain file of this user, or others can write to it.
  var ownFileByteCount: Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid(), status.st_mode & 0o022 == 0
    else { return nil }
    return Int(status.st_size)
  }

  /// Numbers at an offset; `nil` where the file does not have so many.
  func read<Number: FixedWidthInteger>(_ count: Int, at offset: Int) -> [Number]? {
    let byteCount = count.multipliedReportingOverflow(by: MemoryLayout<Number>.size)
    guard count >= 0, !byteCount.overflow, offset >= 0, let fileByteCount = ownFileByteCount,
      byteCount.partialValue <= fileByteCount - offset
    else { return nil }
    let numbers = [Number](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      if FilePart.read(descriptor, into: bytes, offset: offset) { initializedCount = count }
    }
    return numbers.count == count ? numbers : nil
  }

  /// The next numbers.
  mutating func next<Number: FixedWidthInteger>(_ count: Int) -> [Number]? {
    guard let numbers: [Number] = read(count, at: offset) else { return nil }
    offset += count * MemoryLayout<Number>.size
    checksum = numbers.withUnsafeBytes { Checksum.of($0, seed: checksum) }
    return numbers
  }

  /// The next segment, without its postings.
  mutating func segment(_ sizes: CachedIndex.SegmentSizes) -> IndexSegment.Parts? {
    var parts = IndexSegment.Parts()
    guard let termBytes: [UInt8] = next(sizes.termByteCount),
      let termEnds: [UInt32] = next(sizes.termCount),
      let documentCounts: [UInt32] = next(sizes.termCount),
      let postingEnds: [UInt32] = next(sizes.termCount),
      let documents: [Int32] = next(sizes.documentCount),
      let tokenCounts: [UInt32] = next(sizes.documentCount)
    else { return nil }
    parts.termBytes = termBytes
    parts.termEnds = termEnds
    parts.documentCounts = documentCounts
    parts.postingEnds = postingEnds
    parts.documents = documents
    parts.tokenCounts = tokenCounts
    return parts
  }
}

/// Writes lists of numbers to an open file, and sums up what it writes.
struct CacheOutput {
  private let descriptor: Int32
  private let path: String
  private var offset: Int
  private(set) var checksum: UInt64 = 0

  init(_ descriptor: Int32, path: String, offset: Int) {
    self.descriptor = descriptor
    self.path = path
    self.offset = offset
  }

  mutating func write<Number: FixedWidthInteger>(_ numbers: [Number]) throws(FileError) {
    let isWritten = numbers.withUnsafeBytes { bytes in
      checksum = Checksum.of(bytes, seed: checksum)
      return FilePart.write(descriptor, bytes, offset: offset)
    }
    guard isWritten else { throw .current(path) }
    offset += numbers.count * MemoryLayout<Number>.size
  }

  /// Writes a segment, without its postings.
  mutating func write(_ parts: IndexSegment.Parts) throws(FileError) {
    try write(parts.termBytes)
    try write(parts.termEnds)
    try write(parts.documentCounts)
    try write(parts.postingEnds)
    try write(parts.documents)
    try write(parts.tokenCounts)
  }
}
