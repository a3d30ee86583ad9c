/// Why a text is not JSON, and where.
package struct JSONParseError: Error, Equatable, Sendable {
  /// What was wrong.
  package enum Reason: Equatable, Sendable {
    case unexpectedEnd
    case unexpectedByte(UInt8)
    case controlCharacterInString(UInt8)
    case invalidEscape
    case loneSurrogate
    case invalidNumber
    case invalidLiteral
    case invalidUTF8
    case nestingTooDeep(maximum: Int)
    case tooManyValues(maximum: Int)
    case trailingContent
  }

  package var reason: Reason
  /// Where: an offset in bytes from the start of the text.
  package var utf8Offset: Int

  package init(_ reason: Reason, at utf8Offset: Int) {
    self.reason = reason
    self.utf8Offset = utf8Offset
  }
}

extension JSONParseError: CustomStringConvertible {
  package var description: String { "\(reason) at byte \(utf8Offset)" }
}

extension JSONParseError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unexpectedEnd: "the text ends inside a value"
    case .unexpectedByte(let byte): "unexpected \(name(of: byte))"
    case .controlCharacterInString(let byte): "\(name(of: byte)) must be escaped in a string"
    case .invalidEscape:
      "invalid escape: one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX is expected"
    case .loneSurrogate: "a \\u escape names half a surrogate pair"
    case .invalidNumber: "invalid number"
    case .invalidLiteral: "invalid literal: true, false or null is expected"
    case .invalidUTF8: "invalid UTF-8"
    case .nestingTooDeep(let maximum): "nested deeper than \(maximum) levels"
    case .tooManyValues(let maximum): "more than \(maximum) values"
    case .trailingContent: "content after the value"
    }
  }

  private func name(of byte: UInt8) -> String {
    if byte > 0x20, byte < 0x7F { return "'\(Character(UnicodeScalar(byte)))'" }
    let digits = String(byte, radix: 16, uppercase: true)
    return "byte 0x" + (digits.count == 1 ? "0" : "") + digits
  }
}
