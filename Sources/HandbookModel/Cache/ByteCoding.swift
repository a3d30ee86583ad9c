/// Writes values one after the other as bytes: numbers with 8, the low ones first, texts and lists after
/// their length.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ flag: Bool) {
    write(flag ? 1 : 0)
  }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write<Element>(_ list: [Element], _ body: (inout ByteWriter, Element) -> Void) {
    write(list.count)
    for element in list { body(&self, element) }
  }

  mutating func write<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
    write(value == nil ? 0 : 1)
    if let value { body(&self, value) }
  }
}

/// The bytes are not what a `ByteWriter` wrote.
struct ByteCodingError: Error {}

/// Reads what a `ByteWriter` wrote. Whatever the bytes are, it reads nothing beyond them and takes no more memory
/// than they justify.
struct ByteReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { index == bytes.count }

  mutating func number() throws(ByteCodingError) -> Int {
    guard bytes.count - index >= 8 else { throw ByteCodingError() }
    defer { index += 8 }
    return bytes.withUnsafeBytes {
      Int(Int64(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: Int64.self)))
    }
  }

  mutating func flag() throws(ByteCodingError) -> Bool {
    try number() != 0
  }

  /// A number of things of which each takes bytes, or of bytes.
  mutating func count() throws(ByteCodingError) -> Int {
    let count = try number()
    guard count >= 0, count <= bytes.count - index else { throw ByteCodingError() }
    return count
  }

  mutating func text() throws(ByteCodingError) -> String {
    let count = try count()
    defer { index += count }
    return bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[index..<index + count]), as: UTF8.self)
    }
  }

  mutating func list<Element>(
    _ body: (inout ByteReader) throws(ByteCodingError) -> Element
  ) throws(ByteCodingError) -> [Element] {
    let count = try count()
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(try body(&self)) }
    return list
  }

  mutating func optional<Value>(
    _ body: (inout ByteReader) throws(ByteCodingError) -> Value
  ) throws(ByteCodingError) -> Value? {
    try flag() ? try body(&self) : nil
  }
}
