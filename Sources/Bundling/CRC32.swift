/// The checksum of zip archives (ISO 3309: polynomial 04C11DB7, bits reversed).
enum CRC32 {
  /// Eight tables: the bytes of a word are looked up at once instead of one after the other.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
      tables[byte] = value
    }
    for place in 256..<8 * 256 {
      let value = tables[place - 256]
      tables[place] = value >> 8 ^ tables[Int(value & 0xFF)]
    }
    return tables
  }()

  /// - Complexity: linear.
  static func checksum(of bytes: [UInt8]) -> UInt32 {
    tables.withUnsafeBufferPointer { tables in
      bytes.withUnsafeBytes { bytes in
        var value = UInt32.max
        var index = 0
        while index + 8 <= bytes.count {
          let word = UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
          let mixed = word ^ UInt64(value)
          value = 0
          for place in 0..<8 {
            value ^= tables[(7 - place) * 256 + Int(mixed >> UInt64(8 * place) & 0xFF)]
          }
          index += 8
        }
        while index < bytes.count {
          value = value >> 8 ^ tables[Int((value ^ UInt32(bytes[index])) & 0xFF)]
          index += 1
        }
        return ~value
      }
    }
  }
}
