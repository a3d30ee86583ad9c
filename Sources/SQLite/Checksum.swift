/// A checksum against damage by accident, some bytes in a nanosecond. It is no protection against somebody who
/// wants to deceive.
package enum Checksum {
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// - Parameter seed: what else is to make a difference, such as the place of the bytes.
  package static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    // Four sums that do not wait for one another.
    var (a, b, c, d) = (seed &+ 1, seed &+ 2, seed &+ 3, seed &+ 4)
    var index = 0
    while index + 32 <= bytes.count {
      a = mix(a, bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      b = mix(b, bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
      c = mix(c, bytes.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self))
      d = mix(d, bytes.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self))
      index += 32
    }
    var sum = mix(mix(mix(mix(UInt64(bytes.count), a), b), c), d)
    while index < bytes.count {
      sum = mix(sum, UInt64(bytes[index]))
      index += 1
    }
    return sum
  }

  @inline(__always)
  private static func mix(_ sum: UInt64, _ value: UInt64) -> UInt64 {
    let mixed = (sum ^ value) &* factor
    return mixed ^ (mixed >> 29)
  }
}
