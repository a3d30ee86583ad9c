import HandbookModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A skill or tool that a prompt may lead to: what a model sees of it before it chooses.
package struct RoutingCandidate: Sendable, Equatable {
  package var name: String
  package var title: String?
  package var description: String

  package init(name: String, title: String? = nil, description: String) {
    self.name = name
    self.title = title
    self.description = description
  }
}

/// How well a candidate fits a prompt.
package struct RoutingRank: Sendable, Equatable {
  package var name: String
  /// 0 where no word is shared.
  package var score: Double
  /// What each word of the prompt adds to the score, as typed in the prompt; the largest first.
  package var words: [WordWeight]
}

/// A word, and what it counts.
package struct WordWeight: Sendable, Equatable {
  package var word: String
  package var weight: Double
}

/// Ranks skills and tools for a prompt by the words of their names, titles and descriptions.
///
/// No model chooses here. What is measured is whether the texts tell the candidates apart: a
/// prompt whose words point to the wrong one will mislead a model as well, and the words say what
/// to change. The measure is BM25 over word stems (Robertson and Zaragoza, 2009), with each word
/// weighted by how few candidates have it.
package struct Router: Sendable {
  private struct Document {
    var name: String
    /// Weighted occurrences by stem.
    var frequencies: [String: Double]
    var length: Double
  }

  // An occurrence in a description counts 1. A word of the name says more, though little: short
  // names are often made of words that many candidates share.
  private static let nameWeight = 1.5
  private static let titleWeight = 1.0
  /// How fast further occurrences of a word stop counting.
  private static let saturation = 1.2
  /// How much a long description must make up for its length, from 0 to 1.
  private static let lengthInfluence = 0.5

  private let documents: [Document]
  private let averageLength: Double
  /// In how many candidates a stem occurs.
  private let candidateCounts: [String: Int]

  /// - Complexity: linear in the size of the texts.
  package init(_ candidates: [RoutingCandidate]) {
    let names = Set(candidates.map(\.name))
    documents = candidates.map { Self.document($0, names: names) }
    averageLength = max(1, documents.reduce(0) { $0 + $1.length } / Double(max(1, documents.count)))
    candidateCounts = documents.reduce(into: [:]) { counts, document in
      for stem in document.frequencies.keys { counts[stem, default: 0] += 1 }
    }
  }

  private static func document(_ candidate: RoutingCandidate, names: Set<String>) -> Document {
    var frequencies: [String: Double] = [:]
    for word in SearchWord.words(in: candidate.name) {
      frequencies[word.stem, default: 0] += nameWeight
    }
    for word in SearchWord.words(in: candidate.title ?? "") {
      frequencies[word.stem, default: 0] += titleWeight
    }
    let others = names.subtracting([candidate.name])
    let description = SearchWord.words(in: candidate.description.removingNames(others))
    for word in description { frequencies[word.stem, default: 0] += 1 }
    return Document(
      name: candidate.name, frequencies: frequencies, length: Double(description.count))
  }

  /// Every candidate, the best first; candidates with the same score in the order of their names.
  package func rank(_ prompt: String) -> [RoutingRank] {
    var terms: [SearchWord] = []
    for word in SearchWord.words(in: prompt) where !terms.contains(where: { $0.stem == word.stem })
    {
      terms.append(word)
    }
    return documents.map { rank($0, terms) }.sorted { ($1.score, $0.name) < ($0.score, $1.name) }
  }

  private func rank(_ document: Document, _ terms: [SearchWord]) -> RoutingRank {
    let words = terms.compactMap { term -> WordWeight? in
      guard let frequency = document.frequencies[term.stem] else { return nil }
      let lengthFactor =
        1 - Self.lengthInfluence + Self.lengthInfluence * document.length / averageLength
      let weight =
        rarity(of: term.stem) * frequency * (Self.saturation + 1)
        / (frequency + Self.saturation * lengthFactor)
      return WordWeight(word: term.folded, weight: weight)
    }
    return RoutingRank(
      name: document.name, score: words.reduce(0) { $0 + $1.weight },
      words: words.sorted { ($1.weight, $0.word) < ($0.weight, $1.word) })
  }

  private func rarity(of stem: String) -> Double {
    let count = Double(candidateCounts[stem] ?? 0)
    return log(1 + (Double(documents.count) - count + 0.5) / (count + 0.5))
  }
}

extension String {
  /// Without the given names where they stand as words of their own: a description that sends
  /// readers elsewhere ("for teams use `list_teams`") is not about what it names.
  func removingNames(_ names: Set<String>) -> String {
    var text = ""
    var rest = Substring(self)
    while !rest.isEmpty {
      let token = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      if token.isEmpty {
        text.append(rest.removeFirst())
      } else {
        // A name of one plain word, such as `search`, is also just a word.
        let isName = token.contains { $0 == "_" || $0 == "-" } && names.contains(String(token))
        if !isName { text += token }
        rest = rest[token.endIndex...]
      }
    }
    return text
  }
}
