/// Where front matter lies in a file: between a first line `---` and the next line `---` or `...`.
struct FrontMatterSpan: Equatable {
  /// What a search found.
  enum Search: Equatable {
    case found(FrontMatterSpan)
    /// The file does not begin with a line `---`.
    case absent
    /// The second mark is missing, or not among the bytes that were read.
    case unclosed
  }

  /// The lines between the marks, in bytes.
  var yaml: Range<Int>
  /// Where the text behind the second mark begins.
  var bodyOffset: Int

  /// Looks at the beginning of a file.
  /// - Parameter isWhole: whether the bytes are the whole file, so that a mark may end with them.
  /// - Complexity: linear in the front matter.
  static func search(_ bytes: [UInt8], isWhole: Bool) -> Search {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lineStart = start
    var contentStart: Int?
    while lineStart < bytes.count {
      let lineEnd = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n"))
      guard lineEnd != nil || isWhole else { return .unclosed }
      let line = bytes[lineStart..<(lineEnd ?? bytes.count)]
      let next = lineEnd.map { $0 + 1 } ?? bytes.count
      if let contentStart {
        if isMark(line, UInt8(ascii: "-")) || isMark(line, UInt8(ascii: ".")) {
          return .found(FrontMatterSpan(yaml: contentStart..<lineStart, bodyOffset: next))
        }
      } else {
        guard isMark(line, UInt8(ascii: "-")) else { return .absent }
        contentStart = next
      }
      lineStart = next
    }
    return contentStart == nil && isWhole ? .absent : .unclosed
  }

  /// Whether a line is three of the byte and nothing else but white space behind them.
  private static func isMark(_ line: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    line.count >= 3 && line.prefix(3).allSatisfy { $0 == byte }
      && line.dropFirst(3).allSatisfy(\.isWhitespace)
  }
}
