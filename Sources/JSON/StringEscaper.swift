/// Escapes what RFC 8259 section 7 demands and nothing else: quotes, backslashes and control
/// characters.
enum StringEscaper {
  /// The most bytes that `escape` touches for an input of that length: six for `\u0000`, and what
  /// its last store of a whole word may overrun.
  static func outputCapacity(forInput byteCount: Int) -> Int {
    6 * byteCount + 8
  }

  /// Writes the escaped form of the input, without quotes around it.
  /// - Parameter output: has room for `outputCapacity(forInput:)` bytes.
  /// - Returns: the number of bytes written.
  static func escape(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    precondition(output.count >= outputCapacity(forInput: input.count))
    guard let source = UnsafeRawPointer(input.baseAddress),
      let target = UnsafeMutableRawPointer(output.baseAddress)
    else { return 0 }
    var read = 0
    var written = 0
    // The loads stay inside the input by the condition; the stores inside the output because six
    // bytes of room for each byte read, and eight more, were checked above.
    while read + 8 <= input.count {
      let word = source.loadUnaligned(fromByteOffset: read, as: UInt64.self)
      // What follows the plain bytes is garbage that the next store overwrites.
      target.storeBytes(of: word, toByteOffset: written, as: UInt64.self)
      let hits = notPlainBits(ofLittleEndian: UInt64(littleEndian: word))
      // A branch of its own: the next load need not wait for the count.
      if hits == 0 {
        read += 8
        written += 8
      } else {
        let plain = hits.trailingZeroBitCount / 8
        read += plain
        written += plain
        written += writeEscape(for: input[read], to: target + written)
        read += 1
      }
    }
    while read < input.count {
      let byte = input[read]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        written += writeEscape(for: byte, to: target + written)
      } else {
        target.storeBytes(of: byte, toByteOffset: written, as: UInt8.self)
        written += 1
      }
      read += 1
    }
    return written
  }

  private static func writeEscape(for byte: UInt8, to target: UnsafeMutableRawPointer) -> Int {
    let letter: UInt8
    switch byte {
    case 0x08: letter = UInt8(ascii: "b")
    case 0x09: letter = UInt8(ascii: "t")
    case 0x0A: letter = UInt8(ascii: "n")
    case 0x0C: letter = UInt8(ascii: "f")
    case 0x0D: letter = UInt8(ascii: "r")
    case 0x00..<0x20: return writeHexadecimalEscape(for: byte, to: target)
    default: letter = byte
    }
    target.storeBytes(of: UInt8(ascii: "\\"), as: UInt8.self)
    target.storeBytes(of: letter, toByteOffset: 1, as: UInt8.self)
    return 2
  }

  private static func writeHexadecimalEscape(
    for byte: UInt8, to target: UnsafeMutableRawPointer
  ) -> Int {
    let nibble = byte & 15
    let digit = nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    target.storeBytes(of: UInt8(ascii: "\\"), as: UInt8.self)
    target.storeBytes(of: UInt8(ascii: "u"), toByteOffset: 1, as: UInt8.self)
    target.storeBytes(of: UInt8(ascii: "0"), toByteOffset: 2, as: UInt8.self)
    target.storeBytes(of: UInt8(ascii: "0"), toByteOffset: 3, as: UInt8.self)
    target.storeBytes(of: UInt8(ascii: "0") + byte >> 4, toByteOffset: 4, as: UInt8.self)
    target.storeBytes(of: digit, toByteOffset: 5, as: UInt8.self)
    return 6
  }
}
