internal import SQLite
internal import Threads

/// An index that is read and checked on a thread of its own, while others look whether the handbook's files are
/// as they were.
final class PendingIndex: Sendable {
  private enum State: Sendable {
    case reading
    /// Read; one half of the database's pages is being checked.
    case read(CacheFile.Content?)
    case checked(CacheFile.Content?)
  }

  private let state = Monitor(State.reading)

  init(_ path: String) {
    let body: @Sendable () -> Void = { [state] in
      let content = CacheFile.read(path)
      state.withLock { $0 = .read(content) }
      state.notifyAll()
      let isIntact = content.map { $0.pages.areIntact(Self.halves(of: $0).first) } ?? false
      state.withLock { $0 = .checked(isIntact ? content : nil) }
      state.notifyAll()
    }
    if !startThread(body) { body() }
  }

  private static func halves(of content: CacheFile.Content) -> (
    first: Range<Int>, second: Range<Int>
  ) {
    let count = content.pages.pageCount
    return (0..<count / 2, count / 2..<count)
  }

  /// Waits for what was read; `nil` where it is not fit to be used.
  /// - Parameter isRight: says whether it is that of the handbook as it is; only then is it checked to the end.
  func content(where isRight: (CachedIndex) -> Bool) -> CacheFile.Content? {
    let read = state.wait { state -> CacheFile.Content?? in
      switch state {
      case .reading: nil
      case .read(let content), .checked(let content): .some(content)
      }
    }
    guard let read, isRight(read.index), read.pages.areIntact(Self.halves(of: read).second) else {
      return nil
    }
    return state.wait { state -> CacheFile.Content?? in
      guard case .checked(let content) = state else { return nil }
      return .some(content)
    }
  }
}
