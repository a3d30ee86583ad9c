/// The cells of a line of a GitHub-flavoured table.
struct TableRow {
  /// Each cell's place in the line, outer white space left out; `\|` is still escaped.
  private(set) var cells: [Range<Int>] = []
  /// Whether there is a `|` that separates or frames cells.
  private(set) var hasPipe = false

  /// Cuts a line, without leading white space, at every `|` that is not escaped.
  init(_ text: Bytes) {
    var end = text.count
    while end > 0, text[end - 1].isWhitespace { end -= 1 }
    var start = 0
    if end > 0, text[0] == UInt8(ascii: "|") {
      start = 1
      hasPipe = true
    }
    var index = start
    while index < end {
      if text[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      if text[index] == UInt8(ascii: "|") {
        hasPipe = true
        append(start..<index, of: text)
        start = index + 1
      }
      index += 1
    }
    if start < end { append(start..<end, of: text) }
  }

  private mutating func append(_ range: Range<Int>, of text: Bytes) {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, text[start].isWhitespace { start += 1 }
    while end > start, text[end - 1].isWhitespace { end -= 1 }
    cells.append(start..<end)
  }

  /// The number of columns where a line is the `|---|:-:|` below a table's header; `nil` otherwise.
  static func columnCount(ofDelimiterRow text: Bytes) -> Int? {
    let isPlausible = text.allSatisfy {
      $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ":")
        || $0.isWhitespace
    }
    guard isPlausible else { return nil }
    let row = TableRow(text)
    guard row.hasPipe, row.cells.allSatisfy({ isDelimiter(text.part($0)) }) else { return nil }
    return row.cells.count
  }

  private static func isDelimiter(_ cell: Bytes) -> Bool {
    let start = cell.first == UInt8(ascii: ":") ? 1 : 0
    let end = cell.count > 1 && cell.last == UInt8(ascii: ":") ? cell.count - 1 : cell.count
    return start < end && cell[start..<end].allSatisfy { $0 == UInt8(ascii: "-") }
  }
}
