/// The little of a 64-bit little-endian ELF file that tells which shared libraries it needs (System V ABI, chapters 4
/// and 5).
struct ELFFile {
  private struct Segment {
    var kind: UInt32
    var offset: Int
    var address: UInt64
    var byteCount: Int
  }

  private let bytes: [UInt8]
  private var segments: [Segment] = []

  private static let loadable: UInt32 = 1
  private static let dynamic: UInt32 = 2
  private static let neededTag: UInt64 = 1
  private static let stringTableTag: UInt64 = 5

  /// `nil` for any other file.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else { return nil }
    self.bytes = bytes
    guard let table: UInt64 = number(at: 32), let size: UInt16 = number(at: 54),
      let count: UInt16 = number(at: 56), let start = Int(exactly: table)
    else { return nil }
    for index in 0..<Int(count) {
      let (place, overflow) = start.addingReportingOverflow(index * Int(size))
      guard !overflow, let kind: UInt32 = number(at: place),
        let offset: UInt64 = number(at: place + 8), let address: UInt64 = number(at: place + 16),
        let length: UInt64 = number(at: place + 32), let offset = Int(exactly: offset),
        let length = Int(exactly: length), offset <= bytes.count
      else { return nil }
      segments.append(
        Segment(
          kind: kind, offset: offset, address: address,
          byteCount: min(length, bytes.count - offset)))
    }
  }

  /// File names, in the order of the file.
  var neededLibraries: [String] {
    guard let dynamic = segments.first(where: { $0.kind == Self.dynamic }) else { return [] }
    var nameOffsets: [UInt64] = []
    var stringTable: UInt64?
    for entry in stride(from: dynamic.offset, to: dynamic.offset + dynamic.byteCount, by: 16) {
      guard let tag: UInt64 = number(at: entry), let value: UInt64 = number(at: entry + 8)
      else { break }
      if tag == Self.neededTag { nameOffsets.append(value) }
      if tag == Self.stringTableTag { stringTable = value }
    }
    guard let stringTable, let start = fileOffset(of: stringTable) else { return [] }
    return nameOffsets.compactMap { offset in
      guard offset < UInt64(bytes.count) else { return nil }
      let name = bytes.dropFirst(start + Int(offset)).prefix { $0 != 0 }
      return String(validating: name, as: UTF8.self)
    }
  }

  private func fileOffset(of address: UInt64) -> Int? {
    for segment in segments where segment.kind == Self.loadable && address >= segment.address {
      let distance = address - segment.address
      if distance < UInt64(segment.byteCount) { return segment.offset + Int(distance) }
    }
    return nil
  }

  private func number<Number: FixedWidthInteger>(at offset: Int) -> Number? {
    guard offset >= 0, offset <= bytes.count - MemoryLayout<Number>.size else { return nil }
    return bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
  }
}
