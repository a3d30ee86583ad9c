import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What lies in one folder, not below it.
struct FolderListing {
  /// Something in the folder.
  struct Item {
    enum Kind {
      case file, folder, link, other
    }

    var name: String
    var kind: Kind
  }

  /// Sorted by name, in the order of UTF-8 bytes; names that begin with a dot are left out.
  private(set) var items: [Item] = []

  init(of path: String) throws(FileError) {
    guard let handle = opendir(path) else { throw .current(path) }
    defer { closedir(handle) }
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      guard name.utf8.first != UInt8(ascii: ".") else { continue }
      items.append(Item(name: name, kind: Self.kind(of: entry.pointee.d_type, join(path, name))))
    }
    items.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private static func kind(of type: UInt8, _ path: String) -> Item.Kind {
    switch Int32(type) {
    case Int32(DT_REG): return .file
    case Int32(DT_DIR): return .folder
    case Int32(DT_LNK): return .link
    case Int32(DT_UNKNOWN):
      // Some file systems do not say.
      var status = stat()
      guard lstat(path, &status) == 0 else { return .other }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return .file
      case S_IFDIR: return .folder
      case S_IFLNK: return .link
      default: return .other
      }
    default: return .other
    }
  }
}

/// The size of a file in bytes and its time of modification in nanoseconds since 1970.
func fileStatus(_ path: String) throws(FileError) -> (byteCount: Int, modificationTime: Int64) {
  var status = stat()
  guard stat(path, &status) == 0 else { throw .current(path) }
  #if canImport(Glibc)
    let time = status.st_mtim
  #else
    let time = status.st_mtimespec
  #endif
  return (
    Int(status.st_size), Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  )
}

extension FileError {
  /// Whether there is nothing at the path.
  var isAbsence: Bool { reason == .system(ENOENT) || reason == .system(ENOTDIR) }

  /// Whether the path is that of a link that was not to be followed.
  var isLink: Bool { reason == .system(ELOOP) }

  /// The error for a path that is not there.
  static func absent(_ path: String) -> FileError { FileError(path: path, .system(ENOENT)) }
}
