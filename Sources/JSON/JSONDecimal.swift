/// The exact value of a JSON number, whatever its size: `0.d₁d₂d₃… × 10^exponent`.
package struct JSONDecimal: Sendable, Equatable {
  package let isNegative: Bool
  /// The digits as numbers from 0 to 9 without zeros at either end; none for zero.
  package let digits: [UInt8]
  /// The power of ten behind the first digit; 0 for zero.
  package let exponent: Int

  /// Reads the text of a number that is valid by RFC 8259 section 6.
  init(_ text: String) {
    var digits: [UInt8] = []
    var isNegative = false
    var exponent = 0
    var hasPoint = false
    var utf8 = text.utf8[...]
    while let byte = utf8.popFirst() {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): hasPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent += Self.writtenExponent(utf8)
        utf8 = utf8[utf8.endIndex...]
      default:
        if digits.isEmpty, byte == UInt8(ascii: "0") {
          if hasPoint { exponent -= 1 }
        } else {
          digits.append(byte &- UInt8(ascii: "0"))
          if !hasPoint { exponent += 1 }
        }
      }
    }
    while digits.last == 0 { digits.removeLast() }
    self.isNegative = isNegative && !digits.isEmpty
    self.digits = digits
    self.exponent = digits.isEmpty ? 0 : exponent
  }

  /// The exponent after the `e`; beyond 18 digits it is as good as infinite, and so is what stands
  /// for it: no text is long enough to make up for it.
  private static func writtenExponent(_ utf8: Substring.UTF8View) -> Int {
    var digits = utf8
    if let sign = digits.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      digits.removeFirst()
    }
    digits = digits.drop { $0 == UInt8(ascii: "0") }
    let magnitude =
      digits.count > 18
      ? 1_000_000_000_000_000_000
      : digits.reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
    return utf8.first == UInt8(ascii: "-") ? -magnitude : magnitude
  }

  /// Whether there is no fraction.
  package var isIntegral: Bool { exponent >= digits.count }

  /// The value as an `Int`; `nil` where it has a fraction or does not fit.
  var intValue: Int? {
    guard isIntegral, exponent <= 19 else { return nil }
    var value = 0
    for position in 0..<exponent {
      let digit = position < digits.count ? Int(digits[position]) : 0
      let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
      // Towards its own sign, or the least `Int` would be out of reach.
      let (sum, carry) = shifted.addingReportingOverflow(isNegative ? -digit : digit)
      guard !overflow, !carry else { return nil }
      value = sum
    }
    return value
  }

  /// The digits as one integer and the power of ten to multiply it with; `nil` beyond 19 digits.
  fileprivate var scaled: (coefficient: UInt64, exponent: Int)? {
    guard digits.count <= 19 else { return nil }
    return (digits.reduce(0) { $0 * 10 + UInt64($1) }, exponent - digits.count)
  }
}

extension JSONDecimal: Comparable {
  package static func < (left: JSONDecimal, right: JSONDecimal) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative
      ? right.isLessInMagnitude(than: left) : left.isLessInMagnitude(than: right)
  }

  private func isLessInMagnitude(than other: JSONDecimal) -> Bool {
    if digits.isEmpty || other.digits.isEmpty { return digits.isEmpty && !other.digits.isEmpty }
    if exponent != other.exponent { return exponent < other.exponent }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}

extension JSONDecimal {
  /// Whether this is an integer times the divisor, which is not zero. Exact up to 19 digits, by the
  /// quotient of the nearest doubles beyond.
  func isMultiple(of divisor: JSONDecimal, approximately quotient: @autoclosure () -> Double)
    -> Bool
  {
    guard let dividend = scaled, let divisor = divisor.scaled else {
      let quotient = quotient()
      // From 2^53 on every double is an integer. Infinity over infinity is not a number.
      return quotient.magnitude >= 0x1p53
        || !quotient.isNaN && Double(Int(quotient)) == quotient
    }
    if dividend.coefficient == 0 { return true }
    let power = dividend.exponent - divisor.exponent
    if power >= 0 {
      return multiply(
        dividend.coefficient % divisor.coefficient, powerOfTen(power, modulo: divisor.coefficient),
        modulo: divisor.coefficient) == 0
    }
    guard power >= -19 else { return false }
    let (product, overflow) = (0..<(-power)).reduce((divisor.coefficient, false)) { result, _ in
      let (product, overflow) = result.0.multipliedReportingOverflow(by: 10)
      return (product, result.1 || overflow)
    }
    return !overflow && dividend.coefficient % product == 0
  }
}

private func multiply(_ left: UInt64, _ right: UInt64, modulo divisor: UInt64) -> UInt64 {
  // Both are below the divisor, so the quotient fits.
  divisor.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
}

private func powerOfTen(_ exponent: Int, modulo divisor: UInt64) -> UInt64 {
  var result = 1 % divisor
  var square = 10 % divisor
  var exponent = exponent
  while exponent > 0 {
    if exponent & 1 == 1 { result = multiply(result, square, modulo: divisor) }
    square = multiply(square, square, modulo: divisor)
    exponent >>= 1
  }
  return result
}
