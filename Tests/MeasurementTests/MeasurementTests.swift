import Measurement
import Testing

struct MeasurementTests {
  @Test func drawsTheSameNumbersForTheSameSeed() {
    // The first numbers of the algorithm for the seed 1234567, as its authors publish them.
    var random = SeededRandom(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }

  @Test func estimatesAMeanWithItsInterval() {
    let estimate = MeanEstimate(of: Array(repeating: 0, count: 50) + Array(repeating: 1, count: 50))
    #expect(estimate.mean == 0.5)
    // Two standard errors of 0.05 on each side.
    #expect((0.37...0.43).contains(estimate.interval.lowerBound))
    #expect((0.57...0.63).contains(estimate.interval.upperBound))
    #expect(
      estimate
        == MeanEstimate(of: Array(repeating: 0, count: 50) + Array(repeating: 1, count: 50)))
  }

  @Test func estimatesEvenOfLittle() {
    #expect(MeanEstimate(of: []).interval == 0...0)
    #expect(MeanEstimate(of: [0.25]).interval == 0.25...0.25)
  }

  @Test(arguments: [
    (0.0, 2, "0.00"), (1.005, 1, "1.0"), (0.0449, 3, "0.045"), (-0.5, 2, "-0.50"),
    (-0.001, 2, "0.00"), (12.5, 0, "13"), (1234.5678, 3, "1234.568"),
  ])
  func writesDecimals(value: Double, count: Int, expected: String) {
    #expect(value.withDecimals(count) == expected)
  }
}
