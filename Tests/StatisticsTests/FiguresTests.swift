import Logging
import Measurement
import TestSupport
import Testing

@testable import Statistics

struct FiguresTests {
  private static func figures(_ microseconds: [Int]) -> Figures {
    Figures(microseconds.map { Call(outcome: .ok, microseconds: $0) })
  }

  /// Nearest rank: the value at place ⌈p·n⌉ of the ordered ones.
  @Test(arguments: [
    ([7], [7, 7, 7, 7]), ([2, 1], [1, 1, 2, 2]), ([3, 1, 2], [1, 2, 3, 3]),
    ([15, 20, 35, 40, 50], [15, 35, 50, 50]),
    (Array((1...20).reversed()), [1, 10, 19, 20]), (Array(1...21), [1, 11, 20, 21]),
    (Array(1...100), [1, 50, 95, 100]), (Array(1...101), [2, 51, 96, 101]),
    ([5, 5, 5], [5, 5, 5, 5]),
  ])
  func percentilesAreOfTheNearestRank(microseconds: [Int], expected: [Int]) {
    let figures = Self.figures(microseconds)
    #expect([1, 50, 95, 100].map { figures.microseconds(atPercent: $0) } == expected)
    #expect(figures.maximumMicroseconds == microseconds.max())
  }

  @Test func aPercentileIsTheSmallestValueThatSoManyDoNotExceed() {
    var generator = SeededRandom(seed: 95)
    for _ in 0..<300 {
      let count = Int.random(in: 1...60, using: &generator)
      let values = (0..<count).map { _ in Int.random(in: 0...40, using: &generator) }
      let figures = Self.figures(values)
      for percent in 1...100 {
        let smallest = values.sorted().first { value in
          values.count(where: { $0 <= value }) * 100 >= percent * values.count
        }
        #expect(figures.microseconds(atPercent: percent) == smallest, "\(percent) % of \(values)")
      }
    }
  }

  @Test func whatWasNotAnsweredHasNoDuration() {
    let figures = Figures([Call(outcome: .cancelled), Call(outcome: .unanswered)])
    #expect(figures.microseconds(atPercent: 50) == nil)
    #expect(figures.maximumMicroseconds == nil)
    #expect(figures.tokensPerCall == 0)
    #expect(Figures([]).tokensPerCall == 0)
  }

  @Test func everyOutcomeIsCounted() {
    let outcomes: [LogOutcome] = [.ok, .toolError, .error, .error, .cancelled, .unanswered]
    let figures = Figures(outcomes.map { Call(outcome: $0, resultBytes: $0 == .ok ? 5 : nil) })
    #expect(figures.calls == 6)
    #expect(figures.errors == 3)
    #expect(figures.toolErrors == 1)
    #expect(figures.cancelled == 1)
    #expect(figures.unanswered == 1)
    #expect(figures.resultBytes == 5)
    #expect(figures.resultTokens == 2, "a part of a token counts as one")
  }

  @Test(arguments: [([4], 1), ([4, 4, 8], 1), ([8, 4], 2), ([12, 8, 8], 2), ([4, 0, 0], 0)])
  func tokensPerCallAreRounded(bytes: [Int], expected: Int) {
    #expect(Figures(bytes.map { Call(outcome: .ok, resultBytes: $0) }).tokensPerCall == expected)
  }
}
