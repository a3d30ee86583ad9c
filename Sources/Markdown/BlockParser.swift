/// Reads a page line by line into sections and blocks.
///
/// What is open is kept in two places: the containers (quotes and list items, outermost first) and
/// one leaf, the block that takes text. Each line first continues what it can, then opens what it
/// begins, and what is left of it goes to the leaf;
/// [CommonMark](https://spec.commonmark.org/0.31.2/#phase-1-block-structure) describes the method.
/// Every byte is looked at a bounded number of times.
struct BlockParser {
  /// How deep quotes and lists may nest; marks beyond that are text.
  static let maximumDepth = 32

  /// What the page defined so far with `[label]: destination`.
  private(set) var definitions: [String: String] = [:]
  /// Whether the page has headings or code fences: then it was not pasted from a browser.
  private(set) var hasStructure = false
  /// Comments and code fences that are never closed, by the place where they begin.
  private(set) var unclosed: [Unclosed] = []
  private(set) var lineCount = 0

  let bytes: Bytes
  let pasted: PastedLayout?
  var inlines: InlineParser
  var collector = SectionCollector()
  var containers: [Container] = []
  var leaf = Leaf.none
  var raw = RawText()
  var terminators = TerminatorSearch()
  var lineNumber = 0
  /// Where the open block of code begins, its fence included.
  var leafFirstLine = 0
  /// The last line so far that is not blank.
  private var lastTextLine = 0
  /// The last such line before the open paragraph: where the section ends if that becomes a
  /// heading.
  private var lastLineBeforeParagraph = 0

  /// - Parameters:
  ///   - definitions: what `[text][label]` resolves with.
  ///   - pasted: where the headings are on a page that was pasted from a browser.
  init(_ bytes: Bytes, definitions: [String: String], pasted: PastedLayout? = nil) {
    self.bytes = bytes
    self.pasted = pasted
    inlines = InlineParser(
      definitions: definitions, keepsTags: pasted != nil, pageBytes: bytes.count)
  }

  /// Reads the lines from a place on and returns the sections.
  mutating func sections(from frontMatter: FrontMatter) -> [MarkdownSection] {
    var reader = LineReader(
      bytes, from: frontMatter.bodyOffset, linesBefore: frontMatter.lineCount)
    while let line = reader.next() {
      lineNumber = line.number
      if let pasted {
        guard !pasted.hiddenLines.contains(line.number) else { continue }
        if pasted.headingLines.contains(line.number) {
          beginPastedSection(line.text.trimmed)
          continue
        }
      }
      var cursor = LineCursor(line.text)
      let isBlank = cursor.isBlank
      read(&cursor, line)
      if !isBlank { lastTextLine = line.number }
    }
    lineCount = reader.lineCount
    if case .fencedCode = leaf {
      unclosed.append(Unclosed(what: "code fence", line: leafFirstLine))
    }
    close(downTo: 0)
    collector.finish(lastLine: lastTextLine)
    return collector.sections
  }

  // MARK: - One line

  private mutating func read(_ cursor: inout LineCursor, _ line: Line) {
    let matched = matchContainers(&cursor)
    let isWhole = matched == containers.count
    if isWhole, continueLeaf(&cursor, line) { return }
    if cursor.isBlank {
      close(downTo: matched)
      return
    }
    let hasOpened = openContainers(&cursor, matched)
    guard !cursor.isBlank else { return }
    let place = Place(
      depth: hasOpened ? containers.count : matched, isInLeaf: isWhole && !hasOpened,
      canContinueParagraph: !hasOpened)
    if cursor.indent < 4 || pasted != nil {
      if beginLeaf(&cursor, line, place) { return }
    } else if hasOpened || !takesIndentedText {
      close(downTo: place.depth)
      cursor.skip(columns: 4)
      leaf = .indentedCode
      leafFirstLine = lineNumber
      raw.append(cursor, number: lineNumber)
      return
    }
    addText(cursor, place)
  }

  private var takesIndentedText: Bool {
    switch leaf {
    case .paragraph, .table: true
    default: false
    }
  }

  /// Puts text where it belongs: into the open paragraph (even where the line lacks the marks of
  /// the paragraph's containers), the open table, or a new paragraph.
  private mutating func addText(_ cursor: LineCursor, _ place: Place) {
    if case .paragraph = leaf, place.canContinueParagraph {
      raw.append(cursor.content, number: lineNumber)
      return
    }
    if case .table(let columnCount, let number) = leaf, place.isInLeaf {
      addRow(cursor.content, columnCount: columnCount, table: number, isHeader: false)
      return
    }
    close(downTo: place.depth)
    beginParagraph(cursor.content)
  }

  /// Opens a paragraph; the leaf before it is closed.
  mutating func beginParagraph(_ text: Bytes) {
    lastLineBeforeParagraph = lastTextLine
    leaf = .paragraph
    raw.append(text, number: lineNumber)
  }

  // MARK: - Headings

  /// Closes everything and begins a section; inside a list or a quote, a heading is text of that.
  mutating func addHeading(_ text: Bytes, level: Int, matched: Int) {
    hasStructure = true
    close(downTo: matched)
    beginParagraph(text)
    finishHeading(level: level)
  }

  /// Makes the open paragraph a heading.
  mutating func finishHeading(level: Int) {
    hasStructure = true
    guard containers.isEmpty else {
      close(downTo: containers.count)
      return
    }
    var heading = inlines.parse(raw)
    heading.text.replaceLineBreaks()
    collector.begin(
      level: level, heading: heading, line: raw.lines.lowerBound,
      previousLine: lastLineBeforeParagraph)
    raw.removeAll()
    leaf = .none
  }

  private mutating func beginPastedSection(_ text: Bytes) {
    addHeading(text, level: pasted?.titleLine == lineNumber ? 1 : 2, matched: 0)
    lastTextLine = lineNumber
  }

  // MARK: - Found on the way

  /// Remembers a definition; the first one of a label counts.
  mutating func define(_ definition: ReferenceDefinition) {
    if definitions[definition.label] == nil {
      definitions[definition.label] = definition.destination
    }
  }

  /// Remembers that something is never closed; of each kind, the first place is enough to know.
  mutating func noteUnclosed(_ what: String) {
    guard !unclosed.contains(where: { $0.what == what }) else { return }
    unclosed.append(Unclosed(what: what, line: lineNumber))
  }

  /// Remembers a code fence.
  mutating func noteStructure() { hasStructure = true }
}

extension String {
  /// A heading is one line, however it was written.
  fileprivate mutating func replaceLineBreaks() {
    guard utf8.contains(UInt8(ascii: "\n")) else { return }
    self = String(decoding: utf8.map { $0 == UInt8(ascii: "\n") ? 0x20 : $0 }, as: UTF8.self)
  }
}
