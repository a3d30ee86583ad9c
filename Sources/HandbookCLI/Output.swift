import Files

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

  /// Prints names and what is said of them, in two columns.
  static func table(_ rows: [(name: String, text: String)]) {
    let width = rows.map(\.name.count).max() ?? 0
    for row in rows {
      line(row.name + String(repeating: " ", count: width - row.name.count + 2) + row.text)
    }
  }

  /// Writes whole, or as far as anybody reads.
  private static func write(_ text: String, to descriptor: Int32) {
    _ = writeAll(Array(text.utf8), to: descriptor)
  }
}
