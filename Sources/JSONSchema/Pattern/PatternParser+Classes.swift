extension PatternParser {
  /// Reads a class from behind its `[`.
  mutating func characterClass(from start: Int) throws(PatternError) -> ScalarSet {
    let isInverted = advance(if: "^")
    // Put together at the end: a set that grows piece by piece takes quadratic time.
    var properties: [ScalarSet.Property] = []
    var ranges: [ClosedRange<UInt32>] = []
    while true {
      guard !isAtEnd else { throw PatternError(.unclosedClass, at: start) }
      if advance(if: "]") { break }
      let itemStart = index
      let lower = try classAtom()
      guard let upper = try upperBound() else {
        switch lower {
        case .scalar(let scalar): ranges.append(scalar.value...scalar.value)
        case .set(let other):
          ranges += other.memberRanges
          properties += other.properties.filter { !properties.contains($0) }
        }
        continue
      }
      guard case .scalar(let lower) = lower, case .scalar(let upper) = upper else {
        throw PatternError(.classInRange, at: itemStart)
      }
      guard lower <= upper else { throw PatternError(.reversedRange, at: itemStart) }
      ranges.append(lower.value...upper.value)
    }
    return ScalarSet(ranges, properties: properties, isInverted: isInverted)
  }

  private enum ClassAtom {
    case scalar(Unicode.Scalar)
    case set(ScalarSet)
  }

  /// The part behind the `-` of a range; nothing where the `-` stands for itself or there is none.
  private mutating func upperBound() throws(PatternError) -> ClassAtom? {
    let start = index
    guard advance(if: "-") else { return nil }
    guard let next = peek(), next != "]" else {
      rewind(to: start)
      return nil
    }
    return try classAtom()
  }

  private mutating func classAtom() throws(PatternError) -> ClassAtom {
    let start = index
    let scalar = try next()
    guard scalar == "\\" else { return .scalar(scalar) }
    let letter = try next()
    if letter == "b" { return .scalar("\u{8}") }
    if letter == "-" { return .scalar("-") }
    if let set = try classEscape(letter, from: start) { return .set(set) }
    return .scalar(try scalarEscape(letter, from: start))
  }
}
