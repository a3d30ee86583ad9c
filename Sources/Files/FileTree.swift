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
    /// When anything about the file changed last, which no program can set back; nanoseconds since 1970.
    package var changeTime: Int64
    /// The number of the file in its file system: another one where a new file took its place.
    package var fileNumber: UInt64

    package init(
      path: String, byteCount: Int, modificationTime: Int64, changeTime: Int64, fileNumber: UInt64
    ) {
      self.path = path
      self.byteCount = byteCount
      self.modificationTime = modificationTime
      self.changeTime = changeTime
      self.fileNumber = fileNumber
    }
  }

  /// Sorted by path, in the order of UTF-8 bytes.
  package internal(set) var entries: [Entry] = []
  /// Folders and links that were left out, each with its path relative to the root and the reason; sorted
  /// like the entries.
  package internal(set) var problems: [FileError] = []

  let root: String
  let realRoot: String
  /// How many folders may lie in each other.
  package static let maximumDepth = 64
  /// The real paths of the folders that were entered.
  var visited: Set<[UInt8]> = []
  /// Whether the entries are in order; those of one folder always are.
  var isSorted = true
  /// Whether no name has characters that can be spelt in another way.
  var hasOnlyASCIINames = true
  /// Links to folders, kept until everything else has been walked: a folder is read under its own
  /// name rather than under that of a link to it, in whatever order the system lists them.
  var links: [(path: String, target: String, depth: Int)] = []

  /// Walks a folder. Names that begin with a dot are left out, links are followed where they stay
  /// inside the root, and a folder is entered once, under its own name where that is inside the walk. What has
  /// a name that cannot be shown as it is, is a problem.
  /// - Parameter isIncluded: chooses files by their name (not the path).
  /// - Throws: `FileError` where the root itself cannot be read, or where the process is so short of descriptors or
  ///   memory that files would be missing which are there.
  package init(of root: String, where isIncluded: @escaping @Sendable (String) -> Bool)
    throws(FileError)
  {
    guard let realRoot = realPath(root) else { throw .current(root) }
    self.init(root: root, realRoot: realRoot)
    try walk(openedAs: open(root, Self.folderFlags), isIncluded)
  }

  /// Walks a folder below another one and no folder elsewhere, even where somebody puts a link in its place meanwhile.
  /// - Parameter path: relative to the other folder; links are followed where they stay inside that.
  /// - Throws: also as `openInside` does.
  package init(
    of path: String, inside folder: String, where isIncluded: @escaping @Sendable (String) -> Bool
  ) throws(FileError) {
    let realRoot = try resolve(path, inside: folder)
    self.init(root: join(folder, path), realRoot: realRoot)
    try walk(openedAs: try openInside(path, of: folder, Self.folderFlags), isIncluded)
  }

  private mutating func walk(
    openedAs descriptor: Int32, _ isIncluded: @escaping @Sendable (String) -> Bool
  ) throws(FileError) {
    let realRoot = realRoot
    try walk("", openedAs: descriptor, realRoot, depth: 0, isIncluded)
    while !links.isEmpty {
      let pending = links.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      links = []
      for link in pending {
        try collectingProblem(of: link.path) { (tree) throws(FileError) in
          let target = link.target.isEmpty ? realRoot : join(realRoot, link.target)
          let descriptor = openWithoutLinks(link.target, in: realRoot, Self.folderFlags)
          if descriptor < 0 { errno = -descriptor }
          try tree.walk(link.path, openedAs: descriptor, target, depth: link.depth, isIncluded)
        }
      }
    }
    visited = []
    // Files beside folders, and what was found behind links, are not in their place yet.
    if !isSorted { entries = sortedByBytes(entries[...]) }
    if !hasOnlyASCIINames { leaveOutSameNames() }
    problems.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// A tree in which nothing was found yet.
  init(root: String, realRoot: String, visited: Set<[UInt8]> = []) {
    self.root = root
    self.realRoot = realRoot
    self.visited = visited
  }

  /// `é` has two spellings, and a path is asked for in either: of two files the first counts.
  private mutating func leaveOutSameNames() {
    var seen: Set<String> = []
    for entry in entries {
      if !seen.insert(entry.path).inserted {
        problems.append(FileError(path: entry.path, .sameName))
      }
    }
    guard problems.contains(where: { $0.reason == .sameName }) else { return }
    let left = problems.filter { $0.reason == .sameName }.map { Array($0.path.utf8) }
    entries.removeAll { left.contains(Array($0.path.utf8)) }
  }

  static let folderFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
}

extension FileTree.Entry {
  init(_ path: String, _ status: stat) {
    #if canImport(Glibc)
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #else
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #endif
    self.init(
      path: path, byteCount: Int(status.st_size), modificationTime: modified.nanoseconds,
      changeTime: changed.nanoseconds, fileNumber: UInt64(status.st_ino))
  }
}

extension FileTree {
  /// The files with some names only, as if no others had been looked for.
  /// - Parameter isIncluded: chooses by the path, or by the name at its end.
  package func filtered(where isIncluded: (_ path: String) -> Bool) -> FileTree {
    var tree = self
    // Most often there is nothing to remove, and then the files need not be copied.
    if let first = entries.firstIndex(where: { !isIncluded($0.path) }) {
      tree.entries[first...].removeAll { !isIncluded($0.path) }
    }
    // A pipe that has the name of a file.
    tree.problems.removeAll { $0.reason == .notARegularFile && !isIncluded($0.path) }
    return tree
  }

  /// The present time as files are stamped with it: nanoseconds since 1970.
  package static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.nanoseconds
  }
}

extension timespec {
  /// As one number.
  var nanoseconds: Int64 { Int64(tv_sec) * 1_000_000_000 + Int64(tv_nsec) }
}
