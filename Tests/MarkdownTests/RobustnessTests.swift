import Diagnostics
import TestSupport
import Testing

@testable import Markdown

struct RobustnessTests {
  /// Bytes that mean something, and some that should not be there.
  private static let material: [[UInt8]] =
    [
      "\n", "\n\n", "\r\n", "\t", "    ", "- ", "1. ", "• ", "> ", "# ", "---\n", "===\n", "```",
      "~~~",
      "|", "|-|-|\n", "[", "]", "](", ")", "![", "[[", "]]", "[a]: b\n", "<", ">", "</a>",
      "<a href='",
      "<br>", "<!--", "-->", "<X y={", "}", "{/*", "*/}", "<pre>", "<script>", "`", "``", "*", "**",
      "_",
      "~~", "\\", "&amp;", "&#x", ";", ": ", "https://", "Effort: Low\n", "import {",
      " mini crest\n",
    ].map { Array($0.utf8) } + [[0], [0xFF], [0xC3], [0xE2, 0x80], [0xF0, 0x9F], [0x0D], [0x0C]]

  @Test(arguments: [
    MixedPageTests.page,
    "Title\n\nA b\n\nT\nx mini crest\nT\nis.\n\nEf: a\n\n  • b\n\n  1. c “d”\n\nCommunity questions",
    "[a]: <b c> (d)\n[e][a] ![f](<g> 'h') [[i|j]] <k@l> <M n='o' {...p}>q</M> &#x41; `r` ``s\\",
  ])
  func takesPagesCutOffAnywhere(page: String) {
    let bytes = Array(page.utf8)
    for count in 0...bytes.count {
      check(Array(bytes[..<count]))
      check(Array(bytes[count...]))
    }
  }

  @Test func takesAnything() {
    var random = SeededGenerator(seed: 20_240_607)
    let page = Array(MixedPageTests.page.utf8)
    for _ in 0..<1500 {
      var bytes = Bool.random(using: &random) ? page : []
      for _ in 0..<Int.random(in: 1...25, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        let piece = Self.material.randomElement(using: &random) ?? []
        if Bool.random(using: &random), place < bytes.count {
          bytes.removeSubrange(place..<min(bytes.count, place + piece.count * 3))
        } else {
          bytes.insert(contentsOf: piece, at: place)
        }
      }
      check(bytes)
    }
  }

  /// What holds for every page: no trap; sections in order, with sound lines; blocks inside the
  /// page; unique anchors.
  private func check(_ bytes: [UInt8]) {
    let document = MarkdownParser.parse(SourceText(path: "page.md", bytes: bytes))
    var problems: [String] = []
    var lastLine = 0
    for section in document.sections {
      if section.lines.lowerBound <= lastLine { problems.append("sections overlap") }
      lastLine = section.lines.upperBound
      for block in section.blocks where !section.lines.contains(block.lines.lowerBound) {
        problems.append("block outside its section")
      }
      for field in section.blocks.flatMap(\.fields) where !section.lines.contains(field.line) {
        problems.append("field outside its section")
      }
      for link in section.headingLinks + section.blocks.flatMap(\.links)
      where !section.lines.contains(link.line) {
        problems.append("link outside its section")
      }
      if section.blocks.contains(where: { $0.text.utf8.contains(InlineParser.erased) }) {
        problems.append("erased mark left")
      }
    }
    if lastLine > document.lineCount { problems.append("section behind the end") }
    let anchors = document.sections.filter { $0.level > 0 }.map(\.anchor)
    if Set(anchors).count != anchors.count { problems.append("anchors repeat") }
    #expect(problems == [], "in \(String(decoding: bytes, as: UTF8.self).debugDescription)")
  }
}
