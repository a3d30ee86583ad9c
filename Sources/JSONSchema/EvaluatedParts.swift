import JSON

/// Which items of an array, or members of an object, some schema has looked at: what
/// `unevaluatedItems` and `unevaluatedProperties` are about.
struct EvaluatedParts {
  private var marks: [Bool]

  /// None of the parts of a value.
  init(of value: JSONValue) {
    let count =
      switch value {
      case .array(let elements): elements.count
      case .object(let object): object.count
      default: 0
      }
    marks = Array(repeating: false, count: count)
  }

  func contains(_ index: Int) -> Bool { marks[index] }

  mutating func insert(_ index: Int) { marks[index] = true }

  /// Adds the parts of the same value that another schema has looked at.
  mutating func formUnion(_ other: EvaluatedParts) {
    for index in marks.indices where other.marks[index] { marks[index] = true }
  }
}
