import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The beginning of a file, as far as its front matter goes: a library of skills is listed without reading
/// their bodies.
struct FileHead {
  /// The longest front matter that is looked for.
  static let maximumBytes = SkillLimits.maximumFrontMatterBytes

  let bytes: [UInt8]
  let frontMatter: FrontMatterSpan.Search

  /// Reads a regular file. A link is not followed: it is the system's error `ELOOP`.
  init(of path: String) throws(FileError) {
    // Non-blocking, or opening a pipe that nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { throw .current(path) }
    try self.init(descriptor, path: path)
  }

  /// The same where a link is followed if it stays inside the folder.
  init(of path: String, inside folder: String) throws(FileError) {
    try self.init(try openInside(path, of: folder, O_RDONLY | O_NONBLOCK), path: path)
  }

  /// Reads a file that was opened, and closes it.
  private init(_ descriptor: Int32, path: String) throws(FileError) {
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .current(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, .notARegularFile) }
    var bytes: [UInt8] = []
    var chunkBytes = 4096
    while true {
      let chunk = try Self.read(descriptor, chunkBytes, path: path)
      bytes += chunk
      let search = FrontMatterSpan.search(bytes, isWhole: chunk.isEmpty)
      // A pipe's worth may come in pieces, so that only nothing at all is the end.
      if search != .unclosed || chunk.isEmpty || bytes.count >= Self.maximumBytes {
        self.bytes = bytes
        frontMatter = search
        return
      }
      // Each search starts anew; doubling keeps all of them together linear.
      chunkBytes = bytes.count
    }
  }

  private static func read(
    _ descriptor: Int32, _ byteCount: Int, path: String
  ) throws(FileError) -> [UInt8] {
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      while true {
        #if canImport(Glibc)
          let n = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #else
          let n = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
        if n < 0, errno == EINTR { continue }
        if n < 0 { failure = .current(path) }
        count = max(n, 0)
        return
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
