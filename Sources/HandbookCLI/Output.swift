import Diagnostics
import Files
import JSON
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Results go to standard output, everything else to standard error.
enum Output {
  /// The system's number of the first error with which a result could not be written; 0 where all are.
  private static let failure = Atomic<Int32>(0)

  /// Prints a result for people and a line end. A terminal gets no characters that steer it or cannot be seen, whoever
  /// wrote them.
  static func line(_ text: String) {
    result(text.escapingInvisibleCharacters)
  }

  /// Prints a result for machines on one line; what cannot be seen is escaped, which is the same to them.
  static func json(_ value: JSONValue) {
    result(value.text.escapingInvisibleCharactersInJSON)
  }

  /// Prints something that is no result, and a line end.
  static func error(_ text: String) {
    _ = write(text.escapingInvisibleCharacters + "\n", to: STDERR_FILENO)
  }

  /// Why results could not be written; `nil` where they are.
  static var failureMessage: String? {
    let number = failure.load(ordering: .relaxed)
    return number == 0 ? nil : String(cString: strerror(number)).lowercased()
  }

  private static func result(_ text: String) {
    let number = write(text + "\n", to: STDOUT_FILENO)
    if number != 0 {
      _ = failure.compareExchange(expected: 0, desired: number, ordering: .relaxed)
    }
  }

  /// Prints names and what is said of them, in two columns.
  static func table(_ rows: [(name: String, text: String)]) {
    let width = rows.map(\.name.count).max() ?? 0
    for row in rows {
      line(row.name + String(repeating: " ", count: width - row.name.count + 2) + row.text)
    }
  }

  /// Prints something that is no result and not yet a whole line.
  static func errorPart(_ text: String) {
    _ = write(text, to: STDERR_FILENO)
  }

  /// Writes whole, or as far as anybody reads.
  /// - Returns: the system's error number; 0 where all is written.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    writeAll(Array(text.utf8), to: descriptor) ? 0 : errno
  }
}
