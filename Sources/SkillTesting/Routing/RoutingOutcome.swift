/// Where a prompt led.
package struct RoutingOutcome: Sendable, Equatable {
  package var routing: RoutingCase
  /// Every candidate, the best first.
  package var ranking: [RoutingRank]

  package init(_ routing: RoutingCase, _ router: Router) {
    self.routing = routing
    ranking = router.rank(routing.prompt)
  }

  /// The candidate that ranks first; `nil` where none shares a word with the prompt.
  package var got: String? {
    ranking.first.flatMap { $0.score > 0 ? $0.name : nil }
  }

  /// How far the expected candidate is before the best other one; negative where it is behind.
  package var margin: Double {
    let best = ranking.first { $0.name != routing.expect }
    return (expected?.score ?? 0) - (best?.score ?? 0)
  }

  /// Whether the expected candidate ranks first, alone.
  package var isRight: Bool { margin > 0 }

  private var expected: RoutingRank? { ranking.first { $0.name == routing.expect } }

  /// The best candidate besides the expected one.
  private var rival: RoutingRank? { ranking.first { $0.name != routing.expect } }

  /// The words that speak for the expected candidate and against the best other one.
  package var wordsForExpected: [WordWeight] { Self.difference(expected, rival) }

  /// The words that speak for the best other candidate and against the expected one.
  package var wordsForRival: [WordWeight] { Self.difference(rival, expected) }

  private static func difference(_ one: RoutingRank?, _ other: RoutingRank?) -> [WordWeight] {
    (one?.words ?? []).compactMap { word in
      let against = other?.words.first { $0.word == word.word }?.weight ?? 0
      let difference = word.weight - against
      return difference > 0 ? WordWeight(word: word.word, weight: difference) : nil
    }.sorted { ($1.weight, $0.word) < ($0.weight, $1.word) }
  }

  // MARK: - In words

  /// Why the case failed; `nil` where it passed.
  package var failure: String? {
    guard !isRight else { return nil }
    guard let expected else {
      return "expected \(routing.expect), which is neither a skill that is offered nor a tool"
    }
    guard let rival, rival.score > 0 else {
      return "expected \(routing.expect), but no candidate shares a word with the prompt"
    }
    let scores = "\(rival.score.fixed(2)) against \(expected.score.fixed(2))"
    if margin == 0 {
      return "expected \(routing.expect) alone, which ties with \(rival.name) (\(scores))"
    }
    return "expected \(routing.expect), got \(rival.name) (\(scores))"
  }

  /// Which words decided.
  package var reason: String {
    let forExpected = Self.inWords(wordsForExpected)
    let forRival = Self.inWords(wordsForRival)
    if isRight {
      let margin = "by \(margin.fixed(2))" + (rival.map { " before \($0.name)" } ?? "")
      return margin + (forExpected.isEmpty ? "" : ": \(forExpected)")
    }
    var parts: [String] = []
    if !forRival.isEmpty, let rival { parts.append("for \(rival.name): \(forRival)") }
    if !forExpected.isEmpty { parts.append("for \(routing.expect): \(forExpected)") }
    return parts.isEmpty ? "no word decided" : parts.joined(separator: "; ")
  }

  private static func inWords(_ words: [WordWeight]) -> String {
    words.prefix(4).map { "\($0.word) \($0.weight.fixed(2))" }.joined(separator: ", ")
  }
}
