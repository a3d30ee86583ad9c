import Files

/// A folder's files as they looked at one moment.
struct FolderLook: Sendable {
  /// What the folder holds; `nil` where it cannot be read.
  private(set) var tree: FileTree?
  /// Of files that were written a moment ago, by path.
  private var contents: [String: ContentHash] = [:]
  /// Longer than any file system's unit of time.
  private static let youthNanoseconds: Int64 = 3_000_000_000
  /// A fresh checkout is all young; only so much of it is read.
  private static let maximumYoungBytes = 1 << 20

  /// Whether nobody has looked: then all that is found later has changed, and so has the folder itself where it is gone.
  private let isUnknown: Bool

  /// A look that was not taken.
  init() { isUnknown = true }

  /// Looks at a folder; one that cannot be read looks like an empty one.
  init(at folder: FolderWatch.Folder) {
    isUnknown = false
    guard let tree = try? FileTree(of: folder.path, where: folder.isWatched) else { return }
    self.tree = tree
    let now = FileTree.now
    var youngBytes = 0
    for entry in files {
      // The time of change too: a file may be given a time of modification from long ago.
      let age = now - max(entry.modificationTime, entry.changeTime)
      // A time in the future says nothing: the clock may have been set back since.
      if age < Self.youthNanoseconds,
        youngBytes + entry.byteCount <= Self.maximumYoungBytes,
        let bytes = try? FileContents.read(join(folder.path, entry.path))
      {
        contents[entry.path] = ContentHash(of: bytes)
        youngBytes += bytes.count
      }
    }
  }

  /// Sorted by path, as a walk gives them: two looks are compared from end to end without a search.
  private var files: [FileTree.Entry] { tree?.entries ?? [] }

  /// The paths of files that are new, gone or different; the empty path stands for the folder.
  func differences(from other: FolderLook) -> Set<String> {
    var paths: Set<String> = other.isUnknown && tree == nil ? [""] : []
    let (files, otherFiles) = (files, other.files)
    var (here, there) = (0, 0)
    while here < files.count || there < otherFiles.count {
      let mine = here < files.count ? files[here] : nil
      let theirs = there < otherFiles.count ? otherFiles[there] : nil
      if let mine, let theirs, mine == theirs || mine.path.utf8.elementsEqual(theirs.path.utf8) {
        if mine != theirs || !hasSameContent(mine.path, in: other) { paths.insert(mine.path) }
        here += 1
        there += 1
      } else if let mine,
        theirs.map({ mine.path.utf8.lexicographicallyPrecedes($0.path.utf8) }) ?? true
      {
        paths.insert(mine.path)
        here += 1
      } else if let theirs {
        paths.insert(theirs.path)
        there += 1
      }
    }
    return paths
  }

  private func hasSameContent(_ path: String, in other: FolderLook) -> Bool {
    if contents.isEmpty || other.contents.isEmpty { return true }
    guard let content = contents[path], let otherContent = other.contents[path] else { return true }
    return content == otherContent
  }
}
