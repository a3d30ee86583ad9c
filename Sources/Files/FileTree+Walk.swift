#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension FileTree {
  /// `DT_REG`, which the C library has as a number on one system and as a case on another.
  private static let regularFile: Int32 = 8
  /// From so many files on a second thread is worth its start.
  private static let manyFiles = 500

  /// - Parameter descriptor: the open folder, which is closed; negative where it could not be opened.
  mutating func walk(
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
      let isWanted = isIncluded(name)
      // What the folder itself says to be a file of another name need not be looked at.
      if Int32(item.pointee.d_type) == Self.regularFile, !isWanted { continue }
      let path = prefix + name
      try collectingProblem(of: path) { (tree) throws(FileError) in
        // The order of paths is that of names with the slash behind them.
        if try tree.visit(path, name, isWanted, in: descriptor, depth: depth + 1) {
          folders.append(name + "/")
        }
      }
    }
    // One after the other, so that what is found is mostly in order.
    entries.replaceSubrange(firstEntry..., with: sortedByBytes(entries[firstEntry...]))
    checkOrder(at: firstEntry)
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

  /// - Parameter isWanted: whether a file of this name is.
  /// - Returns: whether it is a folder that is to be walked.
  private mutating func visit(
    _ path: String, _ name: String, _ isWanted: Bool, in descriptor: Int32, depth: Int
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
    case S_IFREG where isWanted:
      try check(name, path)
      entries.append(Entry(path, status))
    case S_IFREG:
      break
    default:
      // A pipe or a device that is named like a file that was wanted.
      if isWanted { throw FileError(path: path, .notARegularFile) }
    }
    return false
  }

  private mutating func check(_ name: String, _ path: String) throws(FileError) {
    guard !hasHiddenCharacters(name) else { throw FileError(path: path, .hiddenCharacters) }
    let isASCII = name.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 < 0x80 } }
    if isASCII != true { hasOnlyASCIINames = false }
  }

  /// Notes whether what was added last is in its place.
  /// - Parameter index: of the first entry that was added.
  mutating func checkOrder(at index: Int) {
    guard entries.indices.contains(index), index > 0 else { return }
    if entries[index].path.utf8.lexicographicallyPrecedes(entries[index - 1].path.utf8) {
      isSorted = false
    }
  }

  /// Runs a step of the walk; a failure of it is a problem of that path, and the walk goes on.
  /// - Throws: what would be a failure of any path.
  mutating func collectingProblem(
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
