import Diagnostics
import JSON
import TestSupport
import Testing

@testable import YAML

/// Whatever the input, reading ends, and what comes of it keeps its promises.
struct RobustnessTests {
  /// Every production of the grammar, and some errors.
  private static let sample = """
    # comment
    plain: text over
      lines # comment

    'single': 'it''s
      folded'
    "double": "tab\\t \\u00e9 \\U0001F600 \\
      joined"
    ? complex
    literal: |2-
        a
      b

    folded: >+ # keep
      a

        b
      c

    list:
    - a: 1
      b: [x, {y: z, 'q': "r"}, k: v, ]
    - - nested
      -
    - &anchor *alias
    flow: {
      a: [1, 2.5, 0x1F, .inf],
      # comment
      "b":c
    }
    bad: a: b
    \ttab: x
    日本: 😀
    <<: x
    ...
    %YAML 1.2
    --- |
    text
    --- [a,
     b]

    """

  /// What holds for every outcome.
  private func check(_ bytes: [UInt8]) {
    let source = SourceText(path: "f", bytes: bytes)
    let outcome = YAMLParser.parse(source)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(outcome.diagnostics.isEmpty || outcome.documents.isEmpty, "\(text.debugDescription)")
    #expect(outcome.diagnostics.count <= YAMLParser.maximumDiagnostics)
    let positions = outcome.diagnostics.compactMap(\.position)
    #expect(positions == positions.sorted(), "\(text.debugDescription)")
    for position in positions + outcome.documents.flatMap(positionsOfScalars) {
      let line = source.text(ofLine: position.line)
      #expect(
        position.column >= 1 && position.column <= (line?.utf8.count ?? -1) + 2,
        "\(position) in \(text.debugDescription)")
    }
    guard !bytes.contains(UInt8(ascii: "\r")) else { return }
    // Line ends of both kinds read alike, and so does the text as a part of a file.
    let withReturns = bytes.flatMap { $0 == UInt8(ascii: "\n") ? [0x0D, 0x0A] : [$0] }
    #expect(
      summary(YAMLParser.parse(SourceText(path: "f", bytes: withReturns))) == summary(outcome),
      "\(text.debugDescription)")
    let embedded = SourceText(path: "f", bytes: bytes + Array("\n---\n".utf8))
    let withoutLineEnd = SourceText(path: "f", bytes: bytes + [UInt8(ascii: "\n")])
    #expect(
      summary(YAMLParser.parse(embedded, bytes: 0..<bytes.count))
        == summary(YAMLParser.parse(withoutLineEnd)), "\(text.debugDescription)")
  }

  private func summary(_ outcome: YAMLParser.Outcome) -> [String] {
    outcome.documents.map(\.jsonValue.text) + outcome.diagnostics.map(\.headline)
  }

  private func positionsOfScalars(_ node: YAMLNode) -> [SourcePosition] {
    switch node.content {
    case .sequence(let elements): elements.flatMap(positionsOfScalars)
    case .mapping(let entries):
      entries.flatMap { [$0.keyPosition] + positionsOfScalars($0.value) }
    default: [node.position]
    }
  }

  @Test func readsInputCutOffAtEveryByte() {
    let bytes = Array(Self.sample.utf8)
    for count in 0...bytes.count {
      check(Array(bytes[..<count]))
      check(Array(bytes[count...]))
    }
  }

  @Test func readsMutatedInput() {
    var random = SeededGenerator(seed: 20_241_105)
    let bytes = Array(Self.sample.utf8)
    let pieces = [
      " ", "  ", "\n", "\n\n", "\t", ":", ": ", "-", "- ", "#", " #", ",", "[", "]", "{", "}", "\"",
      "'", "\\", "|", ">", "?", "&", "*", "!", "%", "---\n", "...\n", "a", "1", "\r\n", "é", "\0",
    ].map { Array($0.utf8) }
    for _ in 0..<3_000 {
      let start = Int.random(in: 0..<bytes.count, using: &random)
      let length = Int.random(in: 0...120, using: &random)
      var mutated = Array(bytes[start..<min(start + length, bytes.count)])
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let index = Int.random(in: 0...mutated.count, using: &random)
        let removed = Int.random(in: 0...2, using: &random)
        let end = min(index + removed, mutated.count)
        let piece = pieces.randomElement(using: &random) ?? []
        mutated.replaceSubrange(index..<end, with: piece)
      }
      check(mutated)
    }
  }
}
