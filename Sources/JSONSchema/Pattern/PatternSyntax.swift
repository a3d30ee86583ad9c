/// A regular expression as a tree.
indirect enum PatternSyntax: Equatable, Sendable {
  case empty
  case scalar(Unicode.Scalar)
  case set(ScalarSet)
  case assertion(PatternAssertion)
  case sequence([PatternSyntax])
  case alternatives([PatternSyntax])
  /// At least `minimum` times; without limit where `maximum` is `nil`.
  case repetition(PatternSyntax, minimum: Int, maximum: Int?)
}

/// What holds between two scalars.
enum PatternAssertion: Equatable, Sendable {
  case start, end, wordBoundary, noWordBoundary

  /// Whether it holds between two scalars; `nil` stands for the ends of the text.
  func holds(between previous: Unicode.Scalar?, and next: Unicode.Scalar?) -> Bool {
    switch self {
    case .start: previous == nil
    case .end: next == nil
    case .wordBoundary: isWord(previous) != isWord(next)
    case .noWordBoundary: isWord(previous) == isWord(next)
    }
  }

  private func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map(ScalarSet.word.contains) ?? false
  }
}
