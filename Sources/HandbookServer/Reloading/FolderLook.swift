import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder's files as they looked at one moment.
struct FolderLook: Sendable {
  private struct File: Sendable {
    var entry: FileTree.Entry
    /// Of a file that was written a moment ago; `nil` for older ones.
    var content: ContentHash?

    func isSame(as other: File) -> Bool {
      guard entry == other.entry else { return false }
      guard let content, let otherContent = other.content else { return true }
      return content == otherContent
    }
  }

  private var files: [String: File] = [:]
  /// Longer than any file system's unit of time.
  private static let youthNanoseconds: Int64 = 3_000_000_000
  /// A fresh checkout is all young; only so much of it is read.
  private static let maximumYoungBytes = 1 << 20

  /// A folder without files.
  init() {}

  /// Looks at a folder; one that cannot be read looks like an empty one.
  init(at folder: FolderWatch.Folder) {
    guard let tree = try? FileTree(of: folder.path, where: folder.isWatched) else { return }
    files.reserveCapacity(tree.entries.count)
    let now = Self.now
    var youngBytes = 0
    for entry in tree.entries {
      var file = File(entry: entry)
      // The time of change too: a file may be given a time of modification from long ago.
      let age = now - max(entry.modificationTime, entry.changeTime)
      // A time in the future says nothing: the clock may have been set back since.
      if age < Self.youthNanoseconds,
        youngBytes + entry.byteCount <= Self.maximumYoungBytes,
        let bytes = try? FileContents.read(join(folder.path, entry.path))
      {
        file.content = ContentHash(of: bytes)
        youngBytes += bytes.count
      }
      files[entry.path] = file
    }
  }

  /// The paths of files that are new, gone or different.
  func differences(from other: FolderLook) -> Set<String> {
    var paths: Set<String> = []
    for (path, file) in files {
      if let before = other.files[path], file.isSame(as: before) { continue }
      paths.insert(path)
    }
    for path in other.files.keys where files[path] == nil { paths.insert(path) }
    return paths
  }

  /// Nanoseconds since 1970.
  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
