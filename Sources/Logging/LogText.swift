/// Text that a client chose, made fit for a log: bounded, and with nothing in it that cannot be seen.
package enum LogText {
  /// More is cut, with a `…` at the end.
  package static let maximumCharacters = 200

  /// The beginning of the text where it is very long.
  static func bounded(_ text: String) -> String {
    // By bytes first: to count the characters of a megabyte takes its time.
    guard text.utf8.count > maximumCharacters, text.count > maximumCharacters else { return text }
    return text.prefix(maximumCharacters) + "…"
  }

  /// The text as a JSON string on one line: what cannot be seen is escaped, besides what must be.
  static func json(_ text: String) -> String {
    // Nearly all are plain, and a line is made of many.
    if text.utf8.allSatisfy(isPlain) { return "\"" + text + "\"" }
    return quoted(text) { scalar in
      scalar.value > 0xFFFF
        ? UTF16.leadSurrogate(scalar).jsonEscape + UTF16.trailSurrogate(scalar).jsonEscape
        : UInt16(scalar.value).jsonEscape
    }
  }

  /// The text as one word for people: in quotes where it holds white space, quotes or nothing.
  static func word(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.isVisible && !"\"\\ ".unicodeScalars.contains($0)
    }
    guard !isPlain || text.isEmpty else { return text }
    return quoted(text) { "\\u{" + String($0.value, radix: 16, uppercase: true) + "}" }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func quoted(_ text: String, escape: (Unicode.Scalar) -> String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        output += "\\"
        output.unicodeScalars.append(scalar)
      case _ where scalar.isVisible: output.unicodeScalars.append(scalar)
      default: output += escape(scalar)
      }
    }
    return output + "\""
  }
}

extension UInt16 {
  fileprivate var jsonEscape: String {
    let digits = String(self, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
}

extension Unicode.Scalar {
  /// Whether it leaves a mark where it is printed, or is a blank: no control, format or filler character, and none
  /// that is not assigned.
  fileprivate var isVisible: Bool {
    if isASCII { return (0x20..<0x7F).contains(value) }
    guard !properties.isDefaultIgnorableCodePoint else { return false }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return false
    default: return true
    }
  }
}
