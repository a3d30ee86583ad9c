/// Reads a zip archive by its directory at the end, for tests: written without a look at the writer, and slow.
struct ZipReader {
  struct Entry: Equatable {
    var path: String
    var content: [UInt8]
    var mode: Int
    var time: Int
    var date: Int
  }

  struct Malformed: Error {
    var reason: String
  }

  private let bytes: [UInt8]
  private(set) var entries: [Entry] = []

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    let end = bytes.count - 22
    guard end >= 0, try number(at: end, 4) == 0x0605_4B50 else { throw Malformed(reason: "no end") }
    let count = try number(at: end + 10, 2)
    let size = try number(at: end + 12, 4)
    let start = try number(at: end + 16, 4)
    guard start + size == end, try number(at: end + 8, 2) == count else {
      throw Malformed(reason: "the directory is not where the end says")
    }
    var place = start
    var expectedOffset = 0
    for _ in 0..<count {
      let nameLength = try number(at: place + 28, 2)
      guard try number(at: place, 4) == 0x0201_4B50, try number(at: place + 5, 1) == 3,
        try number(at: place + 8, 2) == 0x800, try number(at: place + 10, 2) == 0,
        try number(at: place + 42, 4) == expectedOffset
      else { throw Malformed(reason: "a wrong entry of the directory") }
      let path = try text(at: place + 46, nameLength)
      let size = try number(at: place + 20, 4)
      let local = expectedOffset
      // From the version needed to the length of extra fields both headers are the same.
      guard try number(at: local, 4) == 0x0403_4B50, size == (try number(at: place + 24, 4)),
        Array(bytes[local + 4..<local + 30]) == Array(bytes[place + 6..<place + 32]),
        try text(at: local + 30, nameLength) == path
      else { throw Malformed(reason: "\(path): the headers differ") }
      let content = Array(bytes[local + 30 + nameLength..<local + 30 + nameLength + size])
      guard Self.checksum(content) == (try number(at: place + 16, 4)) else {
        throw Malformed(reason: "\(path): a wrong checksum")
      }
      entries.append(
        Entry(
          path: path, content: content, mode: try number(at: place + 38, 4) >> 16,
          time: try number(at: place + 12, 2), date: try number(at: place + 14, 2)))
      expectedOffset = local + 30 + nameLength + size
      place += 46 + nameLength
    }
    guard place == end, expectedOffset == start else { throw Malformed(reason: "bytes left over") }
  }

  private func number(at offset: Int, _ count: Int) throws -> Int {
    guard offset >= 0, offset + count <= bytes.count else { throw Malformed(reason: "cut off") }
    return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private func text(at offset: Int, _ count: Int) throws -> String {
    guard offset + count <= bytes.count,
      let text = String(validating: bytes[offset..<offset + count], as: UTF8.self)
    else { throw Malformed(reason: "a name that is not UTF-8") }
    return text
  }

  /// Table by table entry, byte by byte.
  static func checksum(_ bytes: [UInt8]) -> Int {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value = steps[Int(UInt8(truncatingIfNeeded: value) ^ byte)] ^ value >> 8
    }
    return Int(~value)
  }

  private static let steps: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
    }
  }
}
