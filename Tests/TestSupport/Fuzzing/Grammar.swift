package import Measurement

/// Random texts from rules.
///
/// An alternative is a text in which `<name>` stands for a rule and `<+name>` for a rule whose further lines are
/// indented two columns more. `<<` is a `<` that stands for itself.
///
/// ```swift
/// let grammar = Grammar(["start": ["0", "[<start>]", "[<start>, <start>]"]])
/// ```
package struct Grammar: Sendable {
  private enum Part {
    case bytes([UInt8])
    case rule(Int, isIndented: Bool)
  }

  /// The parts of each alternative of each rule.
  private let rules: [[[Part]]]
  private let start: Int
  /// From this depth on the first alternative is taken, so that texts end; hence it must lead to no rule that does
  /// not end.
  private static let maximumDepth = 9
  private static let maximumBytes = 3_000

  /// - Parameter rules: alternatives by name; the first one ends soonest.
  package init(_ rules: [String: [String]]) {
    let names = rules.keys.sorted()
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    self.rules = names.map { name in rules[name]!.map { Self.parts($0, numbers) } }
    start = numbers["start"]!
  }

  private static func parts(_ text: String, _ numbers: [String: Int]) -> [Part] {
    var parts: [Part] = []
    var literal: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "<"), rest.first != byte else {
        literal.append(byte)
        if byte == UInt8(ascii: "<") { rest.removeFirst() }
        continue
      }
      var name = String(rest.prefix { $0 != UInt8(ascii: ">") })!
      rest = rest.dropFirst(name.utf8.count + 1)
      let isIndented = name.hasPrefix("+")
      if isIndented { name.removeFirst() }
      guard let number = numbers[name] else { preconditionFailure("no rule '\(name)'") }
      parts += [.bytes(literal), .rule(number, isIndented: isIndented)]
      literal = []
    }
    return parts + [.bytes(literal)]
  }

  /// A text of a few kilobytes at most.
  package func generate(_ random: inout SeededRandom) -> [UInt8] {
    var output: [UInt8] = []
    expand(start, depth: 0, indentation: 0, &output, &random)
    return output
  }

  private func expand(
    _ rule: Int, depth: Int, indentation: Int, _ output: inout [UInt8],
    _ random: inout SeededRandom
  ) {
    let alternatives = rules[rule]
    let isLast = depth >= Self.maximumDepth || output.count > Self.maximumBytes
    let choice = isLast ? 0 : Int.random(in: 0..<alternatives.count, using: &random)
    for part in alternatives[choice] {
      switch part {
      case .bytes(let bytes):
        for byte in bytes {
          output.append(byte)
          if byte == UInt8(ascii: "\n") {
            output += repeatElement(UInt8(ascii: " "), count: indentation)
          }
        }
      case .rule(let next, let isIndented):
        expand(
          next, depth: depth + 1, indentation: indentation + (isIndented ? 2 : 0), &output, &random)
      }
    }
  }
}
