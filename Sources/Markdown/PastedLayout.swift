/// Where the headings are on a page that was pasted from a browser, and what of it is the site's
/// furniture.
///
/// A heading of such a page is a bare short line between empty lines. That is not sure, so the page
/// is looked at as a whole: labelled fields (`Effort: Low`) look the same, and so do lists of
/// names.
struct PastedLayout {
  /// The numbers of the lines that are headings.
  private(set) var headingLines: Set<Int> = []
  /// The heading that the page begins with; `nil` where it begins otherwise.
  private(set) var titleLine: Int?
  /// The numbers of the lines that are left out.
  private(set) var hiddenLines: Set<Int> = []

  /// How many bare headings make a page without `•` a pasted one.
  private static let minimumHeadings = 3
  /// This many heading-like lines in a row are a list of short lines.
  private static let minimumRun = 4

  /// The lines between two empty lines.
  private struct Paragraph {
    var lines: [Line]
    var isHeading = false
    /// Where it is one line of the form `label: value`.
    var label: String?

    /// Its text without white space around it, where it is just one line.
    var onlyText: Bytes? { lines.count == 1 ? lines.first?.text.trimmed : nil }
  }

  private var paragraphs: [Paragraph] = []
  private var hasBullets = false
  private var hasLinkMarks = false

  /// Looks at a page without headings and code fences; `nil` where it does not look pasted.
  init?(_ bytes: Bytes, from frontMatter: FrontMatter) {
    readParagraphs(bytes, from: frontMatter)
    hideFurniture()
    findHeadings()
    let headings = paragraphs.filter(\.isHeading)
    guard hasBullets || (headings.count >= Self.minimumHeadings && !hasLinkMarks) else {
      return nil
    }
    headingLines = Set(headings.flatMap(\.lines).map(\.number))
    if let first = paragraphs.first, first.isHeading { titleLine = first.lines.first?.number }
    // What was needed to find the headings is not needed to read the page.
    paragraphs = []
  }

  // MARK: - Paragraphs

  private mutating func readParagraphs(_ bytes: Bytes, from frontMatter: FrontMatter) {
    var reader = LineReader(
      bytes, from: frontMatter.bodyOffset, linesBefore: frontMatter.lineCount)
    var isInParagraph = false
    while let line = reader.next() {
      let text = line.text.trimmed
      guard !text.isEmpty else {
        isInParagraph = false
        continue
      }
      if text.has("•", at: 0) { hasBullets = true }
      if text.firstIndex(of: "](", from: 0) != nil { hasLinkMarks = true }
      if isInParagraph {
        paragraphs[paragraphs.count - 1].lines.append(line)
        hideCardTop(paragraphs[paragraphs.count - 1].lines)
      } else {
        paragraphs.append(Paragraph(lines: [line]))
        isInParagraph = true
      }
    }
  }

  /// A card that links to a team comes out as its name, the text of its picture, and the name
  /// again, with which a sentence goes on: only the last of the three is kept.
  private mutating func hideCardTop(_ lines: [Line]) {
    guard lines.count >= 3 else { return }
    let card = lines.suffix(3)
    guard let name = card.first, let picture = card.dropFirst().first, let repeated = card.last,
      picture.text.trimmed.ends(with: " mini crest"),
      name.text.trimmed.elementsEqual(repeated.text.trimmed)
    else { return }
    hiddenLines.insert(name.number)
    hiddenLines.insert(picture.number)
  }

  /// What the site shows below each page: matched at the end of the page only, in any order.
  private static let furniture: [StaticString] = [
    "community questions",
    "was this page useful?",
    "questions about this page? or post a community question.",
    "questions about this page?",
    "or post a community question.",
  ]

  private mutating func hideFurniture() {
    while let last = paragraphs.last?.lines.last,
      Self.furniture.contains(where: { last.text.trimmed.isSame(as: $0) })
    {
      hiddenLines.insert(last.number)
      paragraphs[paragraphs.count - 1].lines.removeLast()
      if paragraphs[paragraphs.count - 1].lines.isEmpty { paragraphs.removeLast() }
    }
  }

  // MARK: - Headings

  private mutating func findHeadings() {
    var labelCounts: [String: Int] = [:]
    for index in paragraphs.indices {
      guard let text = paragraphs[index].onlyText else { continue }
      paragraphs[index].isHeading = text.looksLikeHeading
      paragraphs[index].label = FieldLabel.label(ofLine: text)
      if let label = paragraphs[index].label { labelCounts[label, default: 0] += 1 }
    }
    demoteFields(labelCounts)
    demoteLists()
    // A heading is the heading of something.
    if !paragraphs.isEmpty { paragraphs[paragraphs.count - 1].isHeading = false }
  }

  /// `MCP: Expose your APIs` is a heading and `Effort: Low` is not. A label used more than once on
  /// the page is a field's, and so is one directly above another line of the same kind.
  private mutating func demoteFields(_ labelCounts: [String: Int]) {
    for index in paragraphs.indices {
      guard let label = paragraphs[index].label else { continue }
      let next = index + 1 < paragraphs.count ? paragraphs[index + 1].label : nil
      let isAboveField = next.map { labelCounts[$0] == 1 } ?? false
      if labelCounts[label] != 1 || isAboveField { paragraphs[index].isHeading = false }
    }
  }

  /// In a long run of heading-like lines the first is the heading, the last belongs to what
  /// follows, and those between are text: a menu, a list of names.
  private mutating func demoteLists() {
    var index = 0
    while index < paragraphs.count {
      let run = paragraphs[index...].prefix(while: \.isHeading).count
      if run >= Self.minimumRun {
        for position in index + 1..<index + run - 1 { paragraphs[position].isHeading = false }
      }
      index += max(run, 1)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  private static var maximumHeadingLength: Int { 80 }

  /// Whether a line, without white space around it, could be a heading that lost its marks: short,
  /// beginning like a title and not ending like a sentence.
  fileprivate var looksLikeHeading: Bool {
    guard let first, let last, scalarCount <= Self.maximumHeadingLength, ListMarker(self) == nil
    else { return false }
    switch last {
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: ";"),
      UInt8(ascii: "!"):
      return false
    default: break
    }
    if first < 0x80 {
      return first.isASCIIUppercase || first.isASCIIDigit || first == UInt8(ascii: "\"")
        || first == UInt8(ascii: "'")
    }
    // Scripts without case count as upper case.
    guard let scalar = part(0..<Swift.min(count, 4)).string.unicodeScalars.first else {
      return false
    }
    return scalar == "“" || scalar == "‘" || scalar == "«" || scalar == "„"
      || (scalar.properties.isAlphabetic && !scalar.properties.isLowercase)
  }

  /// Whether the text is this one, given in lower case.
  fileprivate func isSame(as text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && firstIndex(of: text, from: 0) == 0
  }
}
