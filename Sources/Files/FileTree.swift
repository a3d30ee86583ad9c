#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The regular files below a folder, found without leaving it.
package struct FileTree: Sendable {
  /// A file, and what the system says of it without reading it.
  package struct Entry: Sendable, Equatable {
    /// Relative to the root, `/` between the parts.
    package var path: String
    package var byteCount: Int
    /// Nanoseconds since 1970.
    package var modificationTime: Int64
  }

  /// Sorted by path, in the order of UTF-8 bytes.
  package private(set) var entries: [Entry] = []
  /// Folders and links that were left out, each with the reason.
  package private(set) var problems: [FileError] = []

  private let root: String
  private let realRoot: String
  private let maximumDepth = 64

  /// Walks a folder. Names that begin with a dot are left out, links are followed where they stay
  /// inside the root, and a folder that was already visited under its real name is not entered again.
  /// - Parameter isIncluded: chooses files by their name (not the path).
  /// - Throws: `FileError` where the root itself cannot be read.
  package init(of root: String, where isIncluded: (String) -> Bool) throws(FileError) {
    guard let realRoot = realPath(root) else { throw .current(root) }
    self.root = root
    self.realRoot = realRoot
    var visited: Set<String> = []
    try walk("", isIncluded, depth: 0, visited: &visited)
    entries.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func walk(
    _ folder: String, _ isIncluded: (String) -> Bool, depth: Int, visited: inout Set<String>
  ) throws(FileError) {
    let fullPath = folder.isEmpty ? root : join(root, folder)
    guard let handle = opendir(fullPath) else { throw .current(fullPath) }
    defer { closedir(handle) }
    while let item = readdir(handle) {
      let name = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = folder.isEmpty ? name : join(folder, name)
      do throws(FileError) {
        try visit(path, name, isIncluded, depth: depth, visited: &visited)
      } catch {
        problems.append(FileError(path: path, error.reason))
      }
    }
  }

  private mutating func visit(
    _ path: String, _ name: String, _ isIncluded: (String) -> Bool, depth: Int,
    visited: inout Set<String>
  ) throws(FileError) {
    let fullPath = join(root, path)
    var status = stat()
    guard lstat(fullPath, &status) == 0 else { throw .current(fullPath) }
    let isLink = status.st_mode & S_IFMT == S_IFLNK
    if isLink {
      guard let target = realPath(fullPath) else { throw .current(fullPath) }
      guard target == realRoot || target.hasPrefix(realRoot + "/") else {
        throw FileError(path: path, .outsideRoot)
      }
      guard stat(fullPath, &status) == 0 else { throw .current(fullPath) }
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      // Only links can lead into a folder twice, so only then the real names are worth comparing.
      if isLink {
        guard let target = realPath(fullPath), visited.insert(target).inserted,
          !join(realRoot, path).hasPrefix(target + "/")
        else { throw FileError(path: path, .system(ELOOP)) }
      }
      guard depth < maximumDepth else { throw FileError(path: path, .system(ENAMETOOLONG)) }
      try walk(path, isIncluded, depth: depth + 1, visited: &visited)
    case S_IFREG where isIncluded(name):
      #if canImport(Glibc)
        let time = status.st_mtim
      #else
        let time = status.st_mtimespec
      #endif
      entries.append(
        Entry(
          path: path, byteCount: Int(status.st_size),
          modificationTime: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)))
    default:
      break
    }
  }
}
