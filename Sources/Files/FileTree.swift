import Diagnostics

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
  /// `DT_REG`, which the C library has as a number on one system and as a case on another.
  private static let regularFile: Int32 = 8
  /// How many folders may lie in each other.
  package static let maximumDepth = 64
  /// The real paths of the folders that were entered.
  var visited: Set<[UInt8]> = []
  /// Links to folders, kept until everything else has been walked: a folder is read under its own
  /// name rather than under that of a link to it, in whatever order the system lists them.
  var links: [(path: String, target: String, depth: Int)] = []
  /// From so many files on a second thread is worth its start.
  private static let manyFiles = 500

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
    self.root = root
    self.realRoot = realRoot
    try walk("", openedAs: open(root, Self.folderFlags), realRoot, depth: 0, isIncluded)
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
    if !isSortedByBytes(entries) { entries = sortedByBytes(entries[...], after: 0) }
    leaveOutSameNames()
    problems.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// A tree in which nothing was found yet.
  init(root: String, realRoot: String, visited: Set<[UInt8]>) {
    self.root = root
    self.realRoot = realRoot
    self.visited = visited
  }

  /// `é` has two spellings, and a path is asked for in either: of two files the first counts.
  private mutating func leaveOutSameNames() {
    var seen: Set<String> = []
    for entry in entries where !isASCII(entry.path) {
      if !seen.insert(entry.path).inserted {
        problems.append(FileError(path: entry.path, .sameName))
      }
    }
    guard problems.contains(where: { $0.reason == .sameName }) else { return }
    let left = problems.filter { $0.reason == .sameName }.map { Array($0.path.utf8) }
    entries.removeAll { left.contains(Array($0.path.utf8)) }
  }

  private static let folderFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC

  /// - Parameter descriptor: the open folder, which is closed; negative where it could not be opened.
  private mutating func walk(
    _ folder: String, openedAs descriptor: Int32, _ realPath: String, depth: Int,
    _ isIncluded: @escaping @Sendable (String) -> Bool
  ) throws(FileError) {
    guard descriptor >= 0 else { throw .current(folder.isEmpty ? root : join(root, folder)) }
    guard let handle = fdopendir(descriptor) else {
      defer { close(descriptor) }
      throw .current(join(root, folder))
    }
    defer { closedir(handle) }
    guard depth <= Self.maximumDepth else { throw FileError(path: folder, .system(ENAMETOOLONG)) }
    guard visited.insert(Array(realPath.utf8)).inserted else {
      throw FileError(path: folder, .visitedAlready)
    }
    let prefix = folder.isEmpty ? "" : join(folder, "")
    let firstEntry = entries.count
    var folders: [String] = []
    while let item = readdir(handle) {
      let name = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      guard name.utf8.first != UInt8(ascii: ".") else { continue }
      // What the folder itself says to be a file of another name need not be looked at.
      if Int32(item.pointee.d_type) == Self.regularFile, !isIncluded(name) { continue }
      let path = prefix + name
      try collectingProblem(of: path) { (tree) throws(FileError) in
        // The order of paths is that of names with the slash behind them.
        if try tree.visit(path, name, in: descriptor, depth: depth + 1, isIncluded) {
          folders.append(name + "/")
        }
      }
    }
    // One after the other, so that what is found is mostly in order.
    entries.replaceSubrange(
      firstEntry..., with: sortedByBytes(entries[firstEntry...], after: prefix.utf8.count))
    folders.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var rest = folders.map { String($0.dropLast()) }[...]
    while let name = rest.popFirst() {
      try enter(name, prefix, in: descriptor, realPath, depth: depth, isIncluded)
      if depth == 0, rest.count > 1, entries.count >= Self.manyFiles {
        try enterOnTwoThreads(Array(rest), in: descriptor, isIncluded)
        rest = []
      }
    }
  }

  /// Walks a folder that was found in another one.
  mutating func enter(
    _ name: String, _ prefix: String, in descriptor: Int32, _ realFolder: String, depth: Int,
    _ isIncluded: @escaping @Sendable (String) -> Bool
  ) throws(FileError) {
    try collectingProblem(of: prefix + name) { (tree) throws(FileError) in
      // Were it a link by now, it would not be followed.
      let folder = openat(descriptor, name, Self.folderFlags | O_NOFOLLOW)
      try tree.walk(
        prefix + name, openedAs: folder, join(realFolder, name), depth: depth + 1, isIncluded)
    }
  }

  /// - Returns: whether it is a folder that is to be walked.
  private mutating func visit(
    _ path: String, _ name: String, in descriptor: Int32, depth: Int,
    _ isIncluded: @escaping @Sendable (String) -> Bool
  ) throws(FileError) -> Bool {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw .current(join(root, path))
    }
    var linkTarget: String?
    if status.st_mode & S_IFMT == S_IFLNK {
      let fullPath = join(root, path)
      // What it leads to is opened by that path, without a link.
      let target = try resolveBelow(realRoot, path).path
      guard stat(fullPath, &status) == 0 else { throw .current(fullPath) }
      linkTarget = target
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      try check(name, path)
      guard let linkTarget else { return true }
      links.append((path, linkTarget, depth))
    case S_IFREG where isIncluded(name):
      try check(name, path)
      entries.append(Entry(path, status))
    case S_IFREG:
      break
    default:
      // A pipe or a device that is named like a file that was wanted.
      if isIncluded(name) { throw FileError(path: path, .notARegularFile) }
    }
    return false
  }

  private func isASCII(_ path: String) -> Bool {
    path.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 < 0x80 } } ?? false
  }

  private func check(_ name: String, _ path: String) throws(FileError) {
    guard !hasHiddenCharacters(name) else { throw FileError(path: path, .hiddenCharacters) }
  }

  /// Runs a step of the walk; a failure of it is a problem of that path, and the walk goes on.
  /// - Throws: what would be a failure of any path.
  private mutating func collectingProblem(
    of path: String, _ step: (inout FileTree) throws(FileError) -> Void
  ) throws(FileError) {
    do throws(FileError) {
      try step(&self)
    } catch {
      guard !error.isShortage else { throw error }
      problems.append(FileError(path: path, error.reason))
    }
  }
}

