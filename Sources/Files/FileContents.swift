#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reading whole files through the system's own calls: Foundation would double the start-up time.
package enum FileContents {
  /// The largest file that is read unless told otherwise: 16 MiB.
  package static let defaultMaximumBytes = 16 << 20

  /// The bytes of a regular file.
  /// - Throws: `FileError`; a folder, a pipe or a device is `.notARegularFile`.
  package static func read(
    _ path: String, maximumBytes: Int = defaultMaximumBytes
  ) throws(FileError) -> [UInt8] {
    // Non-blocking, or opening a pipe that nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .current(path) }
    return try read(descriptor, path: path, maximumBytes: maximumBytes)
  }

  /// The bytes of a regular file below a root, and of no other, even where somebody puts a link in its place meanwhile.
  /// - Parameter path: relative to the root; links are followed where they stay inside.
  /// - Throws: `FileError`, also as `openInside` does.
  package static func read(
    _ path: String, inside root: String, maximumBytes: Int = defaultMaximumBytes
  ) throws(FileError) -> [UInt8] {
    let descriptor = try openInside(path, of: root, O_RDONLY | O_NONBLOCK)
    return try read(descriptor, path: path, maximumBytes: maximumBytes)
  }

  /// Reads a file that was opened, and closes it.
  private static func read(
    _ descriptor: Int32, path: String, maximumBytes: Int
  ) throws(FileError) -> [UInt8] {
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .current(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, .notARegularFile) }
    let expected = Int(status.st_size)
    guard expected <= maximumBytes else {
      throw FileError(path: path, .tooLarge(byteCount: expected, maximum: maximumBytes))
    }
    return try read(descriptor, path: path, expectedBytes: expected, maximumBytes: maximumBytes)
  }

  /// Reads to the end: the size of a moment ago is a hint, files in `/proc` say 0 and growing files lie.
  private static func read(
    _ descriptor: Int32, path: String, expectedBytes: Int, maximumBytes: Int
  ) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var capacity = expectedBytes + 1
    while true {
      var failure: FileError?
      // The capacity is at least 1, so the buffer has a base address.
      let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
        while count < buffer.count {
          #if canImport(Glibc)
            let n = Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
          #else
            let n = Darwin.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
          #endif
          if n < 0, errno == EINTR { continue }
          if n < 0 { failure = .current(path) }
          guard n > 0 else { return }
          count += n
        }
      }
      if let failure { throw failure }
      let isEnd = chunk.count < capacity
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      guard bytes.count <= maximumBytes else {
        throw FileError(path: path, .tooLarge(byteCount: bytes.count, maximum: maximumBytes))
      }
      if isEnd { return bytes }
      capacity = max(4096, bytes.count)
    }
  }
}
