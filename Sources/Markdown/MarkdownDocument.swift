package import Diagnostics
package import YAML

/// A Markdown page as the facts that a handbook needs: front matter, sections, blocks and links,
/// each with its lines.
package struct MarkdownDocument: Sendable {
  /// The mapping at the top of the file between `---` lines; `nil` where there is none or it is broken.
  package var frontMatter: YAMLNode?
  /// In document order. The first has level 0 where text stands before the first heading.
  package var sections: [MarkdownSection]
  /// Whether the page was pasted from a browser: no marks, headings as bare lines, `•` bullets.
  package var isPasted: Bool
  /// Problems, for instance in the front matter. A page never fails as a whole.
  package var diagnostics: [Diagnostic]
  /// The number of lines in the file.
  package var lineCount: Int

  package init(
    frontMatter: YAMLNode?, sections: [MarkdownSection], isPasted: Bool,
    diagnostics: [Diagnostic], lineCount: Int
  ) {
    self.frontMatter = frontMatter
    self.sections = sections
    self.isPasted = isPasted
    self.diagnostics = diagnostics
    self.lineCount = lineCount
  }
}

/// A heading with the blocks below it, up to the next heading of any level.
package struct MarkdownSection: Sendable, Equatable {
  /// 1–6; 0 for text before the first heading.
  package var level: Int
  /// The heading as plain text, marks removed; empty at level 0.
  package var heading: String
  /// The headings above this one and itself, outermost first; empty at level 0.
  package var headingPath: [String]
  /// The fragment that links to the heading (`#how-it-works`) as GitHub forms it, unique in the page.
  package var anchor: String
  /// The links in the heading itself.
  package var headingLinks: [MarkdownLink]
  /// 1-based, from the heading's line to the last non-empty line before the next heading.
  package var lines: ClosedRange<Int>
  package var blocks: [MarkdownBlock]

  package init(
    level: Int, heading: String, headingPath: [String], anchor: String,
    headingLinks: [MarkdownLink] = [], lines: ClosedRange<Int>, blocks: [MarkdownBlock] = []
  ) {
    self.level = level
    self.heading = heading
    self.headingPath = headingPath
    self.anchor = anchor
    self.headingLinks = headingLinks
    self.lines = lines
    self.blocks = blocks
  }
}

/// One block of a section, as plain text.
package struct MarkdownBlock: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case paragraph
    /// `depth` 0 for the outermost list; `number` for `1.` items, `nil` for bullets. `list` counts the
    /// lists of the section from 0, nested ones belonging to the list that they are nested in.
    case listItem(depth: Int, number: Int?, list: Int)
    /// A row of a table with the plain text of its cells; `table` counts the tables of the section from 0.
    case tableRow(cells: [String], isHeader: Bool, table: Int)
    case code(language: String?)
    case quote
    case html
  }

  package var kind: Kind
  /// 1-based.
  package var lines: ClosedRange<Int>
  /// The text without marks; soft line breaks are single spaces, hard ones `\n`. Code keeps its lines.
  package var text: String
  package var links: [MarkdownLink]
  /// The contents of code spans, in order.
  package var codeSpans: [String]
  /// `label: value` facts: `**Effort**: Low`, `Effort: Low`, `- **Slack**: #team`.
  package var fields: [MarkdownField]

  package init(
    kind: Kind, lines: ClosedRange<Int>, text: String, links: [MarkdownLink] = [],
    codeSpans: [String] = [], fields: [MarkdownField] = []
  ) {
    self.kind = kind
    self.lines = lines
    self.text = text
    self.links = links
    self.codeSpans = codeSpans
    self.fields = fields
  }
}

/// A link or image as written.
package struct MarkdownLink: Sendable, Equatable {
  /// The plain text of the link.
  package var text: String
  /// The destination as written, unresolved.
  package var destination: String
  /// 1-based.
  package var line: Int

  package init(text: String, destination: String, line: Int) {
    self.text = text
    self.destination = destination
    self.line = line
  }
}

/// A labelled value.
package struct MarkdownField: Sendable, Equatable {
  /// Without marks and colon.
  package var label: String
  /// Plain text as written, outer white space removed.
  package var value: String
  /// 1-based.
  package var line: Int

  package init(label: String, value: String, line: Int) {
    self.label = label
    self.value = value
    self.line = line
  }
}
