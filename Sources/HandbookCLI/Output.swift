import Diagnostics
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

  /// Writes whole, or as far as anybody reads.
  /// - Returns: the system's error number; 0 where all is written.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
        #else
          let count = Darwin.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
        #endif
        if count > 0 {
          written += count
        } else if count < 0, errno == EAGAIN {
          // Somebody made the pipe non-blocking: wait until it takes more.
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if count == 0 || errno != EINTR {
          return count == 0 ? EIO : errno
        }
      }
      return 0
    }
  }
}