private func isSortedByBytes(_ entries: [FileTree.Entry]) -> Bool {
  zip(entries, entries.dropFirst()).allSatisfy { left, right in
    let order = left.path.utf8.withContiguousStorageIfAvailable { left in
      right.path.utf8.withContiguousStorageIfAvailable { right in
        // No path is empty, so that there are addresses.
        let order = memcmp(left.baseAddress!, right.baseAddress!, min(left.count, right.count))
        return order < 0 || (order == 0 && left.count <= right.count)
      }
    }
    return (order ?? nil) ?? false
  }
}

/// Sorts files by the bytes of their paths, which lie one after the other meanwhile: with ten thousand strings on their
/// own, sorting took longer than asking the system for the files.
/// - Parameter prefixCount: so many bytes all paths have in common.
private func sortedByBytes(
  _ entries: ArraySlice<FileTree.Entry>, after prefixCount: Int
) -> [FileTree.Entry] {
  /// The first bytes as a number that sorts like them, and where all of them are.
  struct Key {
    var first: UInt64
    var start: Int
    var end: Int
    var entry: Int
  }
  var bytes: [UInt8] = []
  var keys: [Key] = []
  for (number, entry) in zip(entries.indices, entries) {
    let start = bytes.count
    bytes.append(contentsOf: entry.path.utf8)
    var first: UInt64 = 0
    for index in start + prefixCount..<start + prefixCount + 8 {
      first = first << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
    }
    keys.append(Key(first: first, start: start, end: bytes.count, entry: number))
  }
  bytes.withUnsafeBytes { bytes in
    guard let base = bytes.baseAddress else { return }
    keys.sort { left, right in
      if left.first != right.first { return left.first < right.first }
      let (leftCount, rightCount) = (left.end - left.start, right.end - right.start)
      let order = memcmp(base + left.start, base + right.start, min(leftCount, rightCount))
      return order == 0 ? leftCount < rightCount : order < 0
    }
  }
  return keys.map { entries[$0.entry] }
}

extension FileTree.Entry {
  fileprivate init(_ path: String, _ status: stat) {
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
    tree.entries.removeAll { !isIncluded($0.path) }
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
