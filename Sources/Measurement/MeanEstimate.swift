/// A mean, and how far it can be trusted: the interval in which 95 of 100 means of samples of the same size lie
/// (bootstrap, percentiles).
package struct MeanEstimate: Sendable, Equatable {
  package let mean: Double
  package let interval: ClosedRange<Double>

  /// How many samples are drawn.
  private static let roundCount = 1_000

  /// - Parameters:
  ///   - values: none give 0.
  ///   - seed: of the drawing; the same values and seed give the same interval.
  package init(of values: [Double], seed: UInt64 = 1) {
    guard !values.isEmpty else {
      (mean, interval) = (0, 0...0)
      return
    }
    let count = Double(values.count)
    mean = values.reduce(0, +) / count
    var random = SeededRandom(seed: seed)
    var means: [Double] = []
    means.reserveCapacity(Self.roundCount)
    for _ in 0..<Self.roundCount {
      var sum = 0.0
      for _ in values.indices {
        sum += values[Int(random.next() % UInt64(values.count))]
      }
      means.append(sum / count)
    }
    means.sort()
    interval = means[Self.roundCount / 40]...means[Self.roundCount - 1 - Self.roundCount / 40]
  }
}
