import Diagnostics
import Testing

@testable import Markdown

/// A page, and the tree it should become, without the first line of the dump.
struct DumpCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let markdown: String
  let dump: String

  init(_ name: String, _ markdown: String, _ dump: String) {
    testDescription = name
    self.markdown = markdown
    self.dump = dump
  }

  /// What the page becomes.
  var actual: String {
    let lines = parse(markdown).dump.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropFirst().joined(separator: "\n")
  }
}

/// The document of a page.
func parse(_ markdown: String) -> MarkdownDocument {
  MarkdownParser.parse(SourceText(path: "page.md", markdown))
}

/// What the inline marks of a text come down to.
func inlineText(
  _ text: String, definitions: [String: String] = [:], keepsTags: Bool = false
) -> InlineText {
  var raw = RawText()
  for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
    Array(line.utf8).withUnsafeBufferPointer { raw.append($0, number: index + 1) }
  }
  var parser = InlineParser(definitions: definitions, keepsTags: keepsTags)
  return parser.parse(raw)
}
