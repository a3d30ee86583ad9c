import Testing

struct ArrayKeywordTests {
  private static let rows: [SchemaCase] = [
    // items and prefixItems
    .init(#"{"items": {"type": "string"}}"#, #"["a", "b"]"#),
    .init(#"{"items": {"type": "string"}}"#, "{}"),
    .init(
      #"{"items": {"type": "string"}}"#, #"["a", 1, true]"#,
      "[1]: 1 is an integer, expected a string", "[2]: true is a boolean, expected a string"),
    .init(#"{"prefixItems": [{"type": "string"}, {"type": "integer"}]}"#, #"["a", 1, null]"#),
    .init(#"{"prefixItems": [{"type": "string"}, {"type": "integer"}]}"#, #"["a"]"#),
    .init(
      #"{"prefixItems": [{"type": "string"}], "items": false}"#, #"["a", 1, 2]"#,
      "[1]: unexpected item; at most 1 item is allowed",
      "[2]: unexpected item; at most 1 item is allowed"),
    .init(
      #"{"prefixItems": [true, {"const": 1}], "items": {"type": "null"}}"#, "[0, 2, 3]",
      "[1]: 2 is not 1", "[2]: 3 is an integer, expected null"),
    .init(#"{"items": false}"#, "[0]", "[0]: unexpected item; at most 0 items are allowed"),
    // contains
    .init(#"{"contains": {"const": 1}}"#, "[0, 1]"),
    .init(#"{"contains": {"const": 1}}"#, "[0]", #"0 items match "contains", at least 1 expected"#),
    .init(
      #"{"contains": {"const": 1}, "minContains": 2}"#, "[1, 0]",
      #"1 item matches "contains", at least 2 expected"#),
    .init(#"{"contains": {"const": 1}, "minContains": 0}"#, "[]"),
    .init(
      #"{"contains": {"const": 1}, "maxContains": 1}"#, "[1, 1.0]",
      #"2 items match "contains", at most 1 expected"#),
    // Counts.
    .init(#"{"minItems": 1}"#, "[0]"),
    .init(#"{"minItems": 1}"#, "[]", "0 items, at least 1 expected"),
    .init(#"{"maxItems": 1}"#, "[0]"),
    .init(#"{"maxItems": 1}"#, "[0, 1]", "2 items, at most 1 expected"),
    // uniqueItems
    .init(#"{"uniqueItems": true}"#, #"[1, "1", true, [1], {"a": 1}, null, 0, false]"#),
    .init(#"{"uniqueItems": false}"#, "[1, 1]"),
    .init(#"{"uniqueItems": true}"#, "[1, 2, 1.0]", "items 0 and 2 are equal: 1"),
    .init(
      #"{"uniqueItems": true}"#, #"[{"a": 1, "b": 2}, {"b": 2, "a": 10e-1}]"#,
      "items 0 and 1 are equal: {…}"),
    .init(#"{"uniqueItems": true}"#, #"["\u00e9", "e\u0301"]"#),
    // unevaluatedItems
    .init(
      #"{"prefixItems": [true], "unevaluatedItems": false}"#, "[1, 2]",
      "[1]: unexpected item; at most 1 item is allowed"),
    .init(
      #"{"allOf": [{"prefixItems": [true, true]}], "unevaluatedItems": {"type": "string"}}"#,
      #"[1, 2, "a"]"#),
    .init(
      #"{"contains": {"type": "string"}, "unevaluatedItems": {"type": "integer"}}"#,
      #"["a", 1, null]"#, "[2]: null is given, expected an integer"),
    .init(
      #"{"anyOf": [{"prefixItems": [{"const": 1}]}, {"prefixItems": [true, {"const": 2}]}], "unevaluatedItems": false}"#,
      "[1, 2]"),
    .init(#"{"not": {"prefixItems": [true]}, "unevaluatedItems": false}"#, "[]", "[] is ruled out"),
    // Draft-07.
    .init(
      #"{"$schema": "http://json-schema.org/draft-07/schema#", "items": [{"const": 1}], "additionalItems": false}"#,
      "[1]"),
    .init(
      #"{"$schema": "http://json-schema.org/draft-07/schema#", "items": [{"const": 1}], "additionalItems": false}"#,
      "[2, 3]", "[0]: 2 is not 1", "[1]: unexpected item; at most 1 item is allowed"),
    .init(
      #"{"$schema": "http://json-schema.org/draft-07/schema", "prefixItems": [false], "unevaluatedItems": false, "contains": true, "minContains": 5}"#,
      "[2, 3]"),
    .init(
      #"{"$schema": "https://json-schema.org/draft/2019-09/schema", "items": [{"const": 1}], "unevaluatedItems": false}"#,
      "[1, 3]", "[1]: unexpected item; at most 1 item is allowed"),
  ]

  @Test(arguments: rows)
  func validates(_ row: SchemaCase) throws {
    try row.check()
  }

  @Test func findsEqualItemsAmongMany() throws {
    let numbers = (0..<20_000).map(String.init).joined(separator: ",")
    try SchemaCase(#"{"uniqueItems": true}"#, "[\(numbers)]").check()
    try SchemaCase(
      #"{"uniqueItems": true}"#, "[\(numbers),19999.0]", "items 19999 and 20000 are equal: 19999"
    ).check()
  }
}
