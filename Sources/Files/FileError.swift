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
    /// It changes all the time.
    case beingWritten
    /// Another file has the same name as readers see it, written with other characters (Unicode, UAX #15).
    case sameName
    /// The name holds characters that cannot be seen: wherever it is shown, it would pass for another one.
    case hiddenCharacters
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

  /// Whether the process or the machine is short of something, for a moment perhaps: that says nothing about the file.
  package var isShortage: Bool {
    [EMFILE, ENFILE, ENOMEM].contains { reason == .system($0) }
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
    case .beingWritten: "the file is being written"
    case .sameName: "another file has the same name, written with other characters"
    case .hiddenCharacters: "its name holds line ends or characters that cannot be seen"
    }
  }
}

extension FileError {
  /// Whether it stays so until somebody changes the file or its folder; others may pass by themselves.
  package var isLasting: Bool {
    switch reason {
    case .system(let number): number == EACCES || number == EPERM
    case .tooLarge, .notARegularFile, .outsideRoot, .visitedAlready, .sameName, .hiddenCharacters:
      true
    case .beingWritten: false
    }
  }
}

extension FileError: CustomStringConvertible {
  package var description: String { "\(path): \(message)" }
}
