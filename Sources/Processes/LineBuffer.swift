/// Bytes that come in pieces, cut into lines.
struct LineBuffer {
  private let maximumLineBytes: Int
  private var bytes: [UInt8] = []
  /// Where the bytes begin that no line was made of yet.
  private var start = 0
  /// Up to where they were searched for a line's end.
  private var searched = 0

  init(maximumLineBytes: Int) {
    self.maximumLineBytes = maximumLineBytes
  }

  mutating func append(_ piece: [UInt8]) {
    bytes.removeSubrange(..<start)
    (start, searched) = (0, searched - start)
    bytes += piece
  }

  /// The next line without its end; `nil` until more bytes come.
  mutating func takeLine() -> [UInt8]? {
    guard let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = bytes.count
      return nil
    }
    defer {
      start = end + 1
      searched = start
    }
    return Array(bytes[start..<end])
  }

  /// Whether a line without an end so far is longer than it may be.
  var isTooLong: Bool { searched - start > maximumLineBytes }
}
