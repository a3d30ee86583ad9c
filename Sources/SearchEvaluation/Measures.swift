package import Measurement

/// How well a search answered judged queries, looking at the first ten results.
///
/// MRR is the mean of 1 / the place of the first right result, 0 where none of the ten is right; recall is
/// the part of the queries of which at least one of the ten is.
package struct Measures: Sendable, Equatable {
  package static let depth = 10

  /// For each query the place of the first right result, from 1; `nil` where there is none.
  package private(set) var places: [Int?] = []

  package init() {}

  /// Notes what became of a query.
  package mutating func note(_ results: some Sequence<Bool>) {
    places.append(
      results.prefix(Self.depth).enumerated().first { $0.element }.map { $0.offset + 1 })
  }

  package var reciprocalRank: MeanEstimate { MeanEstimate(of: reciprocalRanks) }

  package var recall: MeanEstimate { MeanEstimate(of: places.map { $0 == nil ? 0 : 1 }) }

  /// By how much the reciprocal ranks of the same queries exceed those of another search.
  package func gain(over other: Measures) -> MeanEstimate {
    MeanEstimate(of: zip(reciprocalRanks, other.reciprocalRanks).map { $0 - $1 })
  }

  private var reciprocalRanks: [Double] {
    places.map { place in place.map { 1 / Double($0) } ?? 0 }
  }
}
