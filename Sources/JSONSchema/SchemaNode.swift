import JSON

/// A compiled schema: what it demands, in the order of checking. Other schemas are named by their
/// index, so that references may go in circles.
struct SchemaNode: Sendable {
  /// The JSON pointer to the schema in its document.
  var pointer: String
  var keywords: [SchemaKeyword] = []
  /// Whether it has to know which items and properties its parts have looked at.
  var tracksEvaluated = false

  /// Whether this is the schema `false`.
  var isNever: Bool {
    if keywords.count == 1, case .never = keywords[0] { true } else { false }
  }
}

/// One demand of a schema.
enum SchemaKeyword: Sendable {
  /// The schema `false`.
  case never
  case constant(JSONValue)
  case enumeration([JSONValue])
  case type(SchemaTypes)
  case minimum(JSONNumber, isExclusive: Bool)
  case maximum(JSONNumber, isExclusive: Bool)
  case multipleOf(JSONNumber)
  case minimumLength(Int)
  case maximumLength(Int)
  case pattern(Pattern)
  case minimumItems(Int)
  case maximumItems(Int)
  case uniqueItems
  case items(ItemsRule)
  case contains(ContainsRule)
  case minimumProperties(Int)
  case maximumProperties(Int)
  case required([String])
  /// `keyword` is `dependentRequired` or `dependencies`.
  case dependentRequired([(name: String, needed: [String])], keyword: String)
  case dependentSchemas([(name: String, schema: Int)])
  case propertyNames(Int)
  case properties(PropertiesRule)
  case reference(Int)
  case allOf([Int])
  case anyOf([Int])
  case oneOf([Int])
  case not(Int)
  case conditional(if: Int, then: Int?, else: Int?)
  case unevaluatedItems(Int)
  case unevaluatedProperties(Int)
}

/// `prefixItems` and `items`, or the array form of `items` and `additionalItems`.
struct ItemsRule: Sendable {
  var prefix: [Int]
  /// For the items behind the prefix.
  var rest: Int?
}

/// `contains`, `minContains` and `maxContains`.
struct ContainsRule: Sendable {
  var schema: Int
  var minimum: Int
  var maximum: Int?
}

/// `properties`, `patternProperties` and `additionalProperties`.
struct PropertiesRule: Sendable {
  var named: [(name: String, schema: Int)]
  var patterns: [(pattern: Pattern, schema: Int)]
  /// For the properties that neither of the others is about.
  var additional: Int?
}
