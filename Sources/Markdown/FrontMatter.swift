import Diagnostics
import YAML

/// The mapping between `---` lines at the top of a page, and where the page goes on.
struct FrontMatter {
  /// `nil` where there is none or it is broken.
  private(set) var node: YAMLNode?
  private(set) var diagnostics: [Diagnostic] = []
  /// Where the page's text begins, in bytes.
  private(set) var bodyOffset: Int
  /// The number of lines before the page's text.
  private(set) var lineCount = 0

  /// Looks at the top of a page.
  ///
  /// An opening line without a closing one is a thematic break, and so is one where what stands
  /// between the two is plain text instead of a mapping.
  init(of source: SourceText, bytes: Bytes) {
    // A byte order mark is no part of the text.
    let start = bytes.has("\u{FEFF}", at: 0) ? 3 : 0
    bodyOffset = start
    var reader = LineReader(bytes, from: start)
    guard let first = reader.next(), Self.isMark(first.text, UInt8(ascii: "-")) else { return }
    let contentStart = reader.utf8Offset
    while let line = reader.next() {
      guard
        Self.isMark(line.text, UInt8(ascii: "-")) || Self.isMark(line.text, UInt8(ascii: "."))
      else { continue }
      let outcome = YAMLParser.parse(source, bytes: contentStart..<line.utf8Offset)
      diagnostics = outcome.diagnostics
      let content = outcome.documents.first
      if let content, content.entries != nil {
        node = content
      } else if let content, !content.isNull, diagnostics.isEmpty {
        return
      }
      bodyOffset = min(reader.utf8Offset, bytes.count)
      lineCount = reader.lineCount
      return
    }
  }

  /// Whether a line is three of the byte and nothing else but white space behind them.
  private static func isMark(_ line: Bytes, _ byte: UInt8) -> Bool {
    guard line.count >= 3, line[0] == byte, line[1] == byte, line[2] == byte else { return false }
    return line[3...].allSatisfy(\.isSpaceOrTab)
  }
}
