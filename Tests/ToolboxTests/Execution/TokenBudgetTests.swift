import JSON
import Testing

@testable import Toolbox

struct TokenBudgetTests {
  @Test(
    arguments: [
      (nil, 8_000), (1, 400), (-5, 400), (100, 400), (500, 2_000), (8_000, 32_000),
      (1_000_000, 32_000),
    ] as [(Int?, Int)])
  func staysWithinTheAllowedRange(tokens: Int?, bytes: Int) {
    #expect(TokenBudget(tokens: tokens).remainingBytes == bytes)
  }

  @Test func takesAllOrNothing() {
    var budget = TokenBudget(tokens: 100)
    let taken = [300, 101, 100, 0, 1].map { budget.take(bytes: $0) }
    #expect(taken == [true, false, true, true, false])
    #expect(budget.remainingBytes == 0)
  }

  @Test(arguments: [(0, 0), (1, 1), (4, 1), (5, 2), (8_000, 2_000)])
  func estimatesTokens(bytes: Int, tokens: Int) {
    #expect(TokenBudget.tokens(forBytes: bytes) == tokens)
  }

  @Test(
    arguments: [
      .null, true, false, 12, "häuser", [], [1, 2, "x"], ["a": [["b": .null]], "c": "d"],
    ] as [JSONValue])
  func estimatesAtLeastTheLengthOfPlainJSON(value: JSONValue) {
    let exact = value.encoded.count
    #expect((exact...exact + 8).contains(value.approximateByteCount))
  }

  @Test func shortensTheLongestTextFirst() {
    var row = object(["a": .string(String(repeating: "é", count: 300)), "b": "short", "n": 1])
    let isEnough = row.shorten(toBytes: 200)
    #expect(isEnough)
    #expect(row.approximateByteCount <= 200)
    #expect(row["b"] == "short")
    let text = row["a"]?.stringValue ?? ""
    #expect(text.hasPrefix("éé"))
    #expect(text.hasSuffix(" more bytes]"))
    #expect(!text.contains("\u{FFFD}"))
    var numbers = object(["a": [1, 2, 3, 4, 5, 6, 7, 8, 9]])
    let canBeCut = numbers.shorten(toBytes: 10)
    #expect(!canBeCut)
  }
}
