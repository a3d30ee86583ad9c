extension JSONNumber {
  /// The exact value.
  package var decimal: JSONDecimal { JSONDecimal(text) }

  /// Whether both stand for the same value (`1`, `1.0`, `10e-1`), whatever their size; `==`
  /// compares what was written.
  package func hasSameValue(as other: JSONNumber) -> Bool {
    if text.hasSameScalars(as: other.text) { return true }
    if let left = Int(text), let right = Int(other.text) { return left == right }
    return decimal == other.decimal
  }

  /// Whether the value is less than another. Exact.
  package func isLess(than other: JSONNumber) -> Bool {
    if let left = Int(text), let right = Int(other.text) { return left < right }
    return decimal < other.decimal
  }

  /// Whether the value is an integer times the divisor, which is not zero.
  package func isMultiple(of divisor: JSONNumber) -> Bool {
    if let left = Int(text), let right = Int(divisor.text) { return left.isMultiple(of: right) }
    return decimal.isMultiple(
      of: divisor.decimal, approximately: doubleValue / divisor.doubleValue)
  }

  /// Whether the value has no fraction (`2`, `2.0`, `1e400`).
  package var isIntegral: Bool {
    isWrittenAsInteger || decimal.isIntegral
  }
}
