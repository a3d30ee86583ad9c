extension Unicode.Scalar {
  /// Whether this leaves no mark where it is printed, steers a terminal or turns the direction of text: control,
  /// format and filler characters, and variation selectors and tags, which can carry a hidden text. Printed as it is,
  /// it would make a reader see something else than what is written. Tabs and line ends are not among them.
  var isInvisible: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0x00..<0x20, 0x7F..<0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5,
      0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F,
      0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// Whether an invisible character is where writing needs it: a joiner between letters of a script that joins, or
  /// between emoji, or one mark that chooses between the two looks of an emoji. Anywhere else a row of them could
  /// spell something.
  fileprivate func isNeeded(after previous: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
    switch value {
    case 0x200C, 0x200D:
      guard let next else { return false }
      if previous.isOfJoiningScript { return next.isOfJoiningScript }
      return value == 0x200D && (previous.value == 0xFE0F || previous.isEmoji) && next.isEmoji
    case 0xFE0E, 0xFE0F:
      // Digits are emoji only as key caps.
      return previous.isEmoji || (previous.properties.isEmoji && next?.value == 0x20E3)
    default:
      return false
    }
  }

  private var isEmoji: Bool { value > 0x7F && properties.isEmoji }

  /// Whether the script is one of those from Arabic to those of South-East Asia, and their further blocks.
  private var isOfJoiningScript: Bool {
    guard !isInvisible else { return false }
    switch value {
    case 0x600..<0x1D00, 0xA800..<0xAC00, 0xFB50..<0xFE00, 0xFE70..<0xFEFF, 0x10A00..<0x12000,
      0x1E900..<0x1E960:
      return true
    default: return false
    }
  }
}

extension String {
  /// The text on one line, with each hidden character, line ends and tabs among them, written as `\u{…}`.
  package var escapingHiddenCharacters: String {
    replacingHiddenCharacters(keepingLayout: false) {
      "\\u{" + String($0.value, radix: 16, uppercase: true) + "}"
    }
  }

  /// The text with each hidden character but line ends and tabs written as `\u{…}`.
  package var escapingInvisibleCharacters: String {
    replacingHiddenCharacters(keepingLayout: true) {
      "\\u{" + String($0.value, radix: 16, uppercase: true) + "}"
    }
  }

  /// JSON with each hidden character of its strings written as `\uXXXX`.
  package var escapingInvisibleCharactersInJSON: String {
    replacingHiddenCharacters(keepingLayout: true) { scalar in
      scalar.utf16.map { unit in
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      }.joined()
    }
  }

  /// The text with something in the place of each hidden character.
  /// - Parameter keepingLayout: whether line ends and tabs stay.
  func replacingHiddenCharacters(
    keepingLayout: Bool, by replacement: (Unicode.Scalar) -> String
  ) -> String {
    let isPlain = utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { byte in
        (0x20..<0x7F).contains(byte) || (keepingLayout && [0x09, 0x0A, 0x0D].contains(byte))
      }
    }
    guard isPlain != true else { return self }
    var text = ""
    text.reserveCapacity(utf8.count)
    var previous: Unicode.Scalar = " "
    var iterator = unicodeScalars.makeIterator()
    var current = iterator.next()
    while let scalar = current {
      let next = iterator.next()
      let isHidden = scalar.isInvisible || (!keepingLayout && scalar.value < 0x20)
      if isHidden, !scalar.isNeeded(after: previous, before: next) {
        text += replacement(scalar)
      } else {
        text.unicodeScalars.append(scalar)
      }
      previous = scalar
      current = next
    }
    return text
  }
}
