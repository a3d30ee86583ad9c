import Foundation
import Measurement
import TestSupport
import Testing

@testable import Logging

struct LogTimeTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (951_782_400_000, "2000-02-29T00:00:00.000Z"), (951_868_799_999, "2000-02-29T23:59:59.999Z"),
    (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    (1_795_690_140_123, "2026-11-26T10:49:00.123Z"),
    (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
  ])
  func isWrittenAsInRFC3339(milliseconds: Int64, text: String) {
    #expect(LogTime(milliseconds: milliseconds).text == text)
    #expect(LogTime(text) == LogTime(milliseconds: milliseconds))
  }

  @Test func isWhatFoundationSays() throws {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    var generator = SeededRandom(seed: 7)
    for _ in 0..<2000 {
      // Whole seconds: Foundation rounds fractions.
      let milliseconds =
        Int64.random(in: -10_000_000_000...250_000_000_000, using: &generator) * 1000
      let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
      let text = LogTime(milliseconds: milliseconds).text
      #expect(text == formatter.string(from: date), "\(milliseconds)")
      #expect(LogTime(text)?.milliseconds == milliseconds, "\(milliseconds)")
    }
  }

  @Test(arguments: [
    "", "2026-11-26T10:49:00Z", "2026-02-29T10:49:00.123Z", "2026-13-01T10:49:00.123Z",
    "2026-00-01T10:49:00.123Z", "2026-11-00T10:49:00.123Z", "2026-11-26T24:00:00.000Z",
    "2026-11-26T10:60:00.123Z", "2026-11-26T10:49:00.123+", "2026-11-26 10:49:00.123Z",
    "2026-11-26T10:49:00.-23Z", "２026-11-26T10:49:00.12Z",
  ])
  func nothingElseIsATime(text: String) {
    #expect(LogTime(text) == nil)
  }
}
