#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reading files that somebody may be writing at the same time.
///
/// Editors empty a file and write it anew; in between it is whole for nobody. A file counts as settled where nobody has
/// it open to write, or, where the system does not tell that, once it has not been written to for a while; and as read
/// once it is the same after the reading as before.
extension FileContents {
  /// Some programs write in two goes, with the file closed in between.
  private static let restNanoseconds: Int64 = 20_000_000
  /// Where nobody tells whether the file is open: a program may be held up between emptying and writing.
  private static let longRestNanoseconds: Int64 = 100_000_000
  private static let restOfEmptyFileNanoseconds: Int64 = 500_000_000
  private static let pauseMicroseconds: UInt32 = 10_000
  private static let maximumPauses = 60

  /// The bytes of a regular file, never half-written ones; waits a moment where it is being written.
  /// - Throws: `FileError` as `read` does, and `.beingWritten` where that does not end within 0.6 seconds.
  package static func readSettled(
    _ path: String, maximumBytes: Int = defaultMaximumBytes
  ) throws(FileError) -> [UInt8] {
    try readSettled(path) { () throws(FileError) in try read(path, maximumBytes: maximumBytes) }
  }

  /// The same for a file below a root, and no other, even where somebody puts a link in its place meanwhile.
  /// - Parameter path: relative to the root; links are followed where they stay inside.
  package static func readSettled(
    _ path: String, inside root: String, maximumBytes: Int = defaultMaximumBytes
  ) throws(FileError) -> [UInt8] {
    do throws(FileError) {
      return try readSettled(join(root, path)) { () throws(FileError) in
        try read(path, inside: root, maximumBytes: maximumBytes)
      }
    } catch {
      throw FileError(path: path, error.reason)
    }
  }

  private static func readSettled(
    _ path: String, _ read: () throws(FileError) -> [UInt8]
  ) throws(FileError) -> [UInt8] {
    for _ in 0..<maximumPauses {
      let before = try FileStamp(of: path)
      if isSettled(path, before) {
        let bytes = try read()
        if try FileStamp(of: path) == before, isSettled(path, before) { return bytes }
      }
      usleep(pauseMicroseconds)
    }
    throw FileError(path: path, .beingWritten)
  }

  /// Waits until a file has settled, for 0.6 seconds at most; not at all where there is none.
  package static func waitUntilSettled(_ path: String) {
    for _ in 0..<maximumPauses {
      guard let stamp = try? FileStamp(of: path), !isSettled(path, stamp) else { return }
      usleep(pauseMicroseconds)
    }
  }

  private static func isSettled(_ path: String, _ stamp: FileStamp) -> Bool {
    let age = stamp.ageNanoseconds
    // Times in the future, as on a disk with a clock of its own, say nothing.
    guard age >= 0, age < restOfEmptyFileNanoseconds else { return true }
    guard age >= restNanoseconds else { return false }
    switch isOpenForWriting(path) {
    case true?: return false
    case false?: return true
    case nil: return age >= longRestNanoseconds && stamp.byteCount > 0
    }
  }

  /// Whether any program has the file open to write; `nil` where the system does not say.
  ///
  /// Linux grants a read lease only on files that nobody writes to (fcntl(2), "Leases"), on local disks and to the
  /// owner of the file. It is given back at once.
  private static func isOpenForWriting(_ path: String) -> Bool? {
    #if os(Linux)
      _ = ignoresLeaseSignals
      let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard descriptor >= 0 else { return nil }
      defer { close(descriptor) }
      if fcntl(descriptor, setLease, F_RDLCK) == 0 {
        _ = fcntl(descriptor, setLease, F_UNLCK)
        return false
      }
      return errno == EAGAIN ? true : nil
    #else
      return nil
    #endif
  }

  #if os(Linux)
    /// `F_SETLEASE`, which the C library declares by an expression.
    private static let setLease: Int32 = 1024
    /// Who wants to write just while the lease is held has the kernel send this signal, which would end the process.
    private static let ignoresLeaseSignals: Bool = {
      signal(SIGIO, SIG_IGN)
      return true
    }()
  #endif
}

/// What changes with every writing to a file, or with another file taking its place.
private struct FileStamp: Equatable {
  let byteCount: Int64
  private let fileNumber: UInt64
  private let modification: Int64

  init(of path: String) throws(FileError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .current(path) }
    byteCount = Int64(status.st_size)
    fileNumber = UInt64(status.st_ino)
    #if canImport(Glibc)
      modification = status.st_mtim.nanoseconds
    #else
      modification = status.st_mtimespec.nanoseconds
    #endif
  }

  /// How long ago the last writing is; negative where that lies in the future.
  var ageNanoseconds: Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now.nanoseconds - modification
  }
}
