/// Bytes put in place of others.
struct TextEdit: Equatable {
  var range: Range<Int>
  var replacement: [UInt8]

  init(_ range: Range<Int>, _ replacement: String) {
    self.range = range
    self.replacement = Array(replacement.utf8)
  }

  /// Puts a text in between.
  static func insertion(_ text: String, at offset: Int) -> TextEdit {
    TextEdit(offset..<offset, text)
  }

  /// Takes bytes away.
  static func removal(_ range: Range<Int>) -> TextEdit {
    TextEdit(range, "")
  }
}

extension [UInt8] {
  /// The bytes with all edits made. They must not overlap; those at the same place are made in their order.
  func applying(_ edits: [TextEdit]) -> [UInt8] {
    // The sort is stable.
    let ordered = edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var result: [UInt8] = []
    var position = 0
    for edit in ordered {
      result += self[position..<edit.range.lowerBound]
      result += edit.replacement
      position = edit.range.upperBound
    }
    return result + self[position...]
  }

  /// Where the line of an offset begins.
  func lineStart(of offset: Int) -> Int {
    self[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }

  /// Where the line of an offset ends, its line end not counted.
  func lineEnd(of offset: Int) -> Int {
    let end = self[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? count
    return end > offset && end < count && self[end - 1] == UInt8(ascii: "\r") ? end - 1 : end
  }

  /// Where the next line begins; the end of the text where there is none.
  func nextLine(after offset: Int) -> Int {
    self[offset...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? count
  }

  /// The blanks that the line of an offset begins with.
  func indentation(at offset: Int) -> String {
    let line = self[lineStart(of: offset)...]
    return String(decoding: line.prefix(while: \.isBlank), as: UTF8.self)
  }

  /// Whether nothing but blanks stands between two offsets.
  func isBlank(_ range: Range<Int>) -> Bool {
    self[range].allSatisfy(\.isBlank)
  }

  /// Whether an offset is the first of its line that holds no blank.
  func isFirstOnLine(_ offset: Int) -> Bool {
    // Not from the line's start: files of one long line would be read over and over.
    let last = self[..<offset].last { !$0.isBlank }
    return last == nil || last == UInt8(ascii: "\n")
  }

  /// The line end that the text uses: that of its first line.
  var lineEnding: String {
    guard let end = firstIndex(of: UInt8(ascii: "\n")), end > 0 else { return "\n" }
    return self[end - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }
}

extension UInt8 {
  /// A space or a tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }
}
