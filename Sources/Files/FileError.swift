#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file or folder could not be read.
package struct FileError: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    /// The system's error number.
    case system(Int32)
    case tooLarge(byteCount: Int, maximum: Int)
    case notARegularFile
    case outsideRoot
    /// A link to a folder that is walked already, for instance to one that it lies in.
    case visitedAlready
  }

  package var path: String
  package var reason: Reason

  package init(path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// The error for the system's current error number.
  package static func current(_ path: String) -> FileError {
    FileError(path: path, .system(errno))
  }

  /// What is wrong, without the path.
  package var message: String {
    switch reason {
    case .system(let number): String(cString: strerror(number)).lowercased()
    case .tooLarge(let byteCount, let maximum):
      "the file has \(byteCount) bytes, more than the limit of \(maximum)"
    case .notARegularFile: "not a regular file"
    case .outsideRoot: "the path leads outside the folder that is served"
    case .visitedAlready: "the link leads to a folder that is read already"
    }
  }
}

extension FileError {
  /// Whether it stays so until somebody changes the file or its folder; others may pass by themselves.
  package var isLasting: Bool {
    switch reason {
    case .system(let number): number == EACCES || number == EPERM
    case .tooLarge, .notARegularFile, .outsideRoot, .visitedAlready: true
    }
  }
}

extension FileError: CustomStringConvertible {
  package var description: String { "\(path): \(message)" }
}
