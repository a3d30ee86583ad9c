extension BlockParser {
  /// Begins a table where the line is a delimiter row that fits the paragraph's last line.
  mutating func beginTable(_ cursor: LineCursor, _ place: Place) -> Bool {
    guard case .paragraph = leaf, place.isInLeaf,
      let columnCount = TableRow.columnCount(ofDelimiterRow: cursor.content)
    else { return false }
    guard let header = raw.removeLastLine() else { return false }
    let fits = header.text.withUnsafeBufferPointer { TableRow($0).cells.count == columnCount }
    guard fits else {
      header.text.withUnsafeBufferPointer { raw.append($0, number: header.number) }
      return false
    }
    if raw.isEmpty { leaf = .none }
    closeLeaf()
    let table = collector.nextTable()
    leaf = .table(columnCount: columnCount, number: table)
    header.text.withUnsafeBufferPointer {
      addRow($0, columnCount: columnCount, table: table, isHeader: true, line: header.number)
    }
    return true
  }

  /// Adds a row. Missing cells are empty; cells beyond the last column are kept, so no text is
  /// lost.
  mutating func addRow(
    _ text: Bytes, columnCount: Int, table: Int, isHeader: Bool, line: Int? = nil
  ) {
    let line = line ?? lineNumber
    var row = MarkdownBlock(
      kind: .tableRow(cells: [], isHeader: isHeader, table: table), lines: line...line, text: "")
    var cells: [String] = []
    for range in TableRow(text).cells {
      raw.removeAll()
      raw.append(cell: text.part(range), number: line)
      let cell = inlines.parse(raw)
      if !cell.text.isEmpty { row.text += (row.text.isEmpty ? "" : " | ") + cell.text }
      cells.append(cell.text)
      row.links += cell.links
      row.codeSpans += cell.codeSpans
    }
    raw.removeAll()
    while cells.count < columnCount { cells.append("") }
    row.kind = .tableRow(cells: cells, isHeader: isHeader, table: table)
    collector.append(row)
  }
}
