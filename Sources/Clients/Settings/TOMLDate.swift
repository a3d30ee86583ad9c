/// Tells whether a word is a date or time of TOML 1.0 (RFC 3339), or one without seconds as in 1.1.
struct TOMLDate {
  private var rest: ArraySlice<UInt8>

  static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
    var reader = TOMLDate(rest: word)
    guard word.dropFirst(2).first != UInt8(ascii: ":") else {
      return reader.time() && reader.rest.isEmpty
    }
    guard reader.date() else { return false }
    if reader.rest.isEmpty { return true }
    guard reader.skip("T") || reader.skip("t") || reader.skip(" "), reader.time() else {
      return false
    }
    return reader.rest.isEmpty || reader.offset() && reader.rest.isEmpty
  }

  private mutating func date() -> Bool {
    guard let year = number(4, in: 0...9999), skip("-"), let month = number(2, in: 1...12),
      skip("-"), let day = number(2, in: 1...31)
    else { return false }
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return day <= [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  private mutating func time() -> Bool {
    guard number(2, in: 0...23) != nil, skip(":"), number(2, in: 0...59) != nil else {
      return false
    }
    guard skip(":") else { return true }
    guard number(2, in: 0...60) != nil else { return false }
    guard skip(".") else { return true }
    let digits = rest.prefix(while: \.isDigit)
    rest = rest.dropFirst(digits.count)
    return !digits.isEmpty
  }

  private mutating func offset() -> Bool {
    if skip("Z") || skip("z") { return true }
    return (skip("+") || skip("-")) && number(2, in: 0...23) != nil && skip(":")
      && number(2, in: 0...59) != nil
  }

  private mutating func number(_ count: Int, in range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy(\.isDigit) else { return nil }
    rest = rest.dropFirst(count)
    let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return range.contains(value) ? value : nil
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }
}
