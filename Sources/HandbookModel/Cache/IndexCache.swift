internal import Files
internal import SQLite

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folder in which the indices of large handbooks are kept from one start to the next.
///
/// An index is a file of its own. It is written under another name and takes its own when it is whole; it is
/// used only where it is this user's, undamaged, made by this very program, and the files of the handbook are as they
/// were, but for some pages that are then indexed anew. Whatever fails here costs time and nothing else.
package struct IndexCache: Sendable {
  /// What smaller handbooks hold is read at once and fits in memory.
  package static let minimumHandbookBytes = 1 << 20
  private static let maximumFileCount = 8

  private let folder: String
  /// Names the program so that another version, or another build, does not take its indices for its own.
  let program: String
  /// The size from which on the index of a handbook is kept.
  let minimumBytes: Int
  private let report: @Sendable (String) -> Void

  /// - Parameters:
  ///   - folder: made where it is missing.
  ///   - report: takes a line where an index cannot be kept.
  package init(
    folder: String, program: String, minimumHandbookBytes: Int = Self.minimumHandbookBytes,
    report: @escaping @Sendable (String) -> Void
  ) {
    self.folder = folder
    self.program = program
    minimumBytes = minimumHandbookBytes
    self.report = report
  }

  func reportFailure(_ reason: String) {
    report("the index is not kept in '\(folder)': \(reason)")
  }

  /// The file of a handbook's index, whether it exists or not.
  func path(ofFolder folder: String, named name: String) -> String {
    let name = ContentHash(of: Array("\(folder)\0\(name)".utf8)).hexadecimal
    return join(self.folder, "\(name.prefix(32)).index")
  }

  func path(of origin: CachedIndex.Origin) -> String {
    path(ofFolder: origin.realFolder, named: origin.folder)
  }

  /// Begins to make the model of a folder's index; `nil` where there is none.
  func pendingModel(
    ofFolder folder: String, named name: String,
    documents: @escaping @Sendable () -> [SearchDocument]
  ) -> PendingModel? {
    let path = path(ofFolder: folder, named: name)
    guard FileKind(at: path) == .file, isFolderOwn else { return nil }
    return PendingModel { [program] in
      KeptModel(path, madeBy: program, ofFolder: name, documents: documents)
    }
  }

  /// Begins a new index; `nil` where it cannot be kept, which is reported.
  /// - Parameter readTime: when its files began to be read; nanoseconds since 1970.
  func newIndex(for origin: CachedIndex.Origin, readTime: Int64) -> NewIndex? {
    makeFolders(folder)
    guard isFolderOwn else {
      reportFailure(
        FileKind(at: folder) == .folder
          ? "others can write to the folder" : "the folder cannot be made")
      return nil
    }
    removeLeftovers()
    let path = "\(path(of: origin)).\(getpid())-\(Self.unique()).tmp"
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      reportFailure(FileError.current(path).message)
      return nil
    }
    return NewIndex(
      descriptor: descriptor,
      keeping: .init(
        temporaryPath: path, path: self.path(of: origin), origin: origin,
        readTime: Int(readTime), cache: self))
  }

  private static func unique() -> UInt32 { UInt32.random(in: 0...UInt32.max) }

  /// Whether the folder is the user's and nobody else can put files into it.
  private var isFolderOwn: Bool {
    var status = stat()
    return stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && status.st_uid == geteuid() && status.st_mode & 0o022 == 0
  }

  private func makeFolders(_ path: String) {
    guard FileKind(at: path) == nil else { return }
    let parent = parentFolder(of: path)
    if parent != path { makeFolders(parent) }
    mkdir(path, 0o700)
  }

  /// Removes files of processes that ended while they wrote, and the oldest indices where there are many.
  private func removeLeftovers() {
    guard let tree = try? FileTree(of: folder, where: { _ in true }) else { return }
    for entry in tree.entries where entry.path.hasSuffix(".tmp") {
      let process = entry.path.split(separator: ".").dropLast().last?
        .split(separator: "-").first.flatMap { pid_t($0) }
      if let process, kill(process, 0) != 0, errno == ESRCH { unlink(join(folder, entry.path)) }
    }
    let indices = tree.entries.filter { $0.path.hasSuffix(".index") }
      .sorted { $0.modificationTime > $1.modificationTime }
    for entry in indices.dropFirst(Self.maximumFileCount - 1) { unlink(join(folder, entry.path)) }
  }
}
