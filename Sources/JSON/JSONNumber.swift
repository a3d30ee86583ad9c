/// A JSON number as its text, so that no digit is lost: `1.10`, `1e400` and
/// `12345678901234567890` come back as they were written.
package struct JSONNumber: Sendable, Equatable {
  /// The number as written, valid by RFC 8259 section 6.
  package let text: String

  /// A number with the given text, which the caller has checked against the grammar.
  package init(uncheckedText text: String) {
    self.text = text
  }

  package init(_ value: Int) {
    text = String(value)
  }

  /// A number for a finite double, in the shortest form that reads back as the same value;
  /// `nil` for infinities and NaN, which JSON cannot express.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    if let integer = Int(exactly: value), integer.magnitude < 1_000_000_000_000_000 {
      text = String(integer)
    } else {
      text = value.description
    }
  }

  /// The value where it is integral (`2`, `2.0`, `20e-1`) and fits; `nil` otherwise.
  package var intValue: Int? {
    if let value = Int(text) { return value }
    // Only a fraction or an exponent is left; a double is exact up to 2^53.
    guard let double = Double(text), let integer = Int(exactly: double),
      integer.magnitude <= 9_007_199_254_740_992
    else { return nil }
    return integer
  }

  /// The nearest double; infinite where the number is beyond the range.
  package var doubleValue: Double {
    Double(text) ?? .nan
  }

  /// Whether the text has neither fraction nor exponent.
  package var isWrittenAsInteger: Bool {
    !text.utf8.contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
  }
}
