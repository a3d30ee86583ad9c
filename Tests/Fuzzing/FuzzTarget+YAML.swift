import Diagnostics
import JSON
package import TestSupport
import YAML

extension FuzzTarget {
  /// Documents or faults, with places in the text; the same with other line ends, and as a part of a file.
  package static let yaml = FuzzTarget(
    "yaml",
    samples: ["Tools", "Skills", "seeds"].flatMap { Samples.files(in: $0, endingIn: ".yaml") }
      + Samples.texts(yamlSample),
    dictionary: yamlWords, grammar: Grammar(yamlRules)
  ) { bytes in
    let source = SourceText(path: "f", bytes: bytes)
    let outcome = YAMLParser.parse(source)
    guard outcome.diagnostics.isEmpty || outcome.documents.isEmpty else {
      return "documents in spite of faults"
    }
    guard outcome.diagnostics.count <= YAMLParser.maximumDiagnostics else {
      return "too many diagnostics"
    }
    let places = outcome.diagnostics.compactMap(\.position)
    guard places == places.sorted() else { return "the diagnostics are not in order" }
    let lines = source.bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for place in places + outcome.documents.flatMap(positions) {
      guard lines.indices.contains(place.line - 1), place.column >= 1,
        place.column <= lines[place.line - 1].count + 2
      else { return "\(place) lies outside" }
    }
    let size = outcome.documents.reduce(0) { $0 + $1.jsonValue.encoded.count }
    guard size <= 8 * bytes.count + 16 else { return "the value is too large: \(size) bytes" }
    guard !bytes.contains(UInt8(ascii: "\r")) else { return nil }
    let withReturns = bytes.flatMap { $0 == UInt8(ascii: "\n") ? [0x0D, 0x0A] : [$0] }
    guard
      summary(YAMLParser.parse(SourceText(path: "f", bytes: withReturns))) == summary(outcome)
    else { return "CR LF makes a difference" }
    let embedded = SourceText(path: "f", bytes: bytes + Array("\n---\n".utf8))
    let lined = SourceText(path: "f", bytes: bytes + [UInt8(ascii: "\n")])
    return summary(YAMLParser.parse(embedded, bytes: 0..<bytes.count))
      == summary(YAMLParser.parse(lined)) ? nil : "as a part of a file it is another value"
  }

  private static func summary(_ outcome: YAMLParser.Outcome) -> [String] {
    outcome.documents.map(\.jsonValue.text) + outcome.diagnostics.map(\.headline)
  }

  private static func positions(_ node: YAMLNode) -> [SourcePosition] {
    switch node.content {
    case .sequence(let elements): elements.flatMap(positions)
    case .mapping(let entries): entries.flatMap { [$0.keyPosition] + positions($0.value) }
    default: [node.position]
    }
  }

  private static let yamlSample = """
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

  private static let yamlWords = [
    " ", "  ", "\n", "\n\n", "\n  ", "\t", ":", ": ", "-", "- ", "#", " #", ",", "[", "]", "{", "}",
    "\"", "'", "\\", "\\x", "|", "|2", ">-", ">+", "?", "? ", "&a ", "*a", "!t ", "%", "---\n",
    "...\n", "a", "1", "0x1F", "0o17", ".inf", "<<: ", "~", "null", "true", "\r\n", "é", "a: ",
    "- a: ", "[[", "{a: ",
  ]

  static let yamlRules: [String: [String]] = [
    "start": [
      "<block>", "<block>\n", "---\n<block>\n", "# c\n<block>\n---\n<block>\n", "<flow>\n",
    ],
    "block": ["a: 1", "<mapping>", "<sequence>"],
    "mapping": ["a: 1", "<entry>", "<mapping>\n<entry>", "<entry>\n<mapping>"],
    "entry": [
      "k: v", "<key>: <plain>", "<key>: <flow>", "<key>:\n  <+block>", "<key>:\n<sequence>",
      "<key>: |\n  <+lines>", "<key>: >-\n  <+lines>", "<key>: |+\n  <+lines>\n", "<key>:",
      "<key>: <quoted>", "<key>: <plain>\n  <+plain>", "<key>: <plain> # c",
    ],
    "key": [
      "a", "b", "c", "d", "e1", "f 2", "\"g\"", "'h'", "1", "true", "é", "a-b", "i.j", "x:y",
      "-k",
    ],
    "sequence": ["- 1", "- <item>", "<sequence>\n- <item>"],
    "item": ["x", "<plain>", "<flow>", "<quoted>", "a: <plain>\n  <+entry>", "- <item>", ""],
    "lines": ["text", "<line>", "<lines>\n<line>", "<lines>\n\n<line>", "<lines>\n  <line>"],
    "line": ["a b", "- x", "a: b", "# no comment", "\"q", "é ", "\tx"],
    "flow": ["[]", "{}", "[<flows>]", "{<pairs>}", "[<flows>, ]", "[ <flows>\n  ]"],
    "flows": ["1", "<flow>", "<plain>", "<quoted>", "<flows>, <flows>", "<key>: <plain>"],
    "pairs": [
      "a: 1", "<key>: <flow>", "<key>: <quoted>", "<pairs>, <pairs>", "\"j\":1", "<key>", "<key>:",
    ],
    "quoted": ["\"\"", "''", "\"a\\n<plain>\"", "'it''s'", "\"\\u00e9\\x41\\\\\"", "\"a\n  b\""],
    "plain": [
      "x", "1", "-1", "+1", "1.5", "1e3", ".5", "5.", "0", "007", "0x1F", "0o17", "017", "1_000",
      "true", "True", "yes", "no", "on", "off", "y", "n", "null", "Null", "~", "a b", "a:b", "a#b",
      "2024-01-02", "2024-01-02T03:04:05Z", "1:30", "12:30:45", "=", "-", "--", "- ", ".", "..",
      "<<", "1e", "0b1", "+.5", "-0", "00", "08", "1.2.3", "é", "a, b", "?x", "%x", "a\\b", "x'y",
      "0.1e-5", "1E5", "12e03", "0x", "-0x1F", "+0o7", "NO", "TRUE", "oFF", "nUll",
    ],
  ]
}
