extension Duration {
  /// Rounded for people: `4 ms` below a second, `1.3 s` from there on.
  package var inWords: String {
    let milliseconds = self.milliseconds
    guard milliseconds >= 1000 else { return "\(milliseconds) ms" }
    let tenths = (milliseconds + 50) / 100
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }

  /// Rounded to the nearest.
  package var milliseconds: Int { Int((self / .milliseconds(1)).rounded()) }
}
