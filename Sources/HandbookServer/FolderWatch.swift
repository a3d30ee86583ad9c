import Files
import Threads

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Notices that a folder's files have changed, by looking at names, sizes and times twice a second.
///
/// Looking costs some microseconds a file and works everywhere, on network disks and in containers too, where
/// the system's file events are missing. For a large folder the pauses grow, so that the looking stays
/// under one part in fifty of one processor.
struct FolderWatch: Sendable {
  private let folder: String
  private let isWatched: @Sendable (String) -> Bool
  private static let shortestPauseMicroseconds: Int64 = 400_000
  /// Editors empty a file and then write it; in between it is not to be read.
  private static let settlingMicroseconds: UInt32 = 50_000

  /// - Parameter isWatched: chooses files by their name.
  init(folder: String, where isWatched: @escaping @Sendable (String) -> Bool) {
    self.folder = folder
    self.isWatched = isWatched
  }

  /// Runs the body after every change, for ever, on a thread of its own.
  ///
  /// A file that is being written is left in peace: the body runs once the folder has looked the same for a
  /// moment. It is given a way to ask whether that still holds, to be asked once it has read what it wants.
  /// - Parameter onChange: returns whether it is done; else it is called again soon.
  func start(_ onChange: @escaping @Sendable (_ isUnchanged: () -> Bool) -> Bool) {
    let first = look()
    startThread {
      var seen = first
      while true {
        let start = MonotonicTime.now
        let present = look()
        let lookMicroseconds = start.elapsedNanoseconds / 1000
        if present != seen {
          usleep(Self.settlingMicroseconds)
          if look() == present, onChange({ look() == present }) { seen = present }
        }
        usleep(UInt32(clamping: max(Self.shortestPauseMicroseconds, 50 * lookMicroseconds)))
      }
    }
  }

  /// A folder that cannot be read looks like an empty one.
  private func look() -> [FileTree.Entry] {
    (try? FileTree(of: folder, where: isWatched))?.entries ?? []
  }
}
