#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard input, output and error, as the caller left them.
enum StandardDescriptors {
  /// Puts something in the place of those that are closed: or the next files to be opened would get their numbers, be
  /// read as input and written to as output.
  static func fillGaps() {
    // Nothing can be written to the place of standard output, so that a lost result is noticed.
    fill(STDIN_FILENO, O_RDONLY)
    fill(STDOUT_FILENO, O_RDONLY)
    fill(STDERR_FILENO, O_WRONLY)
  }

  /// Whether standard output can be written to.
  static var canWriteOutput: Bool {
    let flags = fcntl(STDOUT_FILENO, F_GETFL)
    return flags >= 0 && flags & O_ACCMODE != O_RDONLY
  }

  private static func fill(_ descriptor: Int32, _ mode: Int32) {
    guard fcntl(descriptor, F_GETFD) < 0 else { return }
    let nowhere = open("/dev/null", mode)
    guard nowhere >= 0, nowhere != descriptor else { return }
    dup2(nowhere, descriptor)
    close(nowhere)
  }
}
