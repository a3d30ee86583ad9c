import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is piped into the program.
enum StandardInput {
  /// Reads to the end.
  /// - Throws: `FileError` where reading fails or there is too much.
  static func read(maximumBytes: Int) throws(FileError) -> [UInt8] {
    let name = "standard input"
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(STDIN_FILENO, &chunk, chunk.count)
      #else
        let count = Darwin.read(STDIN_FILENO, &chunk, chunk.count)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .current(name) }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= maximumBytes else {
        throw FileError(path: name, .tooLarge(byteCount: bytes.count, maximum: maximumBytes))
      }
    }
  }
}
