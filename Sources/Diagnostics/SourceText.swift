/// The bytes of a file that a person wrote, with its path: what diagnostics point into.
///
/// Parsers carry byte offsets; a line and a column are computed only to show them.
package struct SourceText: Sendable {
  /// The path as it is to be shown.
  package let path: String
  /// The content as read; not necessarily UTF-8.
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package init(path: String, _ text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// Where a byte offset lies. Offsets beyond the end give the end.
  /// - Complexity: linear in the offset.
  package func position(at utf8Offset: Int) -> SourcePosition {
    let end = min(max(utf8Offset, 0), bytes.count)
    var line = 1
    var lineStart = 0
    for index in 0..<end where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    return SourcePosition(line: line, column: end - lineStart + 1)
  }

  /// A line's text without its line end; bytes that are not UTF-8 show as replacement characters.
  /// `nil` where there is no such line.
  package func text(ofLine line: Int) -> String? {
    guard line >= 1 else { return nil }
    var start = 0
    var current = 1
    while current < line {
      guard let lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      start = lineEnd + 1
      current += 1
    }
    var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// A place in a source text.
package struct SourcePosition: Sendable, Hashable, Comparable {
  /// 1-based.
  package var line: Int
  /// 1-based, in UTF-8 bytes.
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
