package import JSON

/// Which skill or tool was expected how often, and which one ranked first instead.
package struct ConfusionTable: Sendable, Equatable {
  /// What is counted where no candidate shares a word with a prompt.
  private static let nothing = "(nothing)"
  private var counts: [String: [String: Int]] = [:]

  package init(_ outcomes: some Sequence<RoutingOutcome>) {
    for outcome in outcomes {
      // A tie is no right answer, so it is counted where it would be wrong.
      let other = outcome.ranking.first { $0.name != outcome.routing.expect }?.name
      let got = outcome.isRight ? outcome.routing.expect : outcome.got.map { other ?? $0 }
      counts[outcome.routing.expect, default: [:]][got ?? Self.nothing, default: 0] += 1
    }
  }

  package var isEmpty: Bool { counts.isEmpty }

  /// Expected names and wrongly chosen ones, each once; `(nothing)` last.
  private var names: [String] {
    let all = Set(counts.keys).union(counts.values.flatMap(\.keys))
    return all.sorted { ($0 == Self.nothing ? 1 : 0, $0) < ($1 == Self.nothing ? 1 : 0, $1) }
  }

  /// A table with a numbered row and column for each name: what was expected goes down, what was
  /// got across.
  package var text: String {
    let names = names
    let labels = names.enumerated().map { "\($0.offset + 1)" }
    let cellWidth =
      max(labels.last?.count ?? 1, counts.values.flatMap(\.values).max().map { "\($0)".count } ?? 1)
    let nameWidth = names.map(\.count).max() ?? 0
    let labelWidth = labels.last?.count ?? 1
    let indent = String(repeating: " ", count: labelWidth + 1 + nameWidth)
    var lines = [indent + labels.map { "  " + $0.padded(toLeading: cellWidth) }.joined()]
    for (index, expected) in names.enumerated() {
      guard let row = counts[expected] else {
        lines.append("\(labels[index].padded(toLeading: labelWidth)) \(expected)")
        continue
      }
      let cells = names.map { got in
        "  " + (row[got].map { "\($0)" } ?? ".").padded(toLeading: cellWidth)
      }
      let name = expected + String(repeating: " ", count: nameWidth - expected.count)
      lines.append("\(labels[index].padded(toLeading: labelWidth)) \(name)" + cells.joined())
    }
    return lines.joined(separator: "\n")
  }

  /// `[{"expected", "got", "count"}]`, in the order of the names.
  package var json: JSONValue {
    .array(
      names.flatMap { expected in
        names.compactMap { got -> JSONValue? in
          guard let count = counts[expected]?[got] else { return nil }
          return [
            "expected": .string(expected), "got": .string(got), "count": .integer(count),
          ]
        }
      })
  }
}

extension String {
  /// Filled with spaces at the front.
  fileprivate func padded(toLeading width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
