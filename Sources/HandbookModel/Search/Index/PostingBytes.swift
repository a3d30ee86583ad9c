internal import SQLite

/// Where the postings of a segment are.
enum PostingBytes: Sendable {
  case memory([UInt8])
  /// In the file of an index, behind the pages of the database; read when they are asked for, and checked then.
  case file(PageFile, firstPage: Int)

  /// Lends some of the bytes; none where the file is damaged, which it then says of itself.
  @inline(__always)
  func withBytes<Result>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    switch self {
    case .memory(let bytes):
      bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    case .file(let file, let page): file.withBytes(range, fromPage: page, body)
    }
  }
}
