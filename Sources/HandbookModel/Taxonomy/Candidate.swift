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
  /// The labelled facts in it; for a row of a table its cells, labelled with the heads of their columns.
  var fields: [MarkdownField]
  /// The value itself, where the selector is about values: of a label, a code span, a link, a word.
  var value: String?
  /// The label of that value.
  var label: String?
  /// Where the first link of the candidate leads, as written.
  var destination: String?
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
    fields = blocks.flatMap(\.fields)
    destination = blocks.lazy.flatMap(\.links).first?.destination
  }
}

extension Candidate {
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
    blocks.first { $0.kind == .paragraph }?.text.sentences.first
  }
}
