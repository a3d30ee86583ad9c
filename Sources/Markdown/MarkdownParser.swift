package import Diagnostics

/// Reads Markdown pages as people have them.
///
/// CommonMark with GitHub's tables, MDX, and pages pasted from a browser. A page is read once; a
/// second time where it has link definitions (which may follow their use) or turns out to be
/// pasted.
package enum MarkdownParser {
  /// Parses a page. Never fails: what cannot be understood is text.
  /// - Complexity: linear in the size of the page.
  package static func parse(_ source: SourceText) -> MarkdownDocument {
    source.bytes.withUnsafeBufferPointer { parse(source, $0) }
  }

  private static func parse(_ source: SourceText, _ bytes: Bytes) -> MarkdownDocument {
    let frontMatter = FrontMatter(of: source, bytes: bytes)
    var parser = BlockParser(bytes, definitions: [:])
    var sections = parser.sections(from: frontMatter)
    let definitions = parser.definitions
    var isPasted = false
    if !parser.hasStructure, let layout = PastedLayout(bytes, from: frontMatter) {
      isPasted = true
      parser = BlockParser(bytes, definitions: definitions, pasted: layout)
      sections = parser.sections(from: frontMatter)
      PastedOutline.assignLevels(&sections)
    } else if !definitions.isEmpty {
      parser = BlockParser(bytes, definitions: definitions)
      sections = parser.sections(from: frontMatter)
    }
    let firstWithoutPath = sections.assignPathsAndAnchors()
    var warnings = parser.unclosed.map { (line: $0.line, text: "\($0.what) is never closed") }
    if let line = parser.collector.firstLineBeyondLimit {
      let maximum = MarkdownLimits.maximumSectionCount
      warnings.append(
        (line, "the page has more than \(maximum) sections: from here on headings are text"))
    }
    if let section = firstWithoutPath {
      let maximum = MarkdownLimits.maximumPathBytes
      warnings.append(
        (
          section.lines.lowerBound,
          "the headings above all sections have more than \(maximum) bytes: they are left out here"
        ))
    }
    return MarkdownDocument(
      frontMatter: frontMatter.node, sections: sections, isPasted: isPasted,
      diagnostics: frontMatter.diagnostics
        + warnings.map { line, text in
          Diagnostic(.warning, text, in: source, at: SourcePosition(line: line, column: 1))
        },
      lineCount: parser.lineCount)
  }
}
