/// Reads a regular expression into a tree, by recursive descent over its scalars.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private(set) var index = 0
  private var depth = 0

  /// How deep groups may nest.
  static let maximumDepth = 100

  init(_ source: String) {
    scalars = Array(source.unicodeScalars)
  }

  /// Reads the whole pattern.
  mutating func parse() throws(PatternError) -> PatternSyntax {
    let syntax = try alternatives()
    guard isAtEnd else { throw PatternError(.unmatchedParenthesis, at: index) }
    return syntax
  }

  private mutating func alternatives() throws(PatternError) -> PatternSyntax {
    var branches = [try sequence()]
    while advance(if: "|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternSyntax {
    var items: [PatternSyntax] = []
    while let scalar = peek(), scalar != "|", scalar != ")" {
      let isGroup = scalar == "("
      let item = try quantified(try atom(), isGroup: isGroup)
      // Every item that is kept writes out at least one step, which is what limits repetitions.
      if item != .empty { items.append(item) }
    }
    switch items.count {
    case 0: return .empty
    case 1: return items[0]
    default: return .sequence(items)
    }
  }

  private mutating func atom() throws(PatternError) -> PatternSyntax {
    let start = index
    let scalar = try next()
    switch scalar {
    case "^": return .assertion(.start)
    case "$": return .assertion(.end)
    case ".": return .set(.dot)
    case "(": return try group(from: start)
    case "[": return .set(try characterClass(from: start))
    case "\\": return try escape(from: start)
    case "*", "+", "?": throw PatternError(.nothingToRepeat, at: start)
    case "{":
      index = start
      if try bounds() != nil { throw PatternError(.nothingToRepeat, at: start) }
      index = start + 1
      return .scalar(scalar)
    default: return .scalar(scalar)
    }
  }

  private mutating func group(from start: Int) throws(PatternError) -> PatternSyntax {
    if advance(if: "?") { try groupKind() }
    guard depth < Self.maximumDepth else {
      throw PatternError(.nestingTooDeep(maximum: Self.maximumDepth), at: start)
    }
    depth += 1
    let syntax = try alternatives()
    depth -= 1
    guard advance(if: ")") else { throw PatternError(.unclosedGroup, at: start) }
    return syntax
  }

  /// What follows `(?`. Groups capture nothing, since no match is ever taken apart.
  private mutating func groupKind() throws(PatternError) {
    let start = index
    switch try next() {
    case ":": return
    case "=", "!": throw PatternError(.lookAround, at: start)
    case "<":
      if peek() == "=" || peek() == "!" { throw PatternError(.lookAround, at: start) }
      var count = 0
      while let scalar = peek(), scalar == "_" || scalar == "$" || scalar.properties.isIDContinue {
        index += 1
        count += 1
      }
      guard count > 0, advance(if: ">") else { throw PatternError(.unknownGroup, at: start) }
    default: throw PatternError(.unknownGroup, at: start)
    }
  }

  // MARK: - Quantifiers

  private mutating func quantified(
    _ atom: PatternSyntax, isGroup: Bool
  ) throws(PatternError) -> PatternSyntax {
    let start = index
    guard let bounds = try quantifier() else { return atom }
    if case .assertion = atom, !isGroup { throw PatternError(.nothingToRepeat, at: start) }
    _ = advance(if: "?")
    if atom == .empty || bounds.maximum == 0 { return .empty }
    return .repetition(atom, minimum: bounds.minimum, maximum: bounds.maximum)
  }

  private mutating func quantifier() throws(PatternError) -> (minimum: Int, maximum: Int?)? {
    if advance(if: "*") { return (0, nil) }
    if advance(if: "+") { return (1, nil) }
    if advance(if: "?") { return (0, 1) }
    return try bounds()
  }

  /// Reads `{3}`, `{3,}` or `{3,5}`; where something else stands, reads nothing.
  private mutating func bounds() throws(PatternError) -> (minimum: Int, maximum: Int?)? {
    let start = index
    guard advance(if: "{"), let minimum = decimal() else {
      index = start
      return nil
    }
    var maximum: Int? = minimum
    if advance(if: ",") { maximum = decimal() }
    guard advance(if: "}") else {
      index = start
      return nil
    }
    if let maximum, maximum < minimum { throw PatternError(.reversedBounds, at: start) }
    return (minimum, maximum)
  }

  /// Reads a number; what is too large to count is as large as can be, and refused later.
  private mutating func decimal() -> Int? {
    var value: Int?
    while let scalar = peek(), let digit = ("0"..."9" ~= scalar) ? Int(scalar.value - 48) : nil {
      value = min((value ?? 0) * 10 + digit, 1_000_000)
      index += 1
    }
    return value
  }

  // MARK: - Scalars

  var isAtEnd: Bool { index == scalars.count }

  func peek() -> Unicode.Scalar? {
    index < scalars.count ? scalars[index] : nil
  }

  mutating func next() throws(PatternError) -> Unicode.Scalar {
    guard index < scalars.count else { throw PatternError(.unexpectedEnd, at: index) }
    index += 1
    return scalars[index - 1]
  }

  mutating func advance(if scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    index += 1
    return true
  }

  /// Goes back to where something else was tried.
  mutating func rewind(to index: Int) {
    self.index = index
  }
}
