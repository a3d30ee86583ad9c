import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files of a folder that go into a bundle, and what is left out.
struct FolderContents {
  struct File: Equatable {
    /// Relative to the folder, `/` between the parts.
    var path: String
    var byteCount: Int
    var isExecutable: Bool
  }

  struct Skipped: Equatable {
    var path: String
    var reason: String
  }

  /// Sorted by path, in the order of UTF-8 bytes.
  private(set) var files: [File] = []
  /// Sorted likewise.
  private(set) var skipped: [Skipped] = []
  private let root: String

  private static let maximumDepth = 64
  /// Folders that tools make and can make again.
  private static let buildFolders: Set<String> = [
    "node_modules", "DerivedData", "__pycache__",
  ]

  /// Walks a folder; a part that cannot be read is left out.
  /// - Throws: `FileError` where the folder itself cannot be read.
  init(of root: String) throws(FileError) {
    self.root = root
    try walk("", depth: 0)
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    skipped.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private mutating func walk(_ folder: String, depth: Int) throws(FileError) {
    let fullPath = folder.isEmpty ? root : join(root, folder)
    guard let handle = opendir(fullPath) else { throw .current(fullPath) }
    defer { closedir(handle) }
    while let item = readdir(handle) {
      let name = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      let path = folder.isEmpty ? name : join(folder, name)
      if let reason = visit(path, name, depth: depth + 1) {
        skipped.append(Skipped(path: path, reason: reason))
      }
    }
  }

  /// - Returns: why it is left out.
  private mutating func visit(_ path: String, _ name: String, depth: Int) -> String? {
    guard name.utf8.first != UInt8(ascii: ".") else { return "hidden" }
    // A replacement character stands for bytes that are no UTF-8, which no archive can name.
    guard !name.unicodeScalars.contains("\u{FFFD}") else { return "its name is not UTF-8" }
    // Systems that separate folders with it would unpack something else.
    guard !name.utf8.contains(UInt8(ascii: "\\")) else { return "a backslash in its name" }
    guard depth <= Self.maximumDepth else { return "too deep" }
    var status = stat()
    guard lstat(join(root, path), &status) == 0 else { return FileError.current(path).message }
    switch status.st_mode & S_IFMT {
    case S_IFLNK: return "a symbolic link"
    case S_IFDIR:
      guard !Self.buildFolders.contains(name) else { return "made by a build" }
      do throws(FileError) {
        try walk(path, depth: depth)
      } catch {
        return error.message
      }
    case S_IFREG:
      guard !name.hasSuffix(".mcpb") else { return "a bundle itself" }
      files.append(
        File(
          path: path, byteCount: Int(status.st_size), isExecutable: status.st_mode & S_IXUSR != 0))
    default: return "not a regular file"
    }
    return nil
  }
}
