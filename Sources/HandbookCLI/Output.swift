#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Results go to standard output, everything else to standard error.
enum Output {
  /// Prints a result and a line end.
  static func line(_ text: String) {
    write(text + "\n", to: STDOUT_FILENO)
  }

  /// Prints something that is no result, and a line end.
  static func error(_ text: String) {
    write(text + "\n", to: STDERR_FILENO)
  }

  /// Prints something that is no result and not yet a whole line.
  static func errorPart(_ text: String) {
    write(text, to: STDERR_FILENO)
  }

  /// Writes whole, or as far as anybody reads.
  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
        #else
          let count = Darwin.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
        #endif
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        written += count
      }
    }
  }
}
