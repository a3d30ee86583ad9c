#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads and writes at a place in an open file, whole or not at all.
package enum FilePart {
  /// Fills a buffer; `false` where the file does not have so much.
  package static func read(
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

  /// Writes a buffer; `false` where the disk is full, most likely: `errno` says it.
  package static func write(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, offset: Int
  ) -> Bool {
    var done = 0
    while done < bytes.count, let start = bytes.baseAddress {
      let count = pwrite(descriptor, start + done, bytes.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
