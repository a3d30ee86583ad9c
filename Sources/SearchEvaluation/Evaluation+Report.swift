package import JSON
internal import Measurement

extension Evaluation {
  /// For people, a line a search.
  package var text: String {
    var lines = [
      "\(queries.count) queries, \(sections.places.count) of them name a section",
      "                         MRR@10                recall@10",
      Self.line("handbook, pages", search),
      Self.line("plain BM25, pages", plain),
      "gain over plain BM25     \(Self.text(search.gain(over: plain)))",
    ]
    if !sections.places.isEmpty { lines.append(Self.line("handbook, sections", sections)) }
    return lines.joined(separator: "\n")
  }

  private static func line(_ name: String, _ measures: Measures) -> String {
    let padding = String(repeating: " ", count: max(1, 25 - name.count))
    return "\(name)\(padding)\(text(measures.reciprocalRank))  \(text(measures.recall))"
  }

  private static func text(_ estimate: MeanEstimate) -> String {
    let (low, high) = (estimate.interval.lowerBound, estimate.interval.upperBound)
    return "\(estimate.mean.withDecimals(3)) (\(low.withDecimals(3)) to \(high.withDecimals(3)))"
  }

  /// For machines.
  package var json: JSONValue {
    [
      "queries": .integer(queries.count),
      "handbook": Self.json(search),
      "plain_bm25": Self.json(plain),
      "gain": Self.json(search.gain(over: plain)),
      "sections": Self.json(sections),
    ]
  }

  private static func json(_ measures: Measures) -> JSONValue {
    [
      "queries": .integer(measures.places.count),
      "mrr_at_10": json(measures.reciprocalRank),
      "recall_at_10": json(measures.recall),
    ]
  }

  private static func json(_ estimate: MeanEstimate) -> JSONValue {
    let (low, high) = (estimate.interval.lowerBound, estimate.interval.upperBound)
    return ["mean": number(estimate.mean), "interval": [number(low), number(high)]]
  }

  /// More digits would claim what no sample can show.
  private static func number(_ value: Double) -> JSONValue {
    .number(JSONNumber(uncheckedText: value.withDecimals(4)))
  }
}
