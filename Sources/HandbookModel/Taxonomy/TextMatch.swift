/// A condition on a short text: a heading, a label, a value. In `taxonomy.yaml` it is a text or a list of
/// texts, one of which must be equal, or a mapping of these keys, all of which must hold:
///
///     is: TEXT or LIST        equal to one of them
///     starts: TEXT or LIST    begins with one of them
///     ends: TEXT or LIST      ends with one of them
///     contains: TEXT or LIST  has one of them in it
///     not: CONDITION          does not meet this one
///
/// The case of ASCII letters never matters.
struct TextMatch: Sendable, Equatable {
  enum Operator: String, Sendable, CaseIterable {
    case `is`, starts, ends, contains
  }

  /// An operator with its alternatives.
  struct Term: Sendable, Equatable {
    var `operator`: Operator
    var alternatives: [String]
  }

  /// All must hold.
  var terms: [Term]
  /// None may hold.
  var exclusions: [TextMatch] = []

  /// Whether the text meets the condition.
  func matches(_ text: String) -> Bool {
    terms.allSatisfy { $0.matches(text) } && !exclusions.contains { $0.matches(text) }
  }
}

extension TextMatch.Term {
  fileprivate func matches(_ text: String) -> Bool {
    alternatives.contains { alternative in
      switch `operator` {
      case .is: text.equalsIgnoringCase(alternative)
      case .starts: text.startsIgnoringCase(with: alternative)
      case .ends: text.endsIgnoringCase(with: alternative)
      case .contains: text.rangeIgnoringCase(of: alternative) != nil
      }
    }
  }
}
