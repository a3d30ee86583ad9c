import JSON

/// What an unquoted text stands for: the core schema, YAML 1.2.2 section 10.3.2.
enum CoreSchema {
  enum Resolution {
    case content(YAMLNode.Content)
    case string
    /// `.inf` or `.nan`.
    case notFinite
    /// A number in octal or hexadecimal notation beyond 64 bits.
    case tooLarge
  }

  /// Resolves a text without line ends.
  static func resolve(_ text: UnsafeBufferPointer<UInt8>) -> Resolution {
    guard let first = text.first else { return .content(.null) }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return number(text)
    case UInt8(ascii: "~") where text.count == 1:
      return .content(.null)
    case UInt8(ascii: "n"), UInt8(ascii: "N"):
      return text.isOne(of: "null", "Null", "NULL") ? .content(.null) : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"):
      return text.isOne(of: "true", "True", "TRUE") ? .content(.bool(true)) : .string
    case UInt8(ascii: "f"), UInt8(ascii: "F"):
      return text.isOne(of: "false", "False", "FALSE") ? .content(.bool(false)) : .string
    default:
      return .string
    }
  }

  // MARK: - Numbers

  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> Resolution {
    if text.count > 2, text[0] == UInt8(ascii: "0") {
      if text[1] == UInt8(ascii: "x") { return prefixed(text, radix: 16) }
      if text[1] == UInt8(ascii: "o") { return prefixed(text, radix: 8) }
    }
    var index = 0
    let isNegative = text[0] == UInt8(ascii: "-")
    if isNegative || text[0] == UInt8(ascii: "+") { index = 1 }
    if UnsafeBufferPointer(rebasing: text[index...]).isOne(of: ".inf", ".Inf", ".INF") {
      return .notFinite
    }
    if text.isOne(of: ".nan", ".NaN", ".NAN") { return .notFinite }
    guard let parts = DecimalParts(text, from: index) else { return .string }
    return .content(.number(parts.number(isNegative: isNegative)))
  }

  private static func prefixed(_ text: UnsafeBufferPointer<UInt8>, radix: UInt64) -> Resolution {
    var value: UInt64 = 0
    var isTooLarge = false
    for byte in text[2...] {
      guard let digit = byte.hexadecimalValue, digit < radix else { return .string }
      let (product, hasOverflown) = value.multipliedReportingOverflow(by: radix)
      isTooLarge = isTooLarge || hasOverflown
      // The radix is a power of two: the product's low digit is 0.
      value = product | UInt64(digit)
    }
    if isTooLarge { return .tooLarge }
    return .content(.number(JSONNumber(uncheckedText: String(value))))
  }
}

/// The parts of a decimal number, as YAML writes it.
private struct DecimalParts {
  /// Without leading zeros; empty for none at all or zero.
  private let integer: Slice<UnsafeBufferPointer<UInt8>>
  /// The digits behind the point; `nil` where there is no point.
  private let fraction: Slice<UnsafeBufferPointer<UInt8>>?
  /// With the letter and the sign; empty where there is none.
  private let exponent: Slice<UnsafeBufferPointer<UInt8>>

  /// `nil` where the text is no number.
  init?(_ text: UnsafeBufferPointer<UInt8>, from start: Int) {
    var index = start
    func skipDigits() {
      while index < text.count, text[index] &- UInt8(ascii: "0") < 10 { index += 1 }
    }
    skipDigits()
    let integerEnd = index
    var fraction: Slice<UnsafeBufferPointer<UInt8>>?
    if index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      skipDigits()
      fraction = text[(integerEnd + 1)..<index]
    }
    guard integerEnd > start || fraction?.isEmpty == false else { return nil }
    let exponentStart = index
    if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") {
        index += 1
      }
      let digitsStart = index
      skipDigits()
      guard index > digitsStart else { return nil }
    }
    guard index == text.count else { return nil }
    integer = text[start..<integerEnd].drop { $0 == UInt8(ascii: "0") }
    self.fraction = fraction
    exponent = text[exponentStart...]
  }

  /// The number in JSON's notation: no plus, no leading zeros, digits on both sides of the point.
  func number(isNegative: Bool) -> JSONNumber {
    let isInteger = fraction == nil && exponent.isEmpty
    var text = ""
    if isNegative, !(isInteger && integer.isEmpty) { text += "-" }
    text += integer.isEmpty ? "0" : String(decoding: integer, as: UTF8.self)
    if let fraction {
      text += "."
      text += fraction.isEmpty ? "0" : String(decoding: fraction, as: UTF8.self)
    }
    text += String(decoding: exponent, as: UTF8.self)
    return JSONNumber(uncheckedText: text)
  }
}

extension UInt8 {
  /// The value of a hexadecimal digit; `nil` for any other byte.
  var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes are those of one of the words.
  fileprivate func isOne(of words: StaticString...) -> Bool {
    words.contains { word in
      word.utf8CodeUnitCount == count
        && indices.allSatisfy { self[$0] == word.utf8Start[$0] }
    }
  }
}
