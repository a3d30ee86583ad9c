import JSONSchema

/// A JSON pointer (RFC 6901) in which `*` stands for any one step and `**` for any number of them:
/// `/result/tools/*/description`, `/**/score`.
package struct PointerPattern: Sendable, Equatable {
  private enum Step: Sendable, Equatable {
    case token(String)
    case anyOne
    case anyNumber
  }

  private let steps: [Step]

  /// `nil` where the text is no pointer.
  package init?(_ text: String) {
    guard let tokens = JSONPointer.tokens(of: text) else { return nil }
    var steps: [Step] = []
    for token in tokens {
      switch token {
      case "*": steps.append(.anyOne)
      // Two in a row say no more than one, and would cost time.
      case "**": if steps.last != .anyNumber { steps.append(.anyNumber) }
      default: steps.append(.token(token))
      }
    }
    self.steps = steps
  }

  /// Whether a path leads to what the pattern means.
  func matches(_ path: [String]) -> Bool {
    if case .token(let last)? = steps.last, path.last != last { return false }
    // The set of places in the pattern that can be reached, step by step: no backtracking.
    var places = Set(closure(of: 0))
    for token in path {
      var next: Set<Int> = []
      for place in places where place < steps.count {
        switch steps[place] {
        case .token(let wanted): if wanted == token { next.formUnion(closure(of: place + 1)) }
        case .anyOne: next.formUnion(closure(of: place + 1))
        case .anyNumber: next.formUnion(closure(of: place))
        }
      }
      places = next
      if places.isEmpty { return false }
    }
    return places.contains(steps.count)
  }

  /// The place and those that are reached from it without a step.
  private func closure(of place: Int) -> [Int] {
    place < steps.count && steps[place] == .anyNumber ? [place, place + 1] : [place]
  }
}
