#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes all of the bytes, in as many goes as the system takes them; waits where a pipe is full.
/// - Returns: whether they were written; if not, `errno` says why.
package func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
  var rest = bytes
  while let start = rest.baseAddress, !rest.isEmpty {
    let count = write(descriptor, start, rest.count)
    if count < 0, errno == EINTR { continue }
    if count < 0, errno == EAGAIN {
      // Somebody made the pipe non-blocking.
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&waiting, 1, -1)
      continue
    }
    if count == 0 { errno = EIO }
    guard count > 0 else { return false }
    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
  }
  return true
}

/// The same for an array.
package func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
}

/// Makes a folder with those above it; one that is there stays.
/// - Throws: `FileError` of the first one that cannot be made.
package func makeFolder(_ path: String) throws(FileError) {
  if FileKind(at: path) == .folder { return }
  let parent = parentFolder(of: path)
  if parent != path { try makeFolder(parent) }
  guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .current(path) }
}
