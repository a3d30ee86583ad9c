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
    // Not `Int(exactly:)`, which needs the C mathematics library.
    if value.magnitude < 0x1p53, Double(Int(value)) == value {
      text = String(Int(value))
    } else {
      text = value.description
    }
  }

  /// The value where it is integral (`2`, `2.0`, `20e-1`) and fits; `nil` otherwise. Exact.
  package var intValue: Int? {
    Int(text) ?? decimal.intValue
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
