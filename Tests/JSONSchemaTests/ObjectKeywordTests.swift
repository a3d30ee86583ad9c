import Testing

struct ObjectKeywordTests {
  private static let rows: [SchemaCase] = [
    // properties
    .init(#"{"properties": {"a": {"type": "string"}}}"#, #"{"a": "x", "b": 1}"#),
    .init(#"{"properties": {"a": {"type": "string"}}}"#, "[]"),
    .init(
      #"{"properties": {"a": {"type": "string"}}}"#, #"{"a": 1}"#,
      "a: 1 is an integer, expected a string"),
    .init(
      #"{"properties": {"a": {"type": "string"}}}"#, #"{"a": 1, "a": "x"}"#,
      "a: 1 is an integer, expected a string"),
    .init(
      #"{"properties": {"a": {"items": {"properties": {"b c": {"maximum": 1}}}}}}"#,
      #"{"a": [{"b c": 2}]}"#, #"a[0]["b c"]: 2 is greater than the maximum 1"#),
    .init(#"{"properties": {"a": false}}"#, #"{"a": 1}"#, "a: 1 is not allowed"),
    // patternProperties
    .init(#"{"patternProperties": {"^x-": {"type": "integer"}}}"#, #"{"x-a": 1, "b": "c"}"#),
    .init(
      #"{"patternProperties": {"^x-": {"type": "integer"}, "a$": {"minimum": 2}}}"#, #"{"x-a": 1}"#,
      "x-a: 1 is less than the minimum 2"),
    // additionalProperties
    .init(
      #"{"properties": {"query": true, "kind": true}, "additionalProperties": false}"#,
      #"{"query": 1}"#),
    .init(
      #"{"properties": {"query": true, "kind": true}, "additionalProperties": false}"#,
      #"{"qeury": 1}"#, #"qeury: unknown property; did you mean "query"?"#),
    .init(
      #"{"properties": {"query": true, "kind": true}, "additionalProperties": false}"#,
      #"{"colour": 1}"#, #"colour: unknown property; known are "query", "kind""#),
    .init(#"{"additionalProperties": false}"#, #"{"a/b~c": 1}"#, #"["a/b~c"]: unknown property"#),
    .init(
      #"{"properties": {"a": true}, "patternProperties": {"^b": true}, "additionalProperties": {"type": "null"}}"#,
      #"{"a": 1, "bb": 2, "c": 3}"#, "c: 3 is an integer, expected null"),
    // required and counts
    .init(#"{"required": ["a", "b"]}"#, #"{"b": 1, "a": null}"#),
    .init(#"{"required": ["a"]}"#, "5"),
    .init(#"{"required": ["a", "b"]}"#, "{}", #"missing property "a""#, #"missing property "b""#),
    .init(#"{"items": {"required": ["a"]}}"#, "[{}]", #"[0]: missing property "a""#),
    .init(#"{"minProperties": 1}"#, "{}", "0 properties, at least 1 expected"),
    .init(#"{"maxProperties": 1}"#, #"{"a": 1}"#),
    .init(#"{"maxProperties": 1}"#, #"{"a": 1, "b": 2}"#, "2 properties, at most 1 expected"),
    // Dependencies.
    .init(
      #"{"dependentRequired": {"card": ["name", "code"]}}"#, #"{"card": 1, "name": 2}"#,
      #"missing property "code", which "card" needs"#),
    .init(#"{"dependentRequired": {"card": ["name"]}}"#, "{}"),
    .init(
      #"{"dependentSchemas": {"a": {"required": ["b"]}}}"#, #"{"a": 1}"#, #"missing property "b""#),
    .init(#"{"dependentSchemas": {"a": {"required": ["b"]}}}"#, #"{"c": 1}"#),
    .init(#"{"dependencies": {"a": ["b"]}}"#, #"{"a": 1}"#),
    .init(
      #"{"$schema": "http://json-schema.org/draft-07/schema#", "dependencies": {"a": ["b"], "c": {"maxProperties": 1}}}"#,
      #"{"a": 1, "c": 2}"#, #"missing property "b", which "a" needs"#,
      "2 properties, at most 1 expected"),
    // propertyNames
    .init(#"{"propertyNames": {"pattern": "^[a-z]+$"}}"#, #"{"ab": 1}"#),
    .init(
      #"{"propertyNames": {"pattern": "^[a-z]+$"}}"#, #"{"A b": 1}"#,
      #"property name "A b" does not match the pattern ^[a-z]+$"#),
    .init(
      #"{"propertyNames": {"maxLength": 1}}"#, #"{"abc": 1, "def": 2}"#,
      #"property name "abc" has 3 characters, at most 1 expected"#,
      #"property name "def" has 3 characters, at most 1 expected"#),
    // unevaluatedProperties
    .init(
      #"{"allOf": [{"properties": {"a": true}}], "properties": {"b": true}, "unevaluatedProperties": false}"#,
      #"{"a": 1, "b": 2}"#),
    .init(
      #"{"allOf": [{"properties": {"a": true}}], "unevaluatedProperties": false}"#,
      #"{"a": 1, "b": 2}"#, "b: unknown property"),
    .init(
      #"{"if": {"properties": {"a": {"const": 1}}, "required": ["a"]}, "then": {"properties": {"b": true}}, "unevaluatedProperties": false}"#,
      #"{"a": 1, "b": 2}"#),
    .init(
      #"{"if": {"properties": {"a": {"const": 1}}, "required": ["a"]}, "then": {"properties": {"b": true}}, "unevaluatedProperties": false}"#,
      #"{"a": 2, "b": 2}"#, "a: unknown property", "b: unknown property"),
    .init(
      ##"{"$defs": {"x": {"properties": {"a": true}}}, "$ref": "#/$defs/x", "unevaluatedProperties": {"type": "string"}}"##,
      #"{"a": 1, "b": "c"}"#),
    .init(
      #"{"unevaluatedProperties": false, "allOf": [{"unevaluatedProperties": true}]}"#, #"{"a": 1}"#
    ),
  ]

  @Test(arguments: rows)
  func validates(_ row: SchemaCase) throws {
    try row.check()
  }

  @Test func listsOnlySomeOfManyNames() throws {
    let names = (0..<25).map { "\"property_\($0)\": true" }.joined(separator: ", ")
    let known = (0..<20).map { "\"property_\($0)\"" }.joined(separator: ", ")
    try SchemaCase(
      "{\"properties\": {\(names)}, \"additionalProperties\": false}", #"{"other": 1}"#,
      "other: unknown property; known are \(known), and 5 more"
    ).check()
  }
}
