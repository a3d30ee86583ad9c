/// Tells whether a word is a number of TOML 1.0: an integer of 64 bits, or a float.
enum TOMLNumber {
  static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    let isSigned = rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-")
    if isSigned { rest = rest.dropFirst() }
    if ["inf", "nan"].contains(Substring(rest)) { return true }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where rest.starts(with: prefix.utf8) {
      return !isSigned && isInteger(rest.dropFirst(2), radix: radix, sign: "")
    }
    let whole = digits(&rest)
    guard isSpaced(whole), whole.count == 1 || whole.first != UInt8(ascii: "0") else {
      return false
    }
    if rest.isEmpty {
      return isInteger(whole, radix: 10, sign: text.hasPrefix("-") ? "-" : "")
    }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard isSpaced(digits(&rest)) else { return false }
    }
    if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard isSpaced(digits(&rest)) else { return false }
    }
    return rest.isEmpty
  }

  /// Takes digits and the underscores among them.
  private static func digits(_ rest: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = rest.prefix { $0.isDigit || $0 == UInt8(ascii: "_") }
    rest = rest.dropFirst(digits.count)
    return digits
  }

  /// Whether there is a digit at each side of every underscore.
  private static func isSpaced(_ digits: Substring.UTF8View) -> Bool {
    digits.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty }
  }

  private static func isInteger(
    _ digits: Substring.UTF8View, radix: Int, sign: String
  ) -> Bool {
    guard isSpaced(digits),
      digits.allSatisfy({ $0.isHexadecimalDigit || $0 == UInt8(ascii: "_") })
    else { return false }
    return Int(sign + Substring(digits).filter { $0 != "_" }, radix: radix) != nil
  }
}

extension UInt8 {
  var isDigit: Bool { UInt8(ascii: "0") <= self && self <= UInt8(ascii: "9") }

  var isHexadecimalDigit: Bool {
    isDigit || UInt8(ascii: "a") <= self | 0x20 && self | 0x20 <= UInt8(ascii: "f")
  }
}
