#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether files are in the order of the bytes of their paths.
func isSortedByBytes(_ entries: [FileTree.Entry]) -> Bool {
  zip(entries, entries.dropFirst()).allSatisfy { left, right in
    let order = left.path.utf8.withContiguousStorageIfAvailable { left in
      right.path.utf8.withContiguousStorageIfAvailable { right in
        // No path is empty, so that there are addresses.
        let order = memcmp(left.baseAddress!, right.baseAddress!, min(left.count, right.count))
        return order < 0 || (order == 0 && left.count <= right.count)
      }
    }
    return (order ?? nil) ?? false
  }
}

/// Sorts files by the bytes of their paths, which lie one after the other meanwhile: with ten thousand strings on their
/// own, sorting took longer than asking the system for the files.
/// - Parameter prefixCount: so many bytes all paths have in common.
func sortedByBytes(
  _ entries: ArraySlice<FileTree.Entry>, after prefixCount: Int
) -> [FileTree.Entry] {
  /// The first bytes as a number that sorts like them, and where all of them are.
  struct Key {
    var first: UInt64
    var start: Int
    var end: Int
    var entry: Int
  }
  var bytes: [UInt8] = []
  var keys: [Key] = []
  for (number, entry) in zip(entries.indices, entries) {
    let start = bytes.count
    bytes.append(contentsOf: entry.path.utf8)
    var first: UInt64 = 0
    for index in start + prefixCount..<start + prefixCount + 8 {
      first = first << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
    }
    keys.append(Key(first: first, start: start, end: bytes.count, entry: number))
  }
  bytes.withUnsafeBytes { bytes in
    guard let base = bytes.baseAddress else { return }
    keys.sort { left, right in
      if left.first != right.first { return left.first < right.first }
      let (leftCount, rightCount) = (left.end - left.start, right.end - right.start)
      let order = memcmp(base + left.start, base + right.start, min(leftCount, rightCount))
      return order == 0 ? leftCount < rightCount : order < 0
    }
  }
  return keys.map { entries[$0.entry] }
}
