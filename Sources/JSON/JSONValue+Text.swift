extension JSONValue {
  /// The value as JSON bytes on one line.
  package var encoded: [UInt8] {
    var writer = JSONWriter(reservingCapacity: estimatedByteCount)
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

  /// About as many bytes as the value takes on one line. A writer that has the room from the start
  /// does not move what it has written.
  private var estimatedByteCount: Int {
    switch self {
    case .null, .bool: 5
    case .number(let number): number.text.utf8.count
    // Escapes take more; in prose, an eighth more is plenty.
    case .string(let string): string.utf8.count + string.utf8.count / 8 + 2
    case .array(let elements): elements.reduce(2) { $0 + $1.estimatedByteCount + 1 }
    case .object(let object):
      object.members.reduce(2) { $0 + $1.key.utf8.count + 4 + $1.value.estimatedByteCount }
    }
  }
}
