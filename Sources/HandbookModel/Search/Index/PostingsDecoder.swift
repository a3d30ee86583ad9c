/// Reads the postings of one term.
///
/// For each document: the difference to the last one's number; then for each place the difference to the
/// last position and `positionOffset`, with `nextColumn` and the column's number before the first in a
/// column other than 0; between two documents `endOfDocument`. Numbers have 7 bits a byte, the low ones
/// first, and the high bit where more follow.
struct PostingsDecoder {
  static let endOfDocument: UInt8 = 0
  static let nextColumn: UInt8 = 1
  static let positionOffset = 2

  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private(set) var document = 0
  private(set) var column = 0
  private(set) var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    if !bytes.isEmpty { document = varint() }
  }

  /// Goes to the next place; `false` at the end.
  @inline(__always)
  mutating func next() -> Bool {
    while index < bytes.count {
      let value = varint()
      if value >= Self.positionOffset {
        position &+= value &- Self.positionOffset
        return true
      }
      if value == Int(Self.endOfDocument) {
        document &+= varint()
        column = 0
      } else {
        column = varint()
      }
      position = 0
    }
    return false
  }

  @inline(__always)
  private mutating func varint() -> Int {
    var value = 0
    var shift = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return value
  }
}
