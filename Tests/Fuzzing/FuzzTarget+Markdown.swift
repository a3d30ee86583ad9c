import Diagnostics
import Markdown
package import TestSupport

extension FuzzTarget {
  /// Sections in order with sound lines, all in them inside, anchors unique, and no more text than there was.
  package static let markdown = FuzzTarget(
    "markdown", samples: pages, dictionary: markdownWords, grammar: Grammar(markdownRules)
  ) { check(page: $0) }

  /// Pages that are pasted from a browser: no mark says what a line is.
  package static let pasted = FuzzTarget(
    "pasted",
    samples: Samples.texts(
      "Title\n\nA b\n\nT\nx mini crest\nT\nis.\n\nEf: a\n\n  • b\n\n  1. c “d”\n\nCommunity questions"
    ),
    dictionary: ["\n", "\n\n", "• ", "  • ", "1. ", "Ef: a", " mini crest", "?", ".", "T", "“"],
    grammar: Grammar([
      "start": ["<lines>", "Title\n\n<lines>\n\nCommunity questions\n<lines>"],
      "lines": ["<line>", "<line>\n\n<lines>", "<line>\n<lines>"],
      "line": [
        "Short", "A sentence that ends.", "  • item", "  1. item", "Effort: Low", "x mini crest",
        "Is it so?", "T", "A longer line, which goes on and on, with é and “quotes”", "\t", "•",
        "https://example.com/a", "– someone",
      ],
    ])
  ) { check(page: $0) }

  private static func check(page bytes: [UInt8]) -> String? {
    let document = MarkdownParser.parse(SourceText(path: "page.md", bytes: bytes))
    var lastLine = 0
    var size = 0
    for section in document.sections {
      if section.lines.lowerBound <= lastLine { return "sections overlap" }
      lastLine = section.lines.upperBound
      let links = section.headingLinks + section.blocks.flatMap(\.links)
      for block in section.blocks where !section.lines.contains(block.lines.lowerBound) {
        return "a block outside its section"
      }
      for field in section.blocks.flatMap(\.fields) where !section.lines.contains(field.line) {
        return "a field outside its section"
      }
      for link in links where !section.lines.contains(link.line) {
        return "a link outside its section"
      }
      size += section.heading.utf8.count
      size += links.reduce(0) { $0 + $1.text.utf8.count + $1.destination.utf8.count }
      size += section.blocks.reduce(0) { $0 + $1.text.utf8.count }
    }
    if lastLine > document.lineCount { return "a section behind the end" }
    let anchors = document.sections.filter { $0.level > 0 }.map(\.anchor)
    if Set(anchors).count != anchors.count { return "anchors repeat" }
    // A broken byte takes three, and a link's text stands beside the block's.
    if size > 10 * bytes.count + 10_000 { return "the page grows to \(size) bytes" }
    guard let text = String(validating: bytes, as: UTF8.self), !text.contains("\u{FFFD}"),
      !text.contains("&#"), !bytes.contains(0)
    else { return nil }
    let broken = document.sections.flatMap(\.blocks).first { $0.text.contains("\u{FFFD}") }
    return broken.map { "broken text: \($0.text.debugDescription)" }
  }

  private static let pages =
    ["seeds", "Skills"].flatMap { Samples.files(in: $0, endingIn: ".md") }
    + Samples.texts(
      "[a]: <b c> (d)\n[e][a] ![f](<g> 'h') [[i|j]] <k@l> <M n='o' {...p}>q</M> &#x41; `r` ``s\\",
      """
      ---
      title: On-call
      ---
      import { Team } from 'components/Team'

      # On-call <a id="top"></a>
      <Callout icon="info">

      **Owner:** Infra team
      **Rotation**: weekly, see [the calendar][cal]

      </Callout>
      1. Acknowledge in `5 min`

         * errors [x](/y.md "all")
         ```sh
         # not a heading
         ```
      > Don't panic.

      Severity | Response
      :--- | ---:
      SEV1 | [on-call](mailto:o@example.com)

      Old notes
      ---------
      <!-- ## hidden -->
      https://example.com/#a <i@example.com> snake_case & *hope*&hellip;
      [cal]: https://cal.example.com 'Calendar'
      ~~~
      the end
      """)

  private static let markdownWords = [
    "\n", "\n\n", "\r\n", "\t", "    ", "- ", "1. ", "• ", "> ", "# ", "---\n", "===\n", "```",
    "~~~", "|", "|-|-|\n", "[", "]", "](", ")", "![", "[[", "]]", "[a]: b\n", "[a]", "<", ">",
    "</a>", "<a href='", "<br>", "<!--", "-->", "<X y={", "}", "{/*", "*/}", "<pre>", "<script>",
    "`", "``", "*", "**", "_", "~~", "\\", "&amp;", "&#x", ";", ": ", "https://", "Effort: Low\n",
    "import {",
  ]

  private static let markdownRules: [String: [String]] = [
    "start": ["<blocks>", "---\ntitle: x\n---\n<blocks>"],
    "blocks": ["x", "<block>", "<block>\n\n<blocks>", "<block>\n<blocks>"],
    "block": [
      "text", "# <inline>", "## <inline> ##", "<inline>\n===", "<inline>\n---", "- <+blocks>",
      "1. <+blocks>", "> <block>", "```sh\n<block>\n```", "~~~\n<block>", "<inline>", "***",
      "| <inline> | <inline> |\n|---|:-:|\n| <inline> | b |", "[<label>]: /u<inline> 't'",
      "<<div>\n<block>\n<</div>", "<<!-- <inline>", "    code", "**<label>**: <inline>",
      "<label>: <inline>", "* a\n* b",
    ],
    "label": ["a", "b", "A b", "é"],
    "inline": [
      "x", "a b", "*<inline>*", "**<inline>**", "_<inline>_", "`<inline>`", "[<inline>](/u)",
      "[<inline>][<label>]", "[<label>]", "![<inline>](<<a b> 't')", "<<b>", "<</b>", "&amp;",
      "\\*", "<inline> <inline>", "<inline><inline>", "https://e.com/x)", "<<a@b.c>", "[[p|t]]",
      "~~<inline>~~", "é", "  \n<inline>",
    ],
  ]
}
