import JSON

/// Which kinds of keywords a schema has. Most schemas are a type and a description; looking for each of fifty
/// keywords in each of them would be most of the work of compiling.
struct KeywordGroups: OptionSet {
  let rawValue: UInt16

  static let definitions = KeywordGroups(rawValue: 1 << 0)
  static let references = KeywordGroups(rawValue: 1 << 1)
  static let values = KeywordGroups(rawValue: 1 << 2)
  static let types = KeywordGroups(rawValue: 1 << 3)
  static let numbers = KeywordGroups(rawValue: 1 << 4)
  static let strings = KeywordGroups(rawValue: 1 << 5)
  static let arrays = KeywordGroups(rawValue: 1 << 6)
  static let objects = KeywordGroups(rawValue: 1 << 7)
  static let combinators = KeywordGroups(rawValue: 1 << 8)
  static let unevaluated = KeywordGroups(rawValue: 1 << 9)

  init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// The groups of the keywords that an object has, whatever the dialect.
  init(of object: JSONObject) {
    self = []
    for member in object.members {
      if let group = Self.byKeyword[member.key] { formUnion(group) }
    }
  }

  private static let keywords: [(group: KeywordGroups, names: [String])] = [
    (definitions, ["$defs", "definitions"]),
    (references, ["$ref", "$dynamicRef", "$recursiveRef"]),
    (values, ["const", "enum"]),
    (types, ["type"]),
    (numbers, ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"]),
    (strings, ["minLength", "maxLength", "pattern", "format"]),
    (
      arrays,
      [
        "minItems", "maxItems", "uniqueItems", "items", "prefixItems", "additionalItems",
        "contains",
        "minContains", "maxContains",
      ]
    ),
    (
      objects,
      [
        "minProperties", "maxProperties", "required", "dependentRequired", "dependentSchemas",
        "dependencies", "propertyNames", "properties", "patternProperties", "additionalProperties",
      ]
    ),
    (combinators, ["allOf", "anyOf", "oneOf", "not", "if", "then", "else"]),
    (unevaluated, ["unevaluatedItems", "unevaluatedProperties"]),
  ]

  private static let byKeyword = Dictionary(
    uniqueKeysWithValues: keywords.flatMap { group, names in names.map { ($0, group) } })
}
