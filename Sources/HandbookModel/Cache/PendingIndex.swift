internal import Threads

/// An index that is read on a thread of its own, while others look whether the handbook's files are as they were.
final class PendingIndex: Sendable {
  private let content = Monitor<CacheFile.Content??>(nil)

  init(_ path: String) {
    let body: @Sendable () -> Void = { [content] in
      let read = CacheFile.read(path)
      content.withLock { $0 = .some(read) }
      content.notifyAll()
    }
    if !startThread(body) { body() }
  }

  /// Waits for what was read; `nil` where it is not fit to be used.
  func get() -> CacheFile.Content? {
    content.wait { $0 }
  }
}
