import JSON

extension RoutingOutcome {
  /// For machines.
  var facts: JSONObject {
    [
      "expected": .string(routing.expect), "got": got.map { .string($0) } ?? .null,
      "margin": margin.json,
      "words_for_expected": Self.json(wordsForExpected),
      "words_for_other": Self.json(wordsForRival),
      "ranking": .array(
        ranking.prefix(3).map { rank in
          ["name": .string(rank.name), "score": rank.score.json, "words": Self.json(rank.words)]
        }),
    ]
  }

  private static func json(_ words: [WordWeight]) -> JSONValue {
    .array(words.map { ["word": .string($0.word), "weight": $0.weight.json] })
  }
}

extension Double {
  /// With three digits: more would differ from one machine's mathematics library to the next.
  fileprivate var json: JSONValue { .number(JSONNumber(uncheckedText: fixed(3))) }
}
