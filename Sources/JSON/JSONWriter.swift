/// Writes JSON values as bytes, deterministically: members in their order, numbers as their text,
/// no white space unless asked for, and only what RFC 8259 section 7 demands escaped.
package struct JSONWriter {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []

  package init(reservingCapacity capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  /// Appends a value on one line.
  package mutating func write(_ value: JSONValue) {
    switch value {
    case .null: write(raw: "null")
    case .bool(let value): write(raw: value ? "true" : "false")
    case .number(let value): write(verbatim: value.text)
    case .string(let value): write(value)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(element)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      write(object)
    }
  }

  /// Appends an object on one line.
  package mutating func write(_ object: JSONObject) {
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in object.members.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(member.key)
      bytes.append(UInt8(ascii: ":"))
      write(member.value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Appends a string with its quotes and escapes.
  package mutating func write(_ string: String) {
    var string = string
    string.withUTF8 { write(string: $0) }
  }

  /// Appends UTF-8 bytes as a JSON string.
  package mutating func write(string utf8: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    for index in 0..<utf8.count {
      let byte = utf8[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
        continue
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
      start = index + 1
      bytes.append(UInt8(ascii: "\\"))
      switch byte {
      case 0x08: bytes.append(UInt8(ascii: "b"))
      case 0x09: bytes.append(UInt8(ascii: "t"))
      case 0x0A: bytes.append(UInt8(ascii: "n"))
      case 0x0C: bytes.append(UInt8(ascii: "f"))
      case 0x0D: bytes.append(UInt8(ascii: "r"))
      case 0x00..<0x20:
        write(raw: "u00")
        bytes.append(Self.hexDigit(byte >> 4))
        bytes.append(Self.hexDigit(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends text that is JSON already.
  package mutating func write(raw text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends text that is JSON already.
  package mutating func write(verbatim text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends bytes that are JSON already.
  package mutating func write(verbatim json: [UInt8]) {
    bytes.append(contentsOf: json)
  }

  /// Appends a value over several lines, two spaces a level, for people to read.
  package mutating func writeIndented(_ value: JSONValue, level: Int = 0) {
    switch value {
    case .array(let elements) where !elements.isEmpty:
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        startLine(level: level + 1, after: index > 0)
        writeIndented(element, level: level + 1)
      }
      startLine(level: level, after: false)
      bytes.append(UInt8(ascii: "]"))
    case .object(let object) where !object.isEmpty:
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        startLine(level: level + 1, after: index > 0)
        write(member.key)
        write(raw: ": ")
        writeIndented(member.value, level: level + 1)
      }
      startLine(level: level, after: false)
      bytes.append(UInt8(ascii: "}"))
    default:
      write(value)
    }
  }

  private mutating func startLine(level: Int, after comma: Bool) {
    if comma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
  }

  private static func hexDigit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
  }
}

extension JSONValue {
  /// The value as JSON bytes on one line.
  package var encoded: [UInt8] {
    var writer = JSONWriter()
    writer.write(self)
    return writer.bytes
  }

  /// The value as JSON text on one line.
  package var text: String {
    String(decoding: encoded, as: UTF8.self)
  }

  /// The value as JSON text over several lines.
  package var indentedText: String {
    var writer = JSONWriter()
    writer.writeIndented(self)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
