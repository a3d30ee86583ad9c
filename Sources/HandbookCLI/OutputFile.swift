import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that a command writes, whole or not at all.
enum OutputFile {
  /// Writes the bytes to a file beside the one that is meant, which they then replace.
  /// - Throws: `FileError` of the file that is meant.
  static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let draft = path + ".\(getpid()).part"
    // Exclusive: nothing that somebody else put there is overwritten.
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .current(path) }
    var isWritten = writeAll(bytes, to: descriptor)
    if close(descriptor) != 0 { isWritten = false }
    guard isWritten, rename(draft, path) == 0 else {
      let error = FileError.current(path)
      unlink(draft)
      throw error
    }
  }
}
