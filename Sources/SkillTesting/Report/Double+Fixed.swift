extension Double {
  /// The number with so many digits, at least one, after the point; halves away from zero, no
  /// exponent below 2⁵³.
  func fixed(_ digits: Int) -> String {
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = magnitude * Double(scale) + 0.5
    guard scaled < 0x1p53 else { return description }
    let whole = Int(scaled)
    let fraction = "\(whole % scale)"
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(self < 0 && whole > 0 ? "-" : "")\(whole / scale).\(zeros)\(fraction)"
  }
}
