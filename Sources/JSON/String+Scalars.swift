extension String {
  /// Whether both strings hold the same Unicode scalars. Swift's `==` also takes canonically
  /// equivalent strings as equal; JSON names and values are compared code point by code point
  /// (RFC 8259 section 8.3).
  package func hasSameScalars(as other: String) -> Bool {
    let left = utf8
    let right = other.utf8
    guard left.count == right.count else { return false }
    let isSame = left.withContiguousStorageIfAvailable { left in
      right.withContiguousStorageIfAvailable { left.hasSameBytes(as: $0) }
    }
    // Only a string bridged from Objective-C has no contiguous storage.
    return (isSame ?? nil) ?? left.elementsEqual(right)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are those of a buffer of the same length.
  fileprivate func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let left = UnsafeRawPointer(baseAddress), let right = UnsafeRawPointer(other.baseAddress)
    else { return true }
    var index = 0
    // `index + 8 <= count` keeps the unchecked loads inside both buffers.
    while index + 8 <= count {
      guard
        left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      else { return false }
      index += 8
    }
    while index < count {
      guard self[index] == other[index] else { return false }
      index += 1
    }
    return true
  }
}
