/// Why a text is not a usable regular expression, and where.
package struct PatternError: Error, Equatable, Sendable {
  /// What was wrong.
  package enum Reason: Equatable, Sendable {
    case unexpectedEnd
    case unmatchedParenthesis
    case unclosedGroup
    case unclosedClass
    case nothingToRepeat
    case reversedBounds
    case reversedRange
    case classInRange
    case unknownEscape(Unicode.Scalar)
    case invalidCodePoint
    case unknownProperty(String)
    case unknownGroup
    case lookAround
    case backReference
    case nestingTooDeep(maximum: Int)
    case tooLarge(maximumSteps: Int)
  }

  package var reason: Reason
  /// Where: an offset in Unicode scalars from the start of the pattern.
  package var scalarOffset: Int

  init(_ reason: Reason, at scalarOffset: Int) {
    self.reason = reason
    self.scalarOffset = scalarOffset
  }
}

extension PatternError: CustomStringConvertible {
  package var description: String { "\(reason) at character \(scalarOffset + 1)" }
}

extension PatternError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unexpectedEnd: "the pattern ends too soon"
    case .unmatchedParenthesis: "')' closes nothing"
    case .unclosedGroup: "'(' is not closed"
    case .unclosedClass: "'[' is not closed"
    case .nothingToRepeat: "nothing to repeat"
    case .reversedBounds: "the bounds are in reverse order"
    case .reversedRange: "the range is in reverse order"
    case .classInRange: "a class cannot bound a range"
    case .unknownEscape(let scalar): "unknown escape '\\\(scalar)'"
    case .invalidCodePoint: "invalid code point"
    case .unknownProperty(let name): "unknown or unsupported property '\(name)'"
    case .unknownGroup: "unknown kind of group"
    case .lookAround: "look-around is not supported"
    case .backReference: "back references are not supported"
    case .nestingTooDeep(let maximum): "nested deeper than \(maximum) levels"
    case .tooLarge(let maximum): "larger than \(maximum) steps once repetitions are written out"
    }
  }
}
