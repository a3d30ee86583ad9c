import JSON
import Testing

struct JSONNumberTests {
  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("-0.0", 0), ("0e99", 0), ("17", 17), ("2.0", 2), ("20e-1", 2),
      ("-1.5e1", -15),
      ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775808", nil),
      ("-9223372036854775809", nil), ("9.223372036854775807e18", .max),
      ("-9223372036854775808.0", .min),
      ("9007199254740993.0", 9_007_199_254_740_993), ("1e18", 1_000_000_000_000_000_000),
      ("1e19", nil),
      ("1e999999999999999999999", nil), ("1e-999999999999999999999", nil), ("1.5", nil),
      ("0.1", nil),
      ("0.0000001e7", 1), ("0e999999999999999999999", 0),
    ] as [(String, Int?)])
  func hasAnIntegerValueWhereExact(text: String, value: Int?) {
    #expect(JSONNumber(uncheckedText: text).intValue == value)
  }

  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-2, "-2"), (0.5, "0.5"), (1e15, "1000000000000000"),
      (1e16, "1e+16"),
      (999_999_999_999_999, "999999999999999"), (1e-7, "1e-07"), (1.5e300, "1.5e+300"),
      (.leastNonzeroMagnitude, "5e-324"), (.infinity, nil), (-.infinity, nil), (.nan, nil),
    ] as [(Double, String?)])
  func writesDoublesSoThatTheyReadBack(value: Double, text: String?) {
    let number = JSONNumber(value)
    #expect(number?.text == text)
    if let number { #expect(number.doubleValue == value) }
  }

  /// Ascending, each row equal in itself.
  private static let ladder: [[String]] = [
    ["-1e400", "-10e399"], ["-123456789012345678901"],
    ["-123456789012345678900", "-1234567890123456789e2"],
    ["-2"], ["-1.5"], ["-1", "-1.0", "-10e-1"], ["-0.1"], ["-1e-400"],
    ["0", "-0", "0.0", "0e5", "-0e-5"], ["1e-400"], ["0.05", "5e-2"], ["0.1"], ["0.5"],
    ["1", "1.00"],
    ["1.00000000000000000000000001"], ["9007199254740992"], ["9007199254740993"],
    ["12345678901234567890", "1.2345678901234567890e19"], ["12345678901234567891"], ["1e400"],
    ["1e99999999999999999999", "1e88888888888888888888"],
  ]

  @Test func comparesExactly() {
    for (leftRank, left) in Self.ladder.enumerated() {
      for (rightRank, right) in Self.ladder.enumerated() {
        for pair in left.flatMap({ left in right.map { (left, $0) } }) {
          let left = JSONNumber(uncheckedText: pair.0)
          let right = JSONNumber(uncheckedText: pair.1)
          #expect(left.isLess(than: right) == (leftRank < rightRank), "\(pair)")
          #expect(left.hasSameValue(as: right) == (leftRank == rightRank), "\(pair)")
          #expect((left == right) == (pair.0 == pair.1))
        }
      }
    }
  }

  @Test(
    arguments: [
      ("10", "5", true), ("10", "3", false), ("0", "7", true), ("-9", "3", true),
      ("-9223372036854775808", "-1", true),
      ("19.99", "0.01", true), ("0.0075", "0.0001", true), ("0.00751", "0.0001", false),
      ("4.5", "1.5", true),
      ("35", "1.5", false), ("1e308", "0.5", true), ("1e308", "0.123456789", false),
      ("1e400", "0.1", true),
      ("1", "1e2", false), ("1", "1e30", false), ("100", "1e2", true), ("0", "1e30", true),
      ("12391239123", "1e-8", true), ("1e999999999999999999", "3", false),
      ("1e999999999999999999", "1024", true),
      ("123456789012345678901234567890", "10", true), ("0.12345678901234567890123", "1", false),
      ("99999999999999999999999e400", "99999999999999999999998e400", false),
      ("18446744073709551615e10", "9999999999999999999", false),
    ])
  func knowsMultiples(dividend: String, divisor: String, isMultiple: Bool) {
    let dividend = JSONNumber(uncheckedText: dividend)
    #expect(dividend.isMultiple(of: JSONNumber(uncheckedText: divisor)) == isMultiple)
  }

  @Test(
    arguments: [
      ("1", true), ("1.0", true), ("1.5", false), ("15e-1", false), ("150e-1", true),
      ("1e400", true), ("1e-400", false),
      ("0.0", true), ("123456789012345678901234567890.5", false),
    ])
  func knowsIntegers(text: String, isIntegral: Bool) {
    #expect(JSONNumber(uncheckedText: text).isIntegral == isIntegral)
  }
}
