extension PatternParser {
  /// Reads an escape outside a class from behind its backslash.
  mutating func escape(from start: Int) throws(PatternError) -> PatternSyntax {
    let letter = try next()
    switch letter {
    case "b": return .assertion(.wordBoundary)
    case "B": return .assertion(.noWordBoundary)
    case "1"..."9", "k": throw PatternError(.backReference, at: start)
    default: break
    }
    if let set = try classEscape(letter, from: start) { return .set(set) }
    return .scalar(try scalarEscape(letter, from: start))
  }

  /// The set that `\d`, `\w`, `\s`, `\p{…}` and their opposites stand for; `nil` for other letters.
  mutating func classEscape(
    _ letter: Unicode.Scalar, from start: Int
  ) throws(PatternError) -> ScalarSet? {
    switch letter {
    case "d": return .digit
    case "D": return ScalarSet.digit.inverted
    case "w": return .word
    case "W": return ScalarSet.word.inverted
    case "s": return .space
    case "S": return ScalarSet.space.inverted
    case "p", "P":
      let property = try property(from: start)
      return ScalarSet(properties: [.init(property: property, isInverted: letter == "P")])
    default: return nil
    }
  }

  private mutating func property(from start: Int) throws(PatternError) -> ScalarProperty {
    guard advance(if: "{") else { throw PatternError(.unknownProperty(""), at: start) }
    var name = ""
    while let scalar = peek(), scalar != "}" {
      name.unicodeScalars.append(scalar)
      rewind(to: index + 1)
    }
    guard advance(if: "}") else { throw PatternError(.unexpectedEnd, at: index) }
    guard let property = ScalarProperty(named: name) else {
      throw PatternError(.unknownProperty(name), at: start)
    }
    return property
  }

  /// The single scalar that an escape stands for.
  mutating func scalarEscape(
    _ letter: Unicode.Scalar, from start: Int
  ) throws(PatternError) -> Unicode.Scalar {
    switch letter {
    case "t": return "\t"
    case "n": return "\n"
    case "v": return "\u{B}"
    case "f": return "\u{C}"
    case "r": return "\r"
    case "0":
      if let digit = peek(), "0"..."9" ~= digit {
        throw PatternError(.unknownEscape("0"), at: start)
      }
      return "\0"
    case "c":
      let control = try next()
      guard control.isASCII, control.properties.isAlphabetic else {
        throw PatternError(.unknownEscape(letter), at: start)
      }
      return Unicode.Scalar(UInt8(control.value) & 31)
    case "x": return try scalar(hexadecimal(digits: 2, from: start), from: start)
    case "u": return try unicodeEscape(from: start)
    default:
      // Letters and digits are kept for future escapes (ECMA-262, IdentityEscape); the rest stands
      // for itself.
      guard !letter.properties.isIDContinue else {
        throw PatternError(.unknownEscape(letter), at: start)
      }
      return letter
    }
  }

  /// Reads `XXXX`, a surrogate pair of two such escapes, or `{X…}`.
  private mutating func unicodeEscape(from start: Int) throws(PatternError) -> Unicode.Scalar {
    if advance(if: "{") {
      var value: UInt32 = 0
      var count = 0
      while let scalar = peek(), let digit = Self.hexadecimalDigit(scalar), value <= 0x10_FFFF {
        value = value << 4 | digit
        count += 1
        rewind(to: index + 1)
      }
      guard count > 0, advance(if: "}") else { throw PatternError(.invalidCodePoint, at: start) }
      return try scalar(value, from: start)
    }
    let high = try hexadecimal(digits: 4, from: start)
    guard 0xD800..<0xDC00 ~= high, advance(if: "\\"), advance(if: "u") else {
      return try scalar(high, from: start)
    }
    let low = try hexadecimal(digits: 4, from: start)
    guard 0xDC00..<0xE000 ~= low else { throw PatternError(.invalidCodePoint, at: start) }
    return try scalar(0x1_0000 + (high - 0xD800) << 10 + (low - 0xDC00), from: start)
  }

  private mutating func hexadecimal(digits: Int, from start: Int) throws(PatternError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = Self.hexadecimalDigit(try next()) else {
        throw PatternError(.invalidCodePoint, at: start)
      }
      value = value << 4 | digit
    }
    return value
  }

  /// Half a surrogate pair is no scalar, and no text that can be matched holds one.
  private func scalar(_ value: UInt32, from start: Int) throws(PatternError) -> Unicode.Scalar {
    guard let scalar = Unicode.Scalar(value) else {
      throw PatternError(.invalidCodePoint, at: start)
    }
    return scalar
  }

  private static func hexadecimalDigit(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar {
    case "0"..."9": scalar.value - 48
    case "A"..."F": scalar.value - 55
    case "a"..."f": scalar.value - 87
    default: nil
    }
  }
}
