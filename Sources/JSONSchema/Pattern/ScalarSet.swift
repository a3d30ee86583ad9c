/// A set of Unicode scalars: ranges and properties, or everything but those.
struct ScalarSet: Equatable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>]
  /// Properties, and whether having them is excluded (`\P`).
  private(set) var properties: [Property]
  private(set) var isInverted: Bool
  /// One bit for each scalar below 128, inversion included.
  private var ascii: (low: UInt64, high: UInt64) = (0, 0)

  /// A property that scalars have or, inverted, lack.
  struct Property: Equatable, Sendable {
    var property: ScalarProperty
    var isInverted: Bool

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      property.contains(scalar) != isInverted
    }
  }

  init(
    _ ranges: [ClosedRange<UInt32>] = [], properties: [Property] = [], isInverted: Bool = false
  ) {
    self.ranges = ranges
    self.properties = properties
    self.isInverted = isInverted
    for value in UInt32(0)..<128 where search(Unicode.Scalar(UInt8(value))) {
      if value < 64 { ascii.low |= 1 << value } else { ascii.high |= 1 << (value - 64) }
    }
  }

  /// Whether the scalar belongs to the set.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<64: ascii.low >> scalar.value & 1 == 1
    case ..<128: ascii.high >> (scalar.value - 64) & 1 == 1
    default: search(scalar)
    }
  }

  private func search(_ scalar: Unicode.Scalar) -> Bool {
    (ranges.contains { $0.contains(scalar.value) } || properties.contains { $0.contains(scalar) })
      != isInverted
  }

  /// The ranges of what belongs to the set; an inverted one must have no properties.
  var memberRanges: [ClosedRange<UInt32>] { isInverted ? rangesBetween : ranges }

  /// The complement of ranges in ascending order that do not overlap.
  private var rangesBetween: [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if next < range.lowerBound { result.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= 0x10_FFFF { result.append(next...0x10_FFFF) }
    return result
  }

  static func == (left: ScalarSet, right: ScalarSet) -> Bool {
    left.ranges == right.ranges && left.properties == right.properties
      && left.isInverted == right.isInverted
  }
}

extension ScalarSet {
  /// `\d`.
  static let digit = ScalarSet([0x30...0x39])
  /// `\w`.
  static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  /// `\s`: the white space and line terminators of ECMA-262.
  static let space = ScalarSet([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  /// `.`: all but line terminators.
  static let dot = ScalarSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isInverted: true)

  /// Everything that is not in the set.
  var inverted: ScalarSet {
    ScalarSet(ranges, properties: properties, isInverted: !isInverted)
  }
}
