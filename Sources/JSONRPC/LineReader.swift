#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Cuts a stream of bytes into lines (MCP stdio transport: one message per line, `\n` at its end).
///
/// Pure: bytes go in through `fill`, lines come out through `nextLine`; it never looks at a byte twice
/// for a line's end. A line beyond the limit is dropped as it arrives, so memory stays bounded, and
/// reported once.
package struct LineReader: ~Copyable {
  /// One line without its end, or the news that one was too long.
  package enum Line {
    case content(UnsafeBufferPointer<UInt8>)
    case tooLong
  }

  private var buffer: UnsafeMutableRawBufferPointer
  /// Where the bytes begin that no line was made of yet.
  private var start = 0
  /// Up to where they were searched for a line's end.
  private var searched = 0
  private var end = 0
  private var isSkipping = false
  private let maximumLineBytes: Int
  private static let initialCapacity = 1 << 16

  package init(maximumLineBytes: Int) {
    self.maximumLineBytes = maximumLineBytes
    buffer = .allocate(byteCount: Self.initialCapacity, alignment: 16)
  }

  deinit {
    buffer.deallocate()
  }

  /// Lets `read` put bytes into the free part of the buffer and say how many they were.
  package mutating func fill(_ read: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
    makeRoom()
    let count = read(UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
    end += max(0, count)
    return count
  }

  /// The next whole line; `nil` until more bytes come. Its bytes are valid until the next `fill`.
  package mutating func nextLine() -> Line? {
    while true {
      guard searched < end, let base = buffer.baseAddress,
        let found = memchr(base + searched, Int32(UInt8(ascii: "\n")), end - searched)
      else {
        searched = end
        if end - start > maximumLineBytes { skipToLineEnd() }
        return nil
      }
      let lineEnd = found - base
      let line = start..<lineEnd
      start = lineEnd + 1
      searched = start
      if isSkipping {
        isSkipping = false
        return .tooLong
      }
      if line.count > maximumLineBytes { return .tooLong }
      return .content(bytes(in: line))
    }
  }

  /// What stands after the last line's end when the stream has ended; `nil` where nothing does.
  package mutating func remainder() -> Line? {
    defer {
      start = end
      isSkipping = false
    }
    if isSkipping { return .tooLong }
    return start < end ? .content(bytes(in: start..<end)) : nil
  }

  private func bytes(in range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeRawBufferPointer(rebasing: buffer[range]).bindMemory(to: UInt8.self)
  }

  private mutating func skipToLineEnd() {
    isSkipping = true
    (start, searched, end) = (0, 0, 0)
    shrink()
  }

  /// Gives back what a long line needed. The buffer is empty.
  private mutating func shrink() {
    guard buffer.count > 4 * Self.initialCapacity else { return }
    buffer.deallocate()
    buffer = .allocate(byteCount: Self.initialCapacity, alignment: 16)
  }

  private mutating func makeRoom() {
    if start == end || isSkipping {
      (start, searched, end) = (0, 0, 0)
      shrink()
    } else if start > 0 {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
      (start, searched, end) = (0, searched - start, end - start)
    }
    guard buffer.count - end < Self.initialCapacity / 2 else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: buffer.count * 2, alignment: 16)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[0..<end]))
    buffer.deallocate()
    buffer = larger
  }
}
