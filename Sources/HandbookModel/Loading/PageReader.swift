internal import Diagnostics
internal import Files
internal import Markdown

/// A page with everything about it that takes no look at other pages.
struct PreparedPage: Sendable {
  var path: String
  var source: SourceText
  /// SHA-256 of the source.
  var contentHash: ContentHash
  var document: MarkdownDocument
  var header: PageHeader
  /// The texts of the sections, as the tables have them.
  var texts: [[UInt8]]
  /// What the taxonomy finds in it.
  var facts = PageFacts()

  var sectionCount: Int { texts.count }
  var lineCount: Int { document.lineCount }
  /// What links to the sections say behind their `#`.
  var anchors: Set<String> { document.anchors }
}

extension Page {
  /// A page whose revision is not known yet.
  init(_ page: PreparedPage) {
    self.init(
      path: page.path, title: page.header.title, source: page.source,
      contentHash: page.contentHash,
      revision: Revision(page: page.path, number: 1, date: nil, isNewest: true),
      document: page.document)
  }
}

extension MarkdownDocument {
  var anchors: Set<String> { Set(sections.map(\.anchor)) }
}

/// What became of a file that was to be read.
struct ReadFile: Sendable {
  /// Relative to the handbook.
  var path: String
  /// `nil` where it was left out.
  var page: PreparedPage?
  /// Whether it is not as the file is, but as it was before, or left out because of an error that may pass.
  var isPrevious = false
  var diagnostics: [Diagnostic] = []
}

/// Reads pages, takes them apart and indexes their sections; each thread that reads has its own.
final class PageReader {
  private let index = IndexSegmentBuilder()
  private let taxonomy: Taxonomy?

  init(_ taxonomy: Taxonomy? = nil) {
    self.taxonomy = taxonomy
  }

  /// What was indexed; nothing can be read afterwards.
  func finish() -> IndexSegment.Parts { index.finish() }

  /// Takes a page apart; one that is not UTF-8 is left out with a diagnostic.
  /// - Parameter previous: the text that is taken where this one is not UTF-8.
  func read(
    _ source: SourceText, path: String, previous: () throws -> SourceText? = { nil }
  ) throws -> ReadFile {
    guard let offset = firstInvalidUTF8Offset(in: source.bytes) else {
      return prepare(source, path: path)
    }
    let previous = try previous()
    let problem = Diagnostic(
      .warning, previous == nil ? "left out: not UTF-8" : "served as it was before: not UTF-8",
      path: source.path, position: source.position(at: offset),
      notes: ["save the file with the encoding UTF-8"])
    var file = previous.map { prepare($0, path: path) } ?? ReadFile(path: path)
    file.isPrevious = previous != nil
    file.diagnostics.insert(problem, at: 0)
    return file
  }

  private func prepare(_ source: SourceText, path: String) -> ReadFile {
    let (document, header, diagnostics) = Self.parse(source, path: path)
    let texts = document.sections.map(\.plainText)
    for (section, text) in zip(document.sections, texts) {
      index.add(
        title: header.title, heading: section.headingPath.joined(separator: "\n"), text: text)
    }
    var page = PreparedPage(
      path: path, source: source, contentHash: ContentHash(of: source.bytes),
      document: document, header: header, texts: texts)
    if let taxonomy { page.facts = taxonomy.facts(on: Page(page)) }
    return ReadFile(path: path, page: page, diagnostics: diagnostics + page.facts.diagnostics)
  }

  /// Takes a page apart without indexing it.
  static func parse(
    _ source: SourceText, path: String
  ) -> (document: MarkdownDocument, header: PageHeader, diagnostics: [Diagnostic]) {
    let document = MarkdownParser.parse(source)
    var diagnostics = document.diagnostics
    let header = PageHeader(document, path: path, source: source, diagnostics: &diagnostics)
    return (document, header, diagnostics)
  }
}

extension MarkdownSection {
  /// The text of the blocks, a line break between them.
  var plainText: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(blocks.reduce(0) { $0 + $1.text.utf8.count + 1 })
    for block in blocks where !block.text.isEmpty {
      if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
      text.append(contentsOf: block.text.utf8)
    }
    return text
  }
}
