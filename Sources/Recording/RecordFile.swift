import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that one process appends lines to.
struct RecordFile: ~Copyable {
  /// Why there is nothing to write to.
  enum Problem: Error, Equatable, Sendable {
    case file(FileError)
    /// Another process records to the file: mixed, neither session could be told from the other.
    case inUse(path: String)
  }

  private let descriptor: Int32

  /// Opens or creates the file, for its owner alone.
  init(_ path: String) throws(Problem) {
    // Non-blocking, or opening a pipe that nobody reads would wait for ever.
    let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK
    let descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else { throw .file(.current(path)) }
    do throws(Problem) {
      try Self.prepare(descriptor, path)
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  private static func prepare(_ descriptor: Int32, _ path: String) throws(Problem) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .file(.current(path)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .file(FileError(path: path, .notARegularFile))
    }
    // A lock that the disk does not know is no reason not to record.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      throw .inUse(path: path)
    }
    if status.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
    // An earlier session may have been cut off in the middle of a line.
    var last = UInt8(ascii: "\n")
    if status.st_size > 0, pread(descriptor, &last, 1, status.st_size - 1) == 1,
      last != UInt8(ascii: "\n")
    {
      _ = append([UInt8(ascii: "\n")], to: descriptor)
    }
  }

  /// Appends bytes with one write; with more only where the system takes them in parts.
  /// - Returns: whether they were written; if not, `errno` says why.
  func append(_ bytes: [UInt8]) -> Bool {
    Self.append(bytes, to: descriptor)
  }

  private static func append(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    writeAll(bytes, to: descriptor)
  }
}

extension RecordFile.Problem: CustomStringConvertible {
  var description: String {
    switch self {
    case .file(let error): error.message
    case .inUse: "another process records to the file"
    }
  }
}
