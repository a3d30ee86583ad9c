extension Unicode.Scalar {
  /// Whether this breaks a line, steers a terminal, changes the direction of text or shows as nothing:
  /// printed as it is, it would make a reader see something else than what is written. Joiners
  /// (U+200C, U+200D) are not among them: many scripts and emoji need them.
  package var isHidden: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069,
      0xFEFF:
      true
    default: false
    }
  }
}

extension String {
  /// The text with each hidden character written as `\u{…}`.
  package var escapingHiddenCharacters: String {
    guard unicodeScalars.contains(where: \.isHidden) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isHidden {
        text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
