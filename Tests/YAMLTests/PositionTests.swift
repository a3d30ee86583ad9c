import Diagnostics
import Testing

@testable import YAML

/// Places of nodes, written as a tree: `line:column` of each key and value.
struct PositionTests {
  private func places(_ text: String) -> String {
    YAMLParser.parse(SourceText(path: "f", text)).documents.map(places).joined(separator: " | ")
  }

  private func places(_ node: YAMLNode) -> String {
    let place = "\(node.position.line):\(node.position.column)"
    switch node.content {
    case .sequence(let elements):
      return place + "[" + elements.map(places).joined(separator: ", ") + "]"
    case .mapping(let entries):
      let pairs = entries.map { entry in
        "\(entry.keyPosition.line):\(entry.keyPosition.column) \(entry.key)=\(places(entry.value))"
      }
      return place + "{" + pairs.joined(separator: ", ") + "}"
    default: return place
    }
  }

  @Test(arguments: [
    Case("mapping", "a: 1\nb:\n  c: 'x'", "1:1{1:1 a=1:4, 2:1 b=3:3{3:3 c=3:6}}"),
    Case(
      "sequence", "- a\n-   - b\n- c: d\n  e: f", "1:1[1:3, 2:5[2:7], 3:3{3:3 c=3:6, 4:3 e=4:6}]"),
    Case("columns count bytes", "é: {ü: 😀, x: 1}", "1:1{1:1 é=1:5{1:6 ü=1:10, 1:16 x=1:19}}"),
    Case("flow", "[a: b,\n {c, d: }]", "1:1[1:2{1:2 a=1:5}, 2:2{2:3 c=2:4, 2:6 d=2:8}]"),
    Case(
      "empty values", "a:\nb: # c\nc:\n  -\n  - ", "1:1{1:1 a=1:3, 2:1 b=2:3, 3:1 c=4:3[4:4, 5:4]}"),
    Case(
      "scalars over lines", "a: |\n  x\nb:\n\n  y\n  z\nc: \"v\n w\"",
      "1:1{1:1 a=1:4, 3:1 b=5:3, 7:1 c=7:4}"),
    Case("documents", "# c\n--- a\n---\n---\n  b: 1\n", "2:5 | 3:4 | 5:3{5:3 b=5:6}"),
    Case("carriage returns", "a: 1\r\nb:\r\n- c\r\n", "1:1{1:1 a=1:4, 2:1 b=3:1[3:3]}"),
    Case("byte order mark", "\u{FEFF}a: 1\nb: 2", "1:4{1:4 a=1:7, 2:1 b=2:4}"),
  ])
  func pointAtTheFirstCharacter(_ row: Case) {
    #expect(places(row.text) == row.expected)
  }

  @Test func keepsTheStyleOfStrings() {
    let text = "- a\n- 'a'\n- \"a\"\n- |\n  a\n- >\n  a\n"
    let elements = YAMLParser.parse(SourceText(path: "f", text)).documents.first?.elements ?? []
    let styles = elements.map { node -> YAMLNode.ScalarStyle? in
      if case .string(_, let style) = node.content { style } else { nil }
    }
    #expect(styles == [.plain, .singleQuoted, .doubleQuoted, .literal, .folded])
  }
}
