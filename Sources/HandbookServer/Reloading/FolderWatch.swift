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

  /// What has changed in one folder; paths are relative to it.
  struct Change: Sendable, Equatable {
    var changed: Set<String> = []
    /// Files that are being written at this moment: not to be read.
    var held: Set<String> = []

    var isEmpty: Bool { changed.isEmpty }
  }

  private let folders: [Folder]
  /// The folders as they were when the watch was made.
  private let first: [FolderLook]
  private static let shortestPauseMicroseconds: Int64 = 400_000
  /// Editors empty a file and then write it; in between it is not to be read.
  private static let settlingMicroseconds: UInt32 = 50_000

  /// Takes a first look, with which later ones are compared.
  init(_ folders: [Folder]) {
    self.folders = folders
    first = folders.map { $0.wasReadBefore ? FolderLook() : FolderLook(at: $0) }
  }

  /// Runs the body after every change, for ever, on a thread of its own.
  ///
  /// A file that is being written is left in peace: where it has not looked the same for a moment it is held
  /// back, and the others go ahead.
  /// - Parameter onChange: is given one change for each folder and a way to ask whether nothing but the held files
  ///   has changed since, to be asked once it has read what it wants. It returns whether it is done; else
  ///   it is called again soon.
  /// - Returns: false where the system has no thread to give.
  func start(
    _ onChange: @escaping @Sendable (_ changes: [Change], _ isUnchanged: () -> Bool) -> Bool
  ) -> Bool {
    startThread {
      var seen = first
      while true {
        let start = MonotonicTime.now
        let present = look()
        let lookMicroseconds = start.elapsedNanoseconds / 1000
        if !zip(present, seen).allSatisfy({ $0.differences(from: $1).isEmpty }) {
          usleep(Self.settlingMicroseconds)
          let settled = look()
          let held = zip(settled, present).map { $0.differences(from: $1) }
          let next = zip(zip(settled, seen), held).map { $0.0.holding($1, asIn: $0.1) }
          let changes = zip(zip(next, seen), held).map {
            Change(changed: $0.0.differences(from: $0.1), held: $1)
          }
          let isUnchanged = {
            zip(zip(look(), settled), held).allSatisfy { now, held in
              now.0.differences(from: now.1).isSubset(of: held)
            }
          }
          if changes.allSatisfy(\.isEmpty) || onChange(changes, isUnchanged) { seen = next }
        } else {
          // The newest look knows which of the files have come of age.
          seen = present
        }
        usleep(UInt32(clamping: max(Self.shortestPauseMicroseconds, 20 * lookMicroseconds)))
      }
    }
  }

  private func look() -> [FolderLook] {
    folders.map { FolderLook(at: $0) }
  }
}
