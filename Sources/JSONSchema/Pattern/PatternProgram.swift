/// A regular expression as steps of a machine that can be in many places at once.
struct PatternProgram: Sendable {
  /// One step. Targets are indices of steps.
  enum Step: Sendable {
    /// Goes on if the next scalar is this one.
    case scalar(Unicode.Scalar)
    /// Goes on if the next scalar is in the set of that index.
    case set(Int)
    /// Goes on if it holds here.
    case assertion(PatternAssertion)
    case jump(to: Int)
    /// Goes on at both.
    case split(Int, Int)
    case match
  }

  private(set) var steps: [Step] = []
  private(set) var sets: [ScalarSet] = []
  /// Whether every match begins where the text does.
  let isAnchored: Bool

  /// How many steps a program may have.
  static let maximumSteps = JSONSchema.maximumPatternSteps

  /// Writes out a tree.
  /// - Throws: `.tooLarge` where repetitions multiply beyond `maximumSteps`.
  init(_ syntax: PatternSyntax) throws(PatternError) {
    isAnchored = syntax.isAnchored
    try emit(syntax)
    steps.append(.match)
  }

  private mutating func emit(_ syntax: PatternSyntax) throws(PatternError) {
    guard steps.count < Self.maximumSteps else {
      throw PatternError(.tooLarge(maximumSteps: Self.maximumSteps), at: 0)
    }
    switch syntax {
    case .empty: break
    case .scalar(let scalar): steps.append(.scalar(scalar))
    case .assertion(let assertion): steps.append(.assertion(assertion))
    case .set(let set):
      if sets.last != set { sets.append(set) }
      steps.append(.set(sets.count - 1))
    case .sequence(let items):
      for item in items { try emit(item) }
    case .alternatives(let branches):
      try emit(branches: branches)
    case .repetition(let item, let minimum, let maximum):
      try emit(item, minimum: minimum, maximum: maximum)
    }
  }

  private mutating func emit(branches: [PatternSyntax]) throws(PatternError) {
    var jumps: [Int] = []
    for branch in branches.dropLast() {
      let split = steps.count
      steps.append(.split(split + 1, 0))
      try emit(branch)
      jumps.append(steps.count)
      steps.append(.jump(to: 0))
      steps[split] = .split(split + 1, steps.count)
    }
    if let last = branches.last { try emit(last) }
    for jump in jumps { steps[jump] = .jump(to: steps.count) }
  }

  private mutating func emit(
    _ item: PatternSyntax, minimum: Int, maximum: Int?
  ) throws(PatternError) {
    for _ in 0..<minimum { try emit(item) }
    guard let maximum else {
      let loop = steps.count
      steps.append(.split(loop + 1, 0))
      try emit(item)
      steps.append(.jump(to: loop))
      steps[loop] = .split(loop + 1, steps.count)
      return
    }
    var splits: [Int] = []
    for _ in minimum..<maximum {
      splits.append(steps.count)
      steps.append(.split(steps.count + 1, 0))
      try emit(item)
    }
    for split in splits { steps[split] = .split(split + 1, steps.count) }
  }
}

extension PatternSyntax {
  /// Whether every match begins where the text does.
  fileprivate var isAnchored: Bool {
    switch self {
    case .assertion(let assertion): assertion == .start
    case .sequence(let items): items.first?.isAnchored ?? false
    case .alternatives(let branches): branches.allSatisfy(\.isAnchored)
    case .repetition(let item, let minimum, _): minimum > 0 && item.isAnchored
    case .empty, .scalar, .set: false
    }
  }
}
