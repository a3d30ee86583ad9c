/// A stretch of bytes that stand for themselves in a JSON string: no quote, no backslash, no
/// control character.
struct PlainStringRun {
  /// The offset behind the last byte.
  var end: Int
  /// Whether no byte of it is 0x80 or above.
  var isASCII: Bool
}

extension UnsafeBufferPointer<UInt8> {
  /// The longest run of plain bytes from an offset on.
  /// - Complexity: linear in the length of the run.
  func plainStringRun(from start: Int) -> PlainStringRun {
    var index = start
    var seen: UInt64 = 0
    if let base = UnsafeRawPointer(baseAddress) {
      // `index + 8 <= count` keeps the unchecked loads inside the buffer.
      while index + 8 <= count {
        let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let hits = notPlainBits(ofLittleEndian: word)
        guard hits == 0 else {
          let plain = hits.trailingZeroBitCount / 8
          seen |= word & ((1 << UInt64(8 * plain)) - 1)
          return PlainStringRun(end: index + plain, isASCII: seen & highBits == 0)
        }
        seen |= word
        index += 8
      }
    }
    while index < count {
      let byte = self[index]
      guard byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { break }
      seen |= UInt64(byte)
      index += 1
    }
    return PlainStringRun(end: index, isASCII: seen & highBits == 0)
  }
}

private let ones: UInt64 = 0x0101_0101_0101_0101
private let highBits: UInt64 = 0x8080_8080_8080_8080

/// A word whose lowest set bit is the high bit of the lowest byte that is not plain; zero where all
/// eight are.
///
/// A byte is below `n` where subtracting `n` borrows into its high bit, and equals another where
/// their exclusive or is below 1. A borrow can reach into the next higher byte, so of several hits
/// only the lowest is certain; it is the one wanted.
@inline(__always)
func notPlainBits(ofLittleEndian word: UInt64) -> UInt64 {
  let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
  let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
  let hits =
    (word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
  return hits & highBits
}
