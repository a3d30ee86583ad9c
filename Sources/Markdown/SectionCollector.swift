/// Gathers the blocks of a page into sections while the page is read.
struct SectionCollector {
  /// The sections that are complete. Heading paths and anchors are given to them later.
  private(set) var sections: [MarkdownSection] = []
  /// The blocks of the section being read.
  private(set) var blocks: [MarkdownBlock] = []

  /// The line of the first heading that found no room for a section of its own.
  private(set) var firstLineBeyondLimit: Int?

  private var level = 0
  private var heading = InlineText()
  private var firstLine: Int?
  private var listCount = 0
  private var tableCount = 0

  /// Ends the section being read and begins the next one; where there are too many, the heading is a paragraph.
  /// - Parameters:
  ///   - line: the line of the heading.
  ///   - previousLine: the last line with text before it.
  mutating func begin(level: Int, heading: InlineText, line: Int, previousLine: Int) {
    let isReading = firstLine != nil || !blocks.isEmpty
    guard sections.count + (isReading ? 1 : 0) < MarkdownLimits.maximumSectionCount else {
      firstLineBeyondLimit = firstLineBeyondLimit ?? line
      append(
        MarkdownBlock(
          kind: .paragraph, lines: line...line, text: heading.text, links: heading.links,
          codeSpans: heading.codeSpans))
      return
    }
    finish(lastLine: previousLine)
    self.level = level
    self.heading = heading
    firstLine = line
  }

  /// Ends the section being read. Text before the first heading is a section only where there is
  /// any.
  mutating func finish(lastLine: Int) {
    defer {
      blocks = []
      listCount = 0
      tableCount = 0
    }
    guard let first = firstLine ?? blocks.first?.lines.lowerBound else { return }
    sections.append(
      MarkdownSection(
        level: level, heading: heading.text, headingPath: [], anchor: "",
        headingLinks: heading.links, lines: first...max(first, lastLine), blocks: blocks))
  }

  /// Adds a block.
  /// - Returns: its index, under which `extend` finds it.
  @discardableResult
  mutating func append(_ block: MarkdownBlock) -> Int {
    blocks.append(block)
    return blocks.count - 1
  }

  /// Adds a paragraph to a block: the continuation of a list item or a quote.
  mutating func extend(_ block: Int, with inline: InlineText, lines: ClosedRange<Int>) {
    if blocks[block].text.isEmpty {
      blocks[block].text = inline.text
    } else {
      blocks[block].text += "\n" + inline.text
    }
    blocks[block].links += inline.links
    blocks[block].codeSpans += inline.codeSpans
    blocks[block].fields += inline.fields
    let first = blocks[block].lines.lowerBound
    blocks[block].lines = first...max(blocks[block].lines.upperBound, lines.upperBound)
  }

  /// The number of the next outermost list of the section, from 0.
  mutating func nextList() -> Int {
    defer { listCount += 1 }
    return listCount
  }

  /// The number of the next table of the section, from 0.
  mutating func nextTable() -> Int {
    defer { tableCount += 1 }
    return tableCount
  }
}
