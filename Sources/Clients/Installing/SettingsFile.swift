import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A settings file on the disk, read and written whole.
struct SettingsFile {
  /// The largest file that is read: Claude Code keeps the history of prompts among its settings.
  static let maximumBytes = 64 << 20

  /// As the client names it.
  let path: String
  /// The file that is written: where the path is a link, what it leads to.
  let target: String
  /// `nil` where there is no file.
  let bytes: [UInt8]?
  /// Whether the path itself is a link.
  let isLink: Bool

  /// Reads the file.
  /// - Throws: where there is something that is no readable file.
  init(_ path: String) throws(SettingsFileError) {
    self.path = path
    var status = stat()
    let isThere = lstat(path, &status) == 0
    isLink = isThere && status.st_mode & S_IFMT == S_IFLNK
    guard let target = realPath(path) else {
      guard !isThere else { throw SettingsFileError(path: path, .brokenLink) }
      self.target = path
      bytes = nil
      return
    }
    self.target = target
    do throws(FileError) {
      bytes = try FileContents.read(target, maximumBytes: Self.maximumBytes)
    } catch {
      throw SettingsFileError(path: path, .notRead(error.message))
    }
  }

  /// Writes the file in one step: a reader sees the old content or the new, never a part. Mode and owner stay.
  ///
  /// Folders are made as needed.
  /// - Throws: where the file cannot be written, is write-protected, or is not any more as it was read.
  func write(_ new: [UInt8]) throws(SettingsFileError) {
    try checkUnchanged()
    do throws(FileError) {
      try makeFolder(parentFolder(of: target))
      try replace(with: new)
    } catch {
      throw SettingsFileError(path: path, .notWritten(error.message))
    }
  }

  /// Removes the file and the folders above it that are empty then, up to one that is to stay.
  func remove(keeping folders: [String]) throws(SettingsFileError) {
    try checkUnchanged()
    guard unlink(target) == 0 else {
      throw SettingsFileError(path: path, .notWritten(FileError.current(path).message))
    }
    var folder = parentFolder(of: target)
    let kept = folders + folders.compactMap { realPath($0) }
    while folder != "/", !kept.contains(folder), rmdir(folder) == 0 {
      folder = parentFolder(of: folder)
    }
  }

  /// Copies the file to a path where there is nothing yet, with its mode and owner.
  func backUp(to copy: String) throws(SettingsFileError) {
    guard let bytes else { return }
    try checkUnchanged()
    do throws(FileError) {
      var status = stat()
      guard stat(target, &status) == 0 else { throw .current(target) }
      try Self.create(copy, bytes, like: status)
    } catch {
      throw SettingsFileError(path: copy, .notWritten(error.message))
    }
  }

  // MARK: - Steps

  private func checkUnchanged() throws(SettingsFileError) {
    guard try SettingsFile(path).bytes == bytes else {
      throw SettingsFileError(path: path, .changed)
    }
    guard bytes != nil else { return }
    var status = stat()
    // A file can be replaced whatever its mode; but somebody who took the right to write away meant it.
    guard stat(target, &status) == 0, status.st_mode & 0o222 != 0, access(target, W_OK) == 0 else {
      throw SettingsFileError(path: path, .writeProtected)
    }
  }

  private func replace(with new: [UInt8]) throws(FileError) {
    var status: stat?
    if bytes != nil {
      var current = stat()
      guard stat(target, &current) == 0 else { throw .current(target) }
      status = current
    }
    let temporary = join(
      parentFolder(of: target), ".\(fileName(of: target)).handbook-\(getpid())")
    try Self.create(temporary, new, like: status)
    guard rename(temporary, target) == 0 else {
      let error = FileError.current(target)
      unlink(temporary)
      throw error
    }
    // So that the new name, too, survives a loss of power.
    let folder = open(parentFolder(of: target), O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private static func create(
    _ path: String, _ bytes: [UInt8], like status: stat?
  ) throws(FileError) {
    // Exclusive: nothing that lies there, and nothing that a link there leads to, is overwritten.
    let descriptor = open(
      path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status == nil ? 0o666 : 0o600)
    guard descriptor >= 0 else { throw .current(path) }
    var failure: FileError?
    do throws(FileError) {
      if let status { try copyOwnerAndMode(of: status, to: descriptor, path) }
      guard writeAll(bytes, to: descriptor) else { throw .current(path) }
      if fsync(descriptor) != 0 { throw .current(path) }
    } catch {
      failure = error
    }
    close(descriptor)
    if let failure {
      unlink(path)
      throw failure
    }
  }

  private static func copyOwnerAndMode(
    of status: stat, to descriptor: Int32, _ path: String
  ) throws(FileError) {
    var own = stat()
    guard fstat(descriptor, &own) == 0 else { throw .current(path) }
    if own.st_uid != status.st_uid || own.st_gid != status.st_gid {
      guard fchown(descriptor, status.st_uid, status.st_gid) == 0 else { throw .current(path) }
    }
    guard fchmod(descriptor, status.st_mode & 0o7777) == 0 else { throw .current(path) }
  }

}

/// Why a settings file was not written.
struct SettingsFileError: Error, Equatable {
  enum Reason: Equatable {
    /// What the system says.
    case notRead(String)
    /// What the system says.
    case notWritten(String)
    /// A link that leads nowhere.
    case brokenLink
    case writeProtected
    /// Somebody else has written it since it was read.
    case changed
  }

  var path: String
  var reason: Reason

  init(path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }
}
