// Comparison of UTF-8 without regard to the case of ASCII letters. Whole strings are never folded:
// headings are compared with every rule, and a copy of each would cost more than the comparison.

extension StringProtocol {
  /// Whether both texts are equal.
  func equalsIgnoringCase(_ other: some StringProtocol) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8, by: isSameLetter)
  }

  /// Whether the text begins with the other one.
  func startsIgnoringCase(with prefix: some StringProtocol) -> Bool {
    utf8.starts(with: prefix.utf8, by: isSameLetter)
  }

  /// Whether the text ends with the other one.
  func endsIgnoringCase(with suffix: some StringProtocol) -> Bool {
    utf8.reversed().starts(with: suffix.utf8.reversed(), by: isSameLetter)
  }

  /// Where the other text first occurs; `nil` where it does not, or is empty.
  /// - Complexity: O(*n* · *m*); the texts of rules are short.
  func rangeIgnoringCase(of needle: some StringProtocol) -> Range<Index>? {
    guard let first = needle.utf8.first else { return nil }
    var start = startIndex
    while let candidate = utf8[start...].firstIndex(where: { isSameLetter($0, first) }) {
      if utf8[candidate...].starts(with: needle.utf8, by: isSameLetter) {
        return candidate..<utf8.index(candidate, offsetBy: needle.utf8.count)
      }
      start = utf8.index(after: candidate)
    }
    return nil
  }
}

private func isSameLetter(_ left: UInt8, _ right: UInt8) -> Bool {
  left == right || left.lowercasedLetter == right.lowercasedLetter
}

extension UInt8 {
  /// The byte, an ASCII capital as its small letter.
  fileprivate var lowercasedLetter: UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
  }
}
