import JSON

/// How much of a model's context an answer may still take.
///
/// Without a model's own tokenizer the length in bytes is the best measure: about four bytes of
/// English or JSON make one token.
package struct TokenBudget: Sendable {
  /// Where the caller does not say.
  package static let defaultTokens = 2_000
  /// More than clients show without cutting.
  package static let maximumTokens = 8_000
  /// Less would not hold one row with its citation.
  package static let minimumTokens = 100

  /// The measure for English and JSON.
  package static let bytesPerToken = 4

  /// What is left, in bytes of JSON.
  package private(set) var remainingBytes: Int

  /// A budget, brought into the allowed range.
  package init(tokens: Int?) {
    let tokens = tokens ?? Self.defaultTokens
    remainingBytes =
      min(max(tokens, Self.minimumTokens), Self.maximumTokens) * Self.bytesPerToken
  }

  /// About how many tokens a text of that length makes.
  package static func tokens(forBytes byteCount: Int) -> Int {
    (byteCount + bytesPerToken - 1) / bytesPerToken
  }

  /// Takes a part of the budget; `false`, and nothing taken, where it does not fit.
  package mutating func take(bytes: Int) -> Bool {
    guard bytes <= remainingBytes else { return false }
    remainingBytes -= bytes
    return true
  }
}

extension JSONValue {
  /// About how many bytes the value takes as JSON; escapes are not counted.
  /// - Complexity: one visit to each value, no visit to the bytes of strings.
  package var approximateByteCount: Int {
    switch self {
    case .null: 4
    case .bool(let value): value ? 4 : 5
    case .number(let number): number.text.utf8.count
    case .string(let string): string.utf8.count + 2
    case .array(let elements):
      elements.reduce(2 + elements.count) { $0 + $1.approximateByteCount }
    case .object(let object): object.approximateByteCount
    }
  }
}

extension JSONObject {
  /// About how many bytes the object takes as JSON; escapes are not counted.
  package var approximateByteCount: Int {
    members.reduce(2) { $0 + $1.key.utf8.count + 4 + $1.value.approximateByteCount }
  }
}
