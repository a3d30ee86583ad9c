#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Opens a file or folder below a root, and nothing else, whoever exchanges files for links meanwhile.
///
/// To look where a path leads and to open it then are two steps, between which it may come to lead elsewhere. So each
/// part of the path is opened in the folder that was opened before it, and no link is followed on the way; where the
/// path has links, this is done with the path that they lead to.
/// - Parameter path: relative to the root, as for `resolve`.
/// - Returns: a descriptor, which is the caller's to close.
/// - Throws: `FileError.Reason.outsideRoot`, the system's error where there is no such file, or `.beingWritten` where the
///   path leads elsewhere each time.
package func openInside(
  _ path: String, of root: String, _ flags: Int32
) throws(FileError) -> Int32 {
  var number = ELOOP
  if isPlain(path) {
    let descriptor = openWithoutLinks(path, in: root, flags)
    if descriptor >= 0 { return descriptor }
    number = -descriptor
  }
  for _ in 0..<maximumAttempts {
    // What the system says of a link that is not to be followed; the second where a folder is expected.
    guard number == ELOOP || number == ENOTDIR else { throw FileError(path: path, .system(number)) }
    let target = try resolveBelow(root, path)
    let descriptor = openWithoutLinks(target.path, in: target.realRoot, flags)
    if descriptor >= 0 { return descriptor }
    number = -descriptor
  }
  throw FileError(path: path, .beingWritten)
}

/// A file that is exchanged so often is not worth the wait.
private let maximumAttempts = 3

/// Whether no part of a path is empty or one of `.` and `..`.
private func isPlain(_ path: String) -> Bool {
  path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy {
    !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) && !$0.contains(0)
  }
}

/// - Parameter path: relative and without `..`; empty for the root itself.
/// - Returns: the descriptor, or the negative error number.
func openWithoutLinks(_ path: String, in root: String, _ flags: Int32) -> Int32 {
  let parts = path.split(separator: "/")
  let folderFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
  var descriptor = open(root, parts.isEmpty ? flags | O_CLOEXEC : folderFlags)
  for (index, part) in parts.enumerated() {
    guard descriptor >= 0 else { break }
    let folder = descriptor
    let isLast = index == parts.count - 1
    descriptor = openat(
      folder, String(part), (isLast ? flags | O_CLOEXEC : folderFlags) | O_NOFOLLOW)
    let number = errno
    close(folder)
    errno = number
  }
  return descriptor < 0 ? -errno : descriptor
}
