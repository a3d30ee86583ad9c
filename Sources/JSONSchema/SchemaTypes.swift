import JSON

/// The types of values that `type` names.
struct SchemaTypes: OptionSet, Sendable {
  let rawValue: UInt8

  static let null = SchemaTypes(rawValue: 1)
  static let boolean = SchemaTypes(rawValue: 2)
  static let integer = SchemaTypes(rawValue: 4)
  static let number = SchemaTypes(rawValue: 8)
  static let string = SchemaTypes(rawValue: 16)
  static let array = SchemaTypes(rawValue: 32)
  static let object = SchemaTypes(rawValue: 64)

  /// Every type, its name, and its name with an article, in the order in which they are listed.
  private static let all: [(type: SchemaTypes, name: String, inWords: String)] = [
    (.string, "string", "a string"),
    (.integer, "integer", "an integer"),
    (.number, "number", "a number"),
    (.boolean, "boolean", "a boolean"),
    (.array, "array", "an array"),
    (.object, "object", "an object"),
    (.null, "null", "null"),
  ]

  /// The names that there are.
  static var names: [String] { all.map(\.name) }

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The type of that name.
  init?(named name: String) {
    guard let entry = Self.all.first(where: { $0.name == name }) else { return nil }
    self = entry.type
  }

  /// The most specific type of a value: `integer` for numbers without a fraction.
  init(of value: JSONValue) {
    self =
      switch value {
      case .null: .null
      case .bool: .boolean
      case .number(let number): number.isIntegral ? .integer : .number
      case .string: .string
      case .array: .array
      case .object: .object
      }
  }

  /// Whether a value is of one of the types. Every integer is a number.
  func contains(_ value: JSONValue) -> Bool {
    if case .number = value, contains(.number) { return true }
    return contains(SchemaTypes(of: value))
  }

  /// `a string, a number or null`.
  var inWords: String {
    Self.all.filter { contains($0.type) }.map(\.inWords).joinedInWords(by: "or")
  }
}

extension [String] {
  /// `a, b or c`.
  func joinedInWords(by conjunction: String) -> String {
    guard count > 1, let last else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
