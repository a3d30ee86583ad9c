internal import Threads

extension FileTree {
  /// What was found in one of several folders.
  private typealias Part = Result<FileTree, FileError>

  private struct Parts: Sendable {
    /// The place of the folder that is walked next.
    var next = 0
    var found: [Part?]
  }

  /// Walks folders at the top one beside the other: most of the time the system looks for files, and it has two hands.
  /// - Parameters:
  ///   - names: in their order.
  ///   - descriptor: the open root.
  mutating func enterOnTwoThreads(
    _ names: [String], in descriptor: Int32, _ isIncluded: @escaping @Sendable (String) -> Bool
  ) throws(FileError) {
    let empty = FileTree(root: root, realRoot: realRoot, visited: visited)
    let state = Monitor(Parts(found: Array(repeating: nil, count: names.count)))
    let work: @Sendable () -> Void = {
      while true {
        let number = state.withLock { state in
          defer { state.next += 1 }
          return state.next
        }
        guard number < names.count else { return }
        let part = empty.entering(names[number], in: descriptor, isIncluded)
        state.withLock { $0.found[number] = part }
        state.notifyAll()
      }
    }
    startThread(work)
    work()
    // The other thread may be at its last folder.
    state.wait { state in state.found.contains { $0 == nil } ? nil : () }
    let parts = state.withLock { $0.found }.compactMap(\.self)
    entries.reserveCapacity(
      parts.reduce(entries.count) { $0 + ((try? $1.get())?.entries.count ?? 0) })
    for part in parts { try add(part.get()) }
  }

  private func entering(
    _ name: String, in descriptor: Int32, _ isIncluded: @escaping @Sendable (String) -> Bool
  ) -> Part {
    var tree = self
    do throws(FileError) {
      try tree.enter(name, "", in: descriptor, realRoot, depth: 0, isIncluded)
      return .success(tree)
    } catch {
      return .failure(error)
    }
  }

  private mutating func add(_ part: FileTree) {
    let count = entries.count
    entries += part.entries
    isSorted = isSorted && part.isSorted
    checkOrder(at: count)
    hasOnlyASCIINames = hasOnlyASCIINames && part.hasOnlyASCIINames
    problems += part.problems
    links += part.links
    visited.formUnion(part.visited)
  }
}
