/// The fragments that link to the headings of a page, formed as GitHub does.
struct Anchors {
  /// How often a fragment was taken; also the fragments made unique by a number.
  private var uses: [String: Int] = [:]

  /// The fragment of the next heading, unique in the page: `-1`, `-2`, … on repeats.
  mutating func next(for heading: String) -> String {
    let base = Self.fragment(of: heading)
    guard var count = uses[base] else {
      uses[base] = 0
      return base
    }
    // "Plan", "Plan 1", "Plan": the number may be taken by another heading.
    var fragment: String
    repeat {
      count += 1
      fragment = base + "-" + String(count)
    } while uses[fragment] != nil
    uses[base] = count
    uses[fragment] = 0
    return fragment
  }

  /// Lower case; spaces become hyphens; letters, digits, `-` and `_` stay, and all else goes.
  static func fragment(of heading: String) -> String {
    var fragment: [UInt8] = []
    fragment.reserveCapacity(heading.utf8.count)
    for scalar in heading.unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        switch byte {
        case UInt8(ascii: " "): fragment.append(UInt8(ascii: "-"))
        case UInt8(ascii: "-"), UInt8(ascii: "_"): fragment.append(byte)
        case _ where byte.isASCIILetter || byte.isASCIIDigit:
          fragment.append(byte.lowercasedASCII)
        default: break
        }
      } else if scalar.isWordScalar {
        fragment.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
    return String(decoding: fragment, as: UTF8.self)
  }
}

extension Unicode.Scalar {
  /// Letters, marks, digits and connecting punctuation of any script.
  fileprivate var isWordScalar: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber,
      .connectorPunctuation:
      true
    default: false
    }
  }
}

extension [MarkdownSection] {
  /// Gives each section its heading path, by levels, and its anchor.
  /// - Returns: the first section whose path lacks the headings above it, because paths would become too long together.
  mutating func assignPathsAndAnchors() -> MarkdownSection? {
    var anchors = Anchors()
    var pathBytes = 0
    var firstWithoutPath: Index?
    var open: [(level: Int, heading: String)] = []
    for index in indices where self[index].level > 0 {
      let section = self[index]
      while let last = open.last, last.level >= section.level { open.removeLast() }
      open.append((section.level, section.heading))
      let byteCount = open.reduce(0) { $0 + $1.heading.utf8.count }
      if pathBytes + byteCount <= MarkdownLimits.maximumPathBytes {
        pathBytes += byteCount
        self[index].headingPath = open.map(\.heading)
      } else {
        firstWithoutPath = firstWithoutPath ?? index
        self[index].headingPath = [section.heading]
      }
      self[index].anchor = anchors.next(for: section.heading)
    }
    return firstWithoutPath.map { self[$0] }
  }
}
