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
    let isWritten: Void? = string.utf8.withContiguousStorageIfAvailable { write(string: $0) }
    if isWritten == nil {
      // A string bridged from Objective-C.
      Array(string.utf8).withUnsafeBufferPointer { write(string: $0) }
    }
  }

  /// Appends UTF-8 bytes as a JSON string.
  package mutating func write(string utf8: UnsafeBufferPointer<UInt8>) {
    // Through a piece of the stack: appending byte by byte checks for room each time, and to append
    // the stretches between the escapes one by one costs a call for each.
    let quote = UInt8(ascii: "\"")
    withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: StringEscaper.outputCapacity(forInput: Self.pieceBytes) + 2
    ) { piece in
      var start = 0
      var filled = 1
      piece[0] = quote
      while true {
        let end = min(start + Self.pieceBytes, utf8.count)
        filled += StringEscaper.escape(
          UnsafeBufferPointer(rebasing: utf8[start..<end]),
          into: UnsafeMutableBufferPointer(rebasing: piece[filled...]))
        start = end
        if end == utf8.count { break }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[..<filled]))
        filled = 0
      }
      piece[filled] = quote
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[...filled]))
    }
  }

  // The most that can come out, six times as much, fits the kilobyte that is taken from the stack;
  // beyond it, temporary memory comes from the heap.
  private static let pieceBytes = 160

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
}
