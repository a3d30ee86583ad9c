import Testing

@testable import Diagnostics

struct SourceTextTests {
  private let source = SourceText(path: "a.md", "ab\r\né\n\nlast")

  @Test(arguments: [
    (0, 1, 1), (1, 1, 2), (2, 1, 3), (4, 2, 1), (6, 2, 3), (7, 3, 1), (8, 4, 1), (12, 4, 5),
    (99, 4, 5), (-1, 1, 1),
  ])
  func findsLineAndColumnInBytes(utf8Offset: Int, line: Int, column: Int) {
    #expect(source.position(at: utf8Offset) == SourcePosition(line: line, column: column))
  }

  @Test(
    arguments: [
      (0, nil), (1, "ab"), (2, "é"), (3, ""), (4, "last"), (5, nil), (-1, nil),
    ] as [(Int, String?)])
  func givesLinesWithoutTheirEnds(line: Int, expected: String?) {
    #expect(source.text(ofLine: line) == expected)
  }

  @Test func hasAnEmptyLastLineBehindALineEnd() {
    let source = SourceText(path: "a.md", "a\n")
    #expect(source.text(ofLine: 2) == "")
    #expect(source.text(ofLine: 3) == nil)
    #expect(source.position(at: 2) == SourcePosition(line: 2, column: 1))
  }

  @Test func showsBytesThatAreNoText() {
    #expect(SourceText(path: "a.md", bytes: [0x61, 0xFF]).text(ofLine: 1) == "a\u{FFFD}")
    #expect(SourceText(path: "a.md", bytes: []).text(ofLine: 1) == "")
  }

  @Test func ordersPositions() {
    let positions = [(2, 1), (1, 9), (1, 2)].map { SourcePosition(line: $0.0, column: $0.1) }
    #expect(positions.sorted().map(\.column) == [2, 9, 1])
  }
}
