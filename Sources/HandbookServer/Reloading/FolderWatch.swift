import Files
import Threads

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Notices that files in some folders have changed, by looking at them twice a second.
///
/// Looking costs some microseconds a file and works everywhere, on network disks and in containers too, where
/// the system's file events are missing. It sees names, sizes, times and file numbers, and of files that were
/// written in the last seconds the content: some disks count time in seconds, and a second change within one
/// leaves no other trace. For large folders the pauses grow, so that looking takes one part in twenty of
/// one processor at the most.
struct FolderWatch: Sendable {
  /// A folder to look at.
  struct Folder: Sendable {
    var path: String
    /// Chooses files by their names.
    var isWatched: @Sendable (_ name: String) -> Bool
    /// Whether its files were read before the watch was made, so that at first all of them may have changed.
    var wasReadBefore = false

    init(
      _ path: String, wasReadBefore: Bool = false,
      where isWatched: @escaping @Sendable (_ name: String) -> Bool
    ) {
      self.path = path
      self.isWatched = isWatched
      self.wasReadBefore = wasReadBefore
    }
  }

  /// The paths of the files in one folder that have changed, relative to it.
  typealias Change = Set<String>

  private let folders: [Folder]
  /// The folders as they were when the watch was made.
  private let first: [FolderLook]
  private static let shortestPauseMicroseconds: Int64 = 400_000
  /// Several files are often written together; what belongs together is to be read together.
  private static let settlingMicroseconds: UInt32 = 50_000
  private static let maximumSettlingLooks = 5

  /// Takes a first look, with which later ones are compared.
  init(_ folders: [Folder]) {
    self.folders = folders
    first = folders.map { $0.wasReadBefore ? FolderLook() : FolderLook(at: $0) }
  }

  /// The files that a folder had when the watch was made; `nil` where it could not be read.
  func firstTree(ofFolder number: Int) -> FileTree? { first[number].tree }

  /// Runs the body after every change, for ever, on a thread of its own.
  ///
  /// It is run once the folders look the same twice, and soon even where they never do. What changes while it
  /// reads is the next change.
  /// - Parameters:
  ///   - isNeeded: whether the body is to be run although nothing may have changed.
  ///   - onChange: is given one change for each folder and returns whether it is done; else it is called again soon.
  /// - Returns: false where the system has no thread to give.
  func start(
    evenIf isNeeded: @escaping @Sendable () -> Bool = { false },
    _ onChange: @escaping @Sendable (_ changes: [Change]) -> Bool
  ) -> Bool {
    startThread {
      var seen = first
      var pauseMicroseconds = Self.shortestPauseMicroseconds
      while true {
        usleep(UInt32(clamping: pauseMicroseconds))
        let start = MonotonicTime.now
        let present = look()
        let lookMicroseconds = start.elapsedNanoseconds / 1000
        if isNeeded() || changes(from: seen, to: present).contains(where: { !$0.isEmpty }) {
          let settled = settledLook(after: present)
          if onChange(changes(from: seen, to: settled)) { seen = settled }
        } else {
          // The newest look knows which of the files have come of age.
          seen = present
        }
        pauseMicroseconds = max(Self.shortestPauseMicroseconds, 20 * lookMicroseconds)
      }
    }
  }

  private func settledLook(after first: [FolderLook]) -> [FolderLook] {
    var last = first
    for _ in 0..<Self.maximumSettlingLooks {
      usleep(Self.settlingMicroseconds)
      let next = look()
      defer { last = next }
      if changes(from: last, to: next).allSatisfy(\.isEmpty) { return next }
    }
    return last
  }

  private func changes(from old: [FolderLook], to new: [FolderLook]) -> [Change] {
    zip(old, new).map { $1.differences(from: $0) }
  }

  private func look() -> [FolderLook] {
    folders.map { FolderLook(at: $0) }
  }
}
