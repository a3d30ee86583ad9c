import JSON
import Markdown

/// A place on a page that a selector found: what fields are taken from.
struct Candidate {
  var page: Page
  var section: MarkdownSection
  /// 1-based.
  var lines: ClosedRange<Int>
  /// The blocks that belong to it: a section's, an item with those nested in it, or the one around a value.
  var blocks: [MarkdownBlock]
  /// The cells of a row of a table, labelled with the heads of their columns.
  var cells: [MarkdownField]?
  /// The value itself, where the selector is about values: of a label, a code span, a link, a word.
  var value: String?
  /// The label of that value.
  var label: String?
  /// Where the link leads that the selector has found, as written.
  var foundDestination: String?
  /// The number of a numbered item.
  var number: Int?
  /// The last sentence before the list that an item is in.
  var lead: String?
  /// The fields of the fact that the value comes from.
  var origin: [String: JSONValue] = [:]

  /// A section as a whole.
  init(_ section: MarkdownSection, of page: Page) {
    self.init(section.blocks, in: section, of: page)
    lines = section.lines
  }

  /// Some blocks of a section; at least one, or the section's lines stand for them.
  init(_ blocks: [MarkdownBlock], in section: MarkdownSection, of page: Page) {
    self.page = page
    self.section = section
    self.blocks = blocks
    let first = blocks.first?.lines.lowerBound ?? section.lines.lowerBound
    let last = blocks.last?.lines.upperBound ?? section.lines.upperBound
    lines = first...max(first, last)
  }
}

extension Candidate {
  /// The first of the labelled facts in it that is meant.
  func field(where isMeant: (MarkdownField) -> Bool) -> MarkdownField? {
    guard let cells else { return blocks.lazy.flatMap(\.fields).first(where: isMeant) }
    return cells.first(where: isMeant)
  }

  /// Where the link that was found leads, or the first one in the blocks.
  var destination: String? {
    foundDestination ?? blocks.lazy.flatMap(\.links).first?.destination
  }

  /// How many bytes there are to look at for a text from some source, about.
  func byteCount(of source: FieldRule.Source) -> Int {
    switch source {
    case .text, .firstParagraph, .items, .codeSpans:
      blocks.reduce(0) { $0 + $1.text.utf8.count }
    case .field: blocks.reduce(0) { $0 + 16 * (1 + $1.fields.count) }
    case .destination: foundDestination == nil ? 16 * blocks.count : 0
    case .lead: lead?.utf8.count ?? 0
    case .value: value?.utf8.count ?? 0
    case .heading, .pageTitle, .firstSentence, .number, .label, .fact: 0
    }
  }

  /// The text of all blocks, one a line; list items have their marks.
  var text: String {
    blocks.map { block in
      guard case .listItem(let depth, let number, _) = block.kind else { return block.text }
      let indent = String(repeating: "  ", count: depth)
      return indent + (number.map { "\($0). " } ?? "- ") + block.text
    }.joined(separator: "\n")
  }

  /// The first paragraph that is more than labels with their values.
  var firstParagraph: String? {
    blocks.first { $0.kind == .paragraph && $0.fields.isEmpty }?.text
  }

  /// The first sentence of the first paragraph.
  var firstSentence: String? {
    blocks.first { $0.kind == .paragraph }?.text.firstSentence
  }
}
