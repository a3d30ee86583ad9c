extension BlockParser {
  /// Eats the marks of the open containers that the line continues.
  /// - Returns: how many of them it continues.
  mutating func matchContainers(_ cursor: inout LineCursor) -> Int {
    for index in containers.indices {
      switch containers[index] {
      case .quote:
        guard cursor.indent < 4, cursor.firstByte == UInt8(ascii: ">") else { return index }
        skipQuoteMark(&cursor)
      case .item(var item):
        if cursor.isBlank {
          guard !item.isBare else { return index }
        } else {
          guard cursor.indent >= item.contentIndent else { return index }
          cursor.skip(columns: item.contentIndent)
          if item.isBare {
            item.isBare = false
            containers[index] = .item(item)
          }
        }
      }
    }
    return containers.count
  }

  /// Opens the quotes and list items that the rest of the line begins.
  /// - Returns: whether there was any; then the leaf and the containers not matched are closed.
  mutating func openContainers(_ cursor: inout LineCursor, _ matched: Int) -> Bool {
    var depth = matched
    var hasOpened = false
    while depth < Self.maximumDepth, cursor.indent < 4 || pasted != nil {
      let byte = cursor.firstByte
      if byte == UInt8(ascii: ">") {
        close(downTo: depth)
        skipQuoteMark(&cursor)
        containers.append(.quote(block: nil))
      } else if byte.canBeginListItem, let marker = ListMarker(cursor.content),
        !cursor.content.isThematicBreak,
        hasOpened || canBeginItem(marker, cursor, matched: matched)
      {
        openItem(marker, &cursor, depth: depth)
      } else {
        break
      }
      depth += 1
      hasOpened = true
    }
    return hasOpened
  }

  /// Closes the leaf, and the containers deeper than that.
  mutating func close(downTo depth: Int) {
    closeLeaf()
    containers.removeLast(containers.count - depth)
  }

  private mutating func skipQuoteMark(_ cursor: inout LineCursor) {
    cursor.skipIndent(andBytes: 1, columns: 1)
    cursor.skip(columns: 1)
  }

  /// Inside a paragraph, only an item with text begins a list, and only number 1: a line of prose
  /// that happens to begin with "1984." is none. Lists in pasted pages are taken as they come.
  private func canBeginItem(_ marker: ListMarker, _ cursor: LineCursor, matched: Int) -> Bool {
    guard case .paragraph = leaf, matched == containers.count, pasted == nil else { return true }
    guard marker.number == nil || marker.number == 1 else { return false }
    return cursor.content[marker.byteCount...].contains { !$0.isWhitespace }
  }

  private mutating func openItem(_ marker: ListMarker, _ cursor: inout LineCursor, depth: Int) {
    let sibling = depth < containers.count ? containers[depth].item : nil
    close(downTo: depth)
    let markerIndent = cursor.indent
    cursor.skipIndent(andBytes: marker.byteCount, columns: marker.columnCount)
    // Five columns of white space are one, and indented code after it.
    let gap = cursor.isBlank || cursor.indent > 4 ? 1 : cursor.indent
    let continued = sibling.flatMap { $0.marker == marker.kind ? $0 : nil }
    let parent = containers.last { $0.item != nil }?.item
    let number = marker.number.map { number in continued?.number.map { $0 + 1 } ?? number }
    let list = continued?.list ?? parent?.list ?? collector.nextList()
    let itemDepth = parent.map { $0.depth + 1 } ?? 0
    let block = collector.append(
      MarkdownBlock(
        kind: .listItem(depth: itemDepth, number: number, list: list),
        lines: lineNumber...lineNumber, text: ""))
    containers.append(
      .item(
        ListItem(
          marker: marker.kind, number: number, depth: itemDepth, list: list, block: block,
          contentIndent: markerIndent + marker.columnCount + gap, isBare: cursor.isBlank)))
    cursor.skip(columns: gap)
  }

  /// The block that text of the innermost container goes to; `nil` outside of containers. Quotes
  /// directly inside a quote share its block.
  mutating func textOwner() -> Int? {
    guard let last = containers.last else { return nil }
    if case .item(let item) = last { return item.block }
    var outermost = containers.count - 1
    while outermost > 0, case .quote = containers[outermost - 1] { outermost -= 1 }
    if case .quote(let block?) = containers[outermost] { return block }
    let block = collector.append(
      MarkdownBlock(kind: .quote, lines: raw.lines, text: ""))
    containers[outermost] = .quote(block: block)
    return block
  }
}

extension BlockParser.Container {
  /// The list item, or `nil` for a quote.
  fileprivate var item: BlockParser.ListItem? {
    if case .item(let item) = self { item } else { nil }
  }
}

extension UInt8 {
  /// Whether a list marker can begin with the byte: a quick look before the exact one.
  fileprivate var canBeginListItem: Bool {
    switch self {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), 0xE2: true
    default: isASCIIDigit
    }
  }
}
