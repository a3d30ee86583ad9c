extension Double {
  /// With exactly so many digits after the point, rounded to nearest: `0.70`. For finite values that fit an
  /// integer with their digits.
  package func withDecimals(_ count: Int) -> String {
    guard isFinite, magnitude < 1e12 else { return description }
    var factor = 1.0
    for _ in 0..<count { factor *= 10 }
    let scaled = Int((magnitude * factor).rounded())
    let digits = String(scaled)
    let sign = self < 0 && scaled > 0 ? "-" : ""
    guard count > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, count + 1 - digits.count)) + digits
    return sign + padded.dropLast(count) + "." + padded.suffix(count)
  }
}
